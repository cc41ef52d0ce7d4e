"""What is told about a registration, and how staff take each step back."""

from datetime import timedelta

from sqlmodel import select

from processor.domain import registrar
from processor.steps import story
from processor.storage import queries
from processor.storage.tables import HistoryRow
from tests.steps.conftest import NOW, FaultyOffice
from tests.steps.test_ordering import last_answer, people, write

HOUR = timedelta(hours=1)


def told(office: FaultyOffice, number: int) -> list[str]:
    with office.desk.database.transaction() as session:
        registration = queries.registration(session, number)
        assert registration is not None
        return [line.strip() for line in story.tell(session, office.desk, registration).splitlines()]


def test_a_registrations_story_is_told_with_its_mails_changes_and_letters(faulty: FaultyOffice) -> None:
    faulty.receive("Aylin Kaya")
    faulty.tick()
    write(faulty, "1001 absagen\n", at=1)
    assert told(faulty, 1001) == [
        "Registration 1001 for «Fachtag: Vielfalt gestalten»: cancelled",
        "nobody any more (Kulturverein Brücke e.V.)",
        "registered by aylin.kaya@verein.example",
        "",
        "01.02.2027 10:00  mail m1 from aylin.kaya@verein.example: «Anmeldung»",
        "new registration: standing: confirmed; people: Aylin Kaya; organisation: Kulturverein Brücke e.V.; address: aylin.kaya@verein.example",
        "letter b1 to aylin.kaya@verein.example: «Ihre Anmeldung ist bestätigt [Anmeldung 1001]» (sent)",
        "01.02.2027 11:00  mail m2 from erika.muster@stadt.example: «Re: Anmeldungen»",
        "cancelled by staff: standing: confirmed → cancelled; people: Aylin Kaya → nobody any more",
        "letter b2 to aylin.kaya@verein.example: «Ihre Abmeldung ist angekommen [Anmeldung 1001]» (sent)",
    ]


def test_staff_take_one_step_back_after_the_other(faulty: FaultyOffice) -> None:
    write(faulty, "Anmeldung: Aylin Kaya, Emre Demir\n", at=1)
    names = people(faulty)[0][2]
    write(faulty, f"1001 absagen: {names[0]}\n", at=2)
    write(faulty, "1001 absagen\n", at=3)
    states = []
    for at in range(4, 8):
        write(faulty, "1001 rückgängig\n", at=at)
        states.append(people(faulty)[0][1:])
    assert states == [("confirmed", names[1:]), ("confirmed", names), ("cancelled", ()), ("cancelled", ())]


def test_a_cancelled_registration_that_staff_confirm_comes_back_with_its_people(faulty: FaultyOffice) -> None:
    faulty.receive("Aylin Kaya")
    faulty.tick()
    write(faulty, "1001 absagen\n", at=1)
    write(faulty, "1001 bestätigen\n", at=2)
    assert people(faulty) == [(1001, "confirmed", ("Aylin Kaya",))]


def test_every_change_keeps_its_mail_its_rule_and_its_time(faulty: FaultyOffice) -> None:
    faulty.receive("Aylin Kaya")
    faulty.tick()
    write(faulty, "1001 absagen\n", at=1)
    with faulty.desk.database.transaction() as session:
        steps = [(row.inbound_id, row.rule, row.at) for row in session.exec(select(HistoryRow).order_by(HistoryRow.id)).all()]
    assert steps == [(1, "register", NOW), (2, "cancelled_by_staff", NOW + HOUR)]


def test_every_rule_that_changes_a_registration_has_words_in_the_story() -> None:
    changing = {
        "register", "ask_for_event", "complete", "change", "move", "cancel", "note_calendar_reply", "answer_offer", "answer_still_coming", "answer_whether_to_cancel",
    }
    assert changing == {rule.__name__ for rule in registrar.RULES} & set(story.RULES)


def full_by(office: FaultyOffice, *names: str) -> None:
    """One seat, for which these people sign up one after the other."""
    write(office, "Plätze 1\n", at=1)
    for hours, name in enumerate(names, 2):
        office.receive(name, NOW + hours * HOUR)
        office.tick(NOW + hours * HOUR)


def test_a_cancellation_that_is_taken_back_gives_no_seat_that_somebody_else_has_by_now(faulty: FaultyOffice) -> None:
    full_by(faulty, "Aylin Kaya", "Murat Demir")
    write(faulty, "1001 absagen\n", at=5)
    write(faulty, "1001 rückgängig\n", at=6)
    assert people(faulty) == [(1001, "waitlisted", ("Aylin Kaya",)), (1002, "confirmed", ("Murat Demir",))]


def test_people_who_were_taken_off_come_back_only_while_there_are_seats_for_them(faulty: FaultyOffice) -> None:
    write(faulty, "Plätze 2\nAnmeldung: Aylin Kaya, Emre Demir\n", at=1)
    write(faulty, "1001 absagen: Emre Demir\n", at=2)
    faulty.receive("Murat Aslan", NOW + 3 * HOUR)
    faulty.tick(NOW + 3 * HOUR)
    write(faulty, "1001 rückgängig\n", at=4)
    assert people(faulty) == [(1001, "confirmed", ("Aylin Kaya",)), (1002, "confirmed", ("Murat Aslan",))]
    assert last_answer(faulty)[0].startswith("1001 rückgängig → Dafür reichen die freien Plätze nicht; die Anmeldung 1001 bleibt, wie sie ist.")


def test_who_moved_up_is_not_put_back_only_to_move_up_once_more(faulty: FaultyOffice) -> None:
    full_by(faulty, "Aylin Kaya", "Murat Demir")
    write(faulty, "1001 absagen\n", at=5)
    write(faulty, "1002 rückgängig\n", at=6)
    assert people(faulty)[1] == (1002, "confirmed", ("Murat Demir",))
    assert last_answer(faulty)[0].startswith("1002 rückgängig → Auf der Warteliste käme 1002 gleich wieder an die Reihe; nichts wurde geändert.")
