"""The event changes in the configuration: staff say yes by mail, and everybody concerned gets one letter and a calendar update."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from icalendar import Calendar

from processor.config import Config
from processor.domain.event import Capacity, Event
from tests.steps.conftest import FaultyOffice
from tests.steps.test_ordering import STAFF
from tests.steps.test_reminders import opened
from tests.steps.test_waiting_list import sign_up, stands, subjects

AYLIN, MURAT, OLENA = "Aylin Kaya", "Murat Demir", "Olena Kowal"
EARLY = datetime(2027, 2, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
CHANGED, CANCELLED = "Bitte beachten: Die Veranstaltung hat sich geändert", "Die Veranstaltung findet leider nicht statt"


@pytest.fixture
def event(config: Config) -> Event:
    """With one seat."""
    return replace(config.events[0], capacity=Capacity(1), required=frozenset(), reminders_at=())


@pytest.fixture
def office(faulty: FaultyOffice, event: Event) -> FaultyOffice:
    """One is confirmed, one waits."""
    office = opened(faulty, event, EARLY)
    for hours, name in enumerate((AYLIN, MURAT)):
        sign_up(office, name, at=EARLY + hours * HOUR)
    return office


def elsewhere(event: Event) -> Event:
    later = timedelta(days=7)
    return replace(event, starts_at=event.starts_at + later, ends_at=event.ends_at + later, venue="Stadtbibliothek, Raum 3")


def letters_to(office: FaultyOffice, address: str) -> list[EmailMessage]:
    messages = [message_from_bytes(letter.message, policy=policy.default) for letter in office.smtp.letters if letter.recipients[0] == address]
    return [message for message in messages if isinstance(message, EmailMessage)]


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    return " ".join(str(body.get_content()).split()) if body is not None else ""


def answer(office: FaultyOffice, text: str, at: datetime, *, to: EmailMessage | None = None) -> None:
    """Staff write, in answer to a mail of ours or by themselves."""
    thread = f"In-Reply-To: {to['Message-ID']}\r\nReferences: {to['Message-ID']}\r\n" if to else ""
    head = f"From: Erika Muster <{STAFF}>\r\nTo: anmeldung@stadt.example\r\nSubject: Re: Fachtag\r\nMessage-ID: <{at.timestamp()}@stadt.example>\r\n{thread}"
    office.imap.deliver(f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n".encode(), at)
    office.tick(at)


def entries(office: FaultyOffice, address: str) -> list[tuple[str, int, str]]:
    """Method, sequence and place of each calendar entry that somebody got."""
    found = []
    for message in letters_to(office, address):
        for part in message.walk():
            if part.get_content_type() == "text/calendar":
                calendar = Calendar.from_ical(part.get_content())
                (entry,) = calendar.walk("VEVENT")
                found.append((str(calendar["METHOD"]), int(entry["SEQUENCE"]), str(entry["LOCATION"])))
    return found


def test_staff_see_old_and_new_and_nobody_else_hears_of_it_before_they_say_yes(office: FaultyOffice, event: Event) -> None:
    changed = opened(office, elsewhere(event), EARLY + 5 * HOUR)
    changed.tick(EARLY + 5 * HOUR)
    changed = opened(changed, elsewhere(event), EARLY + 6 * HOUR)
    changed.tick(EARLY + 6 * HOUR)
    (question,) = [message for message in letters_to(changed, STAFF) if "Bitte bestätigen" in str(message["Subject"])]
    assert "Freitag, 12. März 2027, 15:30 Uhr bis Freitag, 12. März 2027, 18:00 Uhr → Freitag, 19. März 2027, 15:30 Uhr" in text_of(question)
    assert "→ Stadtbibliothek, Raum 3" in text_of(question)
    assert (CHANGED in subjects(changed, AYLIN), CHANGED in subjects(changed, MURAT)) == (False, False)


def test_a_yes_tells_everybody_once_and_moves_the_calendar_entry(office: FaultyOffice, event: Event) -> None:
    changed = opened(office, elsewhere(event), EARLY + 5 * HOUR)
    changed.tick(EARLY + 5 * HOUR)
    sign_up(changed, OLENA, at=EARLY + 6 * HOUR)
    question = letters_to(changed, STAFF)[-1]
    answer(changed, "JA", EARLY + 7 * HOUR, to=question)
    answer(changed, "JA", EARLY + 8 * HOUR, to=question)
    assert [subjects(changed, name).count(CHANGED) for name in (AYLIN, MURAT, OLENA)] == [1, 1, 0]
    aylin, murat = (letters_to(changed, f"{name}@verein.example")[-1] for name in ("aylin.kaya", "murat.demir"))
    assert "Neuer Termin: Freitag, 19. März 2027, 15:30 bis 18:00 Uhr" in text_of(aylin)
    assert ("Ihre Anmeldung bleibt bestehen" in text_of(aylin), "Sie stehen weiterhin auf der Warteliste" in text_of(murat)) == (True, True)
    assert entries(changed, "aylin.kaya@verein.example") == [("REQUEST", 0, event.venue), ("REQUEST", 1, "Stadtbibliothek, Raum 3")]
    assert entries(changed, "murat.demir@verein.example") == []
    assert ["2 Briefe gehen hinaus" in text_of(message) for message in letters_to(changed, STAFF)[-2:]] == [True, False]


def test_an_event_that_does_not_take_place_is_taken_out_of_calendars_and_of_the_plan(office: FaultyOffice, event: Event) -> None:
    gone = opened(office, replace(event, is_cancelled=True, reminders_at=(EARLY + timedelta(days=5),)), EARLY + 5 * HOUR)
    answer(gone, f"{event.id} ja", EARLY + 7 * HOUR)
    assert [subjects(gone, name)[-1] for name in (AYLIN, MURAT)] == [CANCELLED, CANCELLED]
    assert [entry[:2] for entry in entries(gone, "aylin.kaya@verein.example")] == [("REQUEST", 0), ("CANCEL", 1)]
    sign_up(gone, OLENA, at=EARLY + 8 * HOUR)
    gone.tick(EARLY + timedelta(days=6))
    assert (subjects(gone, OLENA), subjects(gone, AYLIN)[-1], len(stands(gone))) == ([CANCELLED], CANCELLED, 2)


def test_a_no_tells_nobody_and_a_change_that_is_taken_back_is_forgotten(office: FaultyOffice, event: Event) -> None:
    changed = opened(office, elsewhere(event), EARLY + 5 * HOUR)
    changed.tick(EARLY + 5 * HOUR)
    answer(changed, "Nein", EARLY + 6 * HOUR, to=letters_to(changed, STAFF)[-1])
    back = opened(changed, event, EARLY + 7 * HOUR)
    answer(back, f"{event.id} ja", EARLY + 8 * HOUR)
    assert (CHANGED in subjects(back, AYLIN), "keine Änderung, die zu bestätigen wäre" in text_of(letters_to(back, STAFF)[-1])) == (False, True)


def test_where_nobody_is_registered_staff_are_not_asked(faulty: FaultyOffice, event: Event) -> None:
    opened(faulty, event, EARLY)
    changed = opened(faulty, elsewhere(event), EARLY + HOUR)
    changed.tick(EARLY + HOUR)
    assert changed.sent() == []


def test_whom_no_letter_reaches_staff_are_asked_to_call(office: FaultyOffice, event: Event) -> None:
    answer(office, "neu: Yusuf Aydın, 0521 1234567", EARLY + 3 * HOUR)
    changed = opened(office, elsewhere(event), EARLY + 5 * HOUR)
    changed.tick(EARLY + 5 * HOUR)
    answer(changed, "Ja, bitte!", EARLY + 7 * HOUR, to=letters_to(changed, STAFF)[-1])
    assert "Bitte anrufen: Yusuf Aydın (+495211234567)" in text_of(letters_to(changed, STAFF)[-1])


def test_a_yes_of_staff_to_any_other_mail_is_left_alone(office: FaultyOffice) -> None:
    answer(office, "Ja", EARLY + 5 * HOUR)
    assert office.mails()[-1] == ("handled", "ignore")
