"""What is told about a registration, and how staff take each step back."""

from datetime import timedelta

from sqlmodel import select

from processor.domain import registrar
from processor.steps import story
from processor.storage import queries
from processor.storage.tables import HistoryRow
from tests.steps.conftest import NOW, FaultyOffice
from tests.steps.test_ordering import people, write

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
    changing = {"register", "ask_for_event", "complete", "change", "cancel", "note_calendar_reply", "answer_offer", "answer_still_coming"}
    assert changing == {rule.__name__ for rule in registrar.RULES} & set(story.RULES)
