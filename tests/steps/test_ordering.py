"""Staff order by mail, and the processor answers each line."""

from datetime import timedelta
from email import message_from_bytes, policy

from sqlmodel import select

from processor.storage import queries
from processor.storage.tables import RegistrationRow
from tests.steps.conftest import NOW, FaultyOffice

STAFF = "erika.muster@stadt.example"
HOUR = timedelta(hours=1)


def write(office: FaultyOffice, text: str, *, sender: str = STAFF, subject: str = "Re: Anmeldungen", at: int = 1, extra: str = "") -> None:
    """A mail to the office, and a round that handles it."""
    header = f"From: Erika Muster <{sender}>\r\nTo: anmeldung@stadt.example\r\nSubject: {subject}\r\nMessage-ID: <{at}.{sender}>\r\n{extra}Content-Type: text/plain; charset=utf-8\r\n\r\n"
    office.imap.deliver((header + text.replace("\n", "\r\n")).encode(), NOW + at * HOUR)
    office.tick(NOW + at * HOUR)


def people(office: FaultyOffice) -> list[tuple[int, str, tuple[str, ...]]]:
    """Number, state and names of every registration."""
    with office.desk.database.transaction() as session:
        found = [queries.registration(session, number) for number in session.exec(select(RegistrationRow.number).order_by(RegistrationRow.number)).all() if number]
    return [(one.number, one.status.value, tuple(attendee.name for attendee in one.present)) for one in found if one is not None]


def last_answer(office: FaultyOffice) -> list[str]:
    """The items of the last letter to staff."""
    message = message_from_bytes(next(letter.message for letter in reversed(office.smtp.letters) if letter.recipients[0] == STAFF), policy=policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    text = str(body.get_content()).replace("\r\n", "\n")
    return [" ".join(item.split()) for item in text.split("\n- ")[1:]]


def test_a_line_adds_a_caller_who_then_gets_a_letter(faulty: FaultyOffice) -> None:
    write(faulty, "Anmeldung: Fatma Yılmaz, Caritasverband Musterstadt e.V., 0521 1234567, fatma@caritas.example\n\nGruß\nErika Muster\n")
    assert people(faulty) == [(1001, "confirmed", ("Fatma Yılmaz",))]
    assert faulty.sent() == [("fatma@caritas.example", "Ihre Anmeldung ist bestätigt [Anmeldung 1001]"), (STAFF, "Erledigt: 1 Anweisung")]


def test_a_caller_without_address_is_added_without_a_letter(faulty: FaultyOffice) -> None:
    write(faulty, "neu: Yusuf Aydın, Moscheeverein Nord\n")
    assert people(faulty) == [(1001, "confirmed", ("Yusuf Aydın",))]
    assert [recipient for recipient, _ in faulty.sent()] == [STAFF]


def test_staff_cancel_a_registration_and_take_that_back(faulty: FaultyOffice) -> None:
    faulty.receive("Aylin Kaya")
    faulty.tick()
    write(faulty, "1001 absagen\n", at=1)
    assert people(faulty) == [(1001, "cancelled", ())]
    write(faulty, "1001 rückgängig\n", at=2)
    assert people(faulty) == [(1001, "confirmed", ("Aylin Kaya",))]
    assert [letter for letter in faulty.sent() if letter[0] != STAFF] == [
        ("aylin.kaya@verein.example", "Ihre Anmeldung ist bestätigt [Anmeldung 1001]"),
        ("aylin.kaya@verein.example", "Ihre Abmeldung ist angekommen [Anmeldung 1001]"),
        ("aylin.kaya@verein.example", "Ihre Anmeldung ist bestätigt [Anmeldung 1001]"),
    ]


def test_more_seats_let_the_waiting_list_move_up(faulty: FaultyOffice) -> None:
    write(faulty, "Plätze 1\n", at=1)
    faulty.receive("Aylin Kaya", NOW + 2 * HOUR)
    faulty.receive("Murat Demir", NOW + 2 * HOUR)
    faulty.tick(NOW + 2 * HOUR)
    assert people(faulty) == [(1001, "confirmed", ("Aylin Kaya",)), (1002, "waitlisted", ("Murat Demir",))]
    write(faulty, "Plätze 2\n", at=3)
    assert people(faulty) == [(1001, "confirmed", ("Aylin Kaya",)), (1002, "confirmed", ("Murat Demir",))]
    assert last_answer(faulty)[0].startswith("Plätze 2 → Fachtag: Vielfalt gestalten: 2 Plätze. 1 Anmeldung rückt von der Warteliste nach.")


def test_each_line_is_answered_and_an_unknown_number_changes_nothing(faulty: FaultyOffice) -> None:
    write(faulty, "4711 absagen\nm99 erledigt\n")
    assert [item.split(" Was sich")[0] for item in last_answer(faulty)] == [
        "4711 absagen → Eine Anmeldung 4711 gibt es nicht.", "m99 erledigt → Eine Mail m99 gibt es nicht.",
    ]


def test_what_staff_write_without_an_order_is_left_alone(faulty: FaultyOffice) -> None:
    write(faulty, "Guten Tag,\n\nich melde mich zum Fachtag an.\n\nErika Muster\n")
    assert (people(faulty), faulty.sent(), faulty.mails()) == ([], [], [("handled", "ignore")])


def test_a_forged_order_does_nothing_and_staff_are_told(faulty: FaultyOffice) -> None:
    faulty.receive("Aylin Kaya")
    faulty.tick()
    authserv_id = faulty.desk.mailbox.authserv_id
    write(faulty, "1001 absagen\n", extra=f"Authentication-Results: {authserv_id}; dmarc=fail\r\n")
    assert people(faulty) == [(1001, "confirmed", ("Aylin Kaya",))]
    assert faulty.mails()[-1] == ("handled", "staff")


def test_a_participants_mail_that_staff_forward_registers_the_participant(faulty: FaultyOffice) -> None:
    write(faulty, "Bitte eintragen, danke!\n\n-------- Weitergeleitete Nachricht --------\nVon: Murat Demir <murat@verein.example>\nDatum: Mon, 1 Feb 2027 08:00:00 +0100\n"
                  "An: Erika Muster <erika.muster@stadt.example>\nBetreff: Fachtag\n\nGuten Tag,\n\nhiermit melde ich mich zum Fachtag am 12. März an.\n\nMurat Demir\nKulturverein Brücke e.V.\n",
          subject="WG: Fachtag")
    assert people(faulty) == [(1001, "confirmed", ("Murat Demir",))]
    assert faulty.sent() == [("murat@verein.example", "Ihre Anmeldung ist bestätigt [Anmeldung 1001]")]


def test_a_mail_that_staff_must_read_is_shown_at_once_when_the_event_is_near(faulty: FaultyOffice) -> None:
    near = (faulty.desk.events[0].starts_at - NOW) // HOUR - 30
    write(faulty, "Guten Tag,\n\ngibt es am Rathaus Parkplätze?\n\nAylin Kaya\n", sender="aylin@verein.example", subject="Frage", at=near)
    assert (STAFF, "Bitte bald lesen: Frage") in faulty.sent()
