"""A calendar entry's whole life: from the confirmation to the cancellation, by what calendar programs answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy

from icalendar import Calendar

from processor.domain.event import Capacity, OnDecline
from processor.steps.desk import Desk
from tests.steps.conftest import NOW, FaultyOffice, registration

HOUR = timedelta(hours=1)
KAYA = "aylin.kaya@verein.example"


def with_event(office: FaultyOffice, **values: object) -> FaultyOffice:
    event = replace(office.desk.events[0], required=frozenset(), **values)
    return replace(office, desk=Desk(replace(office.desk.config, events=(event,)), office.desk.database))


def mail(address: str, subject: str, body: str, at: datetime, content_type: str = "text/plain; charset=utf-8") -> bytes:
    return (
        f"From: Aylin Kaya <{address}>\r\nTo: anmeldung@stadt.example\r\nSubject: {subject}\r\nMessage-ID: <{at.timestamp()}.{address}>\r\n"
        f"Content-Type: {content_type}\r\n\r\n{body}\r\n"
    ).encode()


def declines(office: FaultyOffice, address: str, number: int, at: datetime) -> None:
    """A calendar program sends the refusal of our entry."""
    uid = f"registration-{number}-{office.desk.events[0].id}@{office.desk.mailbox.address.rpartition('@')[2]}"
    reply = f"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nATTENDEE;PARTSTAT=DECLINED:mailto:{address}\r\nUID:{uid}\r\nSEQUENCE:0\r\nEND:VEVENT\r\nEND:VCALENDAR"
    office.imap.deliver(mail(address, "Abgelehnt: Fachtag", reply, at, "text/calendar; charset=utf-8; method=REPLY"), at)
    office.tick(at)


def answers(office: FaultyOffice, text: str, number: int, at: datetime) -> None:
    office.imap.deliver(mail(KAYA, f"Re: Fachtag [Anmeldung {number}]", text, at), at)
    office.tick(at)


def letters(office: FaultyOffice) -> Iterator[tuple[str, str, int | None, str]]:
    """Subject, and what the letter does to a calendar: method, sequence and place."""
    for letter in office.smtp.letters:
        message = message_from_bytes(letter.message, policy=policy.default)
        subject = str(message["Subject"]).partition(" [")[0]
        entry = next((part for part in message.walk() if part.get_content_type() == "text/calendar"), None)
        if entry is None:
            yield subject, "", None, ""
            continue
        calendar = Calendar.from_ical(entry.get_content() if isinstance(entry.get_content(), str) else entry.get_payload(decode=True))
        (event,) = calendar.walk("VEVENT")
        assert str(event["UID"]).startswith("registration-1001-")
        yield subject, str(calendar["METHOD"]), int(event["SEQUENCE"]), str(event["LOCATION"])


def test_an_entry_follows_its_registration_from_the_confirmation_to_the_cancellation(faulty: FaultyOffice) -> None:
    office = with_event(faulty, venue="Rathaus")
    office.imap.deliver(registration("Aylin Kaya"), NOW)
    office.tick(NOW)
    moved = with_event(office, venue="Volkshochschule")
    again = "Guten Tag,\r\n\r\nhiermit melde ich mich noch einmal zum Fachtag an.\r\n\r\nMit freundlichen Grüßen\r\n{name}"
    moved.imap.deliver(registration("Aylin Kaya", again, KAYA).replace(b"<1.", b"<2."), NOW + HOUR)
    moved.tick(NOW + HOUR)
    declines(moved, KAYA, 1001, NOW + 2 * HOUR)
    answers(moved, "Ja", 1001, NOW + 3 * HOUR)
    assert list(letters(moved)) == [
        ("Ihre Anmeldung ist bestätigt", "REQUEST", 0, "Rathaus"),
        ("Ihre Anmeldung ist bestätigt", "REQUEST", 1, "Volkshochschule"),
        ("Möchten Sie absagen?", "", None, ""),
        ("Ihre Abmeldung ist angekommen", "CANCEL", 2, "Volkshochschule"),
    ]


def test_where_the_office_wants_it_a_declined_entry_is_the_cancellation_itself(faulty: FaultyOffice) -> None:
    office = with_event(faulty, on_decline=OnDecline.CANCEL, venue="Rathaus")
    office.imap.deliver(registration("Aylin Kaya"), NOW)
    office.tick(NOW)
    declines(office, "else@anywhere.example", 1001, NOW + HOUR)
    declines(office, KAYA, 1001, NOW + 2 * HOUR)
    declines(office, KAYA, 1001, NOW + 3 * HOUR)
    assert list(letters(office)) == [("Ihre Anmeldung ist bestätigt", "REQUEST", 0, "Rathaus"), ("Ihre Abmeldung ist angekommen", "CANCEL", 1, "Rathaus")]


def test_who_is_asked_twice_a_day_by_his_calendar_gets_one_letter(faulty: FaultyOffice) -> None:
    office = with_event(faulty)
    office.imap.deliver(registration("Aylin Kaya"), NOW)
    office.tick(NOW)
    declines(office, KAYA, 1001, NOW + HOUR)
    declines(office, KAYA, 1001, NOW + 2 * HOUR)
    assert [subject for subject, *_ in letters(office)] == ["Ihre Anmeldung ist bestätigt", "Möchten Sie absagen?"]


def test_who_waits_gets_no_entry_and_who_moves_up_does(faulty: FaultyOffice) -> None:
    office = with_event(faulty, capacity=Capacity(total=0), venue="Rathaus")
    office.imap.deliver(registration("Aylin Kaya"), NOW)
    office.tick(NOW)
    roomy = with_event(office, capacity=Capacity(total=5))
    roomy.tick(NOW + HOUR)
    assert list(letters(roomy)) == [("Sie stehen auf der Warteliste", "", None, ""), ("Sie sind nachgerückt: Ihr Platz ist bestätigt", "REQUEST", 0, "Rathaus")]
