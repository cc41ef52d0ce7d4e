"""A worker that was away: everything dated is caught up once, and nothing that has lost its sense."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlmodel import select

from processor.storage.tables import InboundMailRow, OutboxMailRow
from tests.dovecot import free_port
from tests.steps.conftest import FaultyOffice, with_smtp_port

AYLIN, MURAT, OLENA, STAFF = "aylin.kaya@verein.example", "murat.demir@verein.example", "olena.kowal@verein.example", "erika.muster@stadt.example"
# The deadline is the end of 5 March, the reminder goes out on 9 March, the event is on 12 March.
IN_TIME = datetime(2027, 3, 4, 9, tzinfo=UTC)
LATE = datetime(2027, 3, 6, 9, tzinfo=UTC)
AFTER_THE_DEADLINE = datetime(2027, 3, 8, 9, tzinfo=UTC)
THE_DAY_BEFORE = datetime(2027, 3, 11, 12, tzinfo=UTC)
AFTER_THE_EVENT = datetime(2027, 3, 13, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def sent_at(office: FaultyOffice, moment: datetime) -> list[tuple[str, str]]:
    """What goes out in this round and in the next one."""
    before = len(office.sent())
    office.tick(moment)
    office.tick(moment + HOUR)
    return office.sent()[before:]


def test_after_a_week_all_is_caught_up_once_and_the_time_of_receipt_counts(faulty: FaultyOffice) -> None:
    faulty.receive("Aylin Kaya", IN_TIME - timedelta(days=3))
    faulty.tick(IN_TIME - timedelta(days=3))
    faulty.receive("Murat Demir", IN_TIME)
    faulty.receive("Olena Kowal", LATE)
    assert sent_at(faulty, AFTER_THE_DEADLINE) == [
        (MURAT, "Ihre Anmeldung ist bestätigt [Anmeldung 1002]"),
        (OLENA, "Die Anmeldung ist leider schon geschlossen"),
        (STAFF, "Anmeldeschluss: Fachtag: Vielfalt gestalten"),
        (STAFF, "Anmeldungen: 1 neu, 0 für Sie"),
    ]


def test_a_reminder_that_fell_into_the_downtime_is_sent_once_before_the_event(faulty: FaultyOffice) -> None:
    faulty.receive("Aylin Kaya", IN_TIME)
    faulty.tick(IN_TIME)
    reminders = [letter for letter in sent_at(faulty, THE_DAY_BEFORE) if letter[0] == AYLIN]
    assert reminders == [(AYLIN, "Wir freuen uns auf Sie [Anmeldung 1001]")]


def test_of_two_reminders_that_fell_into_the_downtime_the_last_is_sent(faulty: FaultyOffice) -> None:
    (event,) = faulty.desk.events
    event = replace(event, reminders_at=(*event.reminders_at, datetime(2027, 3, 11, 8, tzinfo=UTC)))
    office = replace(faulty, desk=replace(faulty.desk, config=replace(faulty.desk.config, events=(event,))))
    office.receive("Aylin Kaya", IN_TIME)
    office.tick(IN_TIME)
    assert [letter for letter in sent_at(office, THE_DAY_BEFORE) if letter[0] == AYLIN] == [(AYLIN, "Wir freuen uns auf Sie [Anmeldung 1001]")]


def test_after_the_event_nobody_is_reminded_or_confirmed_and_staff_see_who_wrote_in_time(faulty: FaultyOffice) -> None:
    faulty.receive("Aylin Kaya", IN_TIME)
    faulty.tick(IN_TIME)
    faulty.receive("Murat Demir", IN_TIME)
    assert [letter for letter in sent_at(faulty, AFTER_THE_EVENT) if letter[0] != STAFF] == [(MURAT, "Ihre Mail ist angekommen")]
    assert faulty.mails() == [("handled", "confirm"), ("handled", "staff")]


def test_a_letter_that_could_not_leave_before_the_event_was_over_is_withdrawn(faulty: FaultyOffice) -> None:
    faulty.receive("Aylin Kaya", IN_TIME)
    with_smtp_port(faulty, free_port()).tick(IN_TIME)
    assert [letter for letter in sent_at(faulty, AFTER_THE_EVENT) if letter[0] == AYLIN] == []
    assert faulty.letters()[0] == ("suppressed", 0)


def test_erasing_is_caught_up_and_goes_on_for_what_is_written_afterwards(faulty: FaultyOffice) -> None:
    faulty.receive("Aylin Kaya", IN_TIME)
    faulty.tick(IN_TIME)
    weeks_later = AFTER_THE_EVENT + timedelta(days=60)
    faulty.tick(weeks_later)
    faulty.receive("Murat Demir", weeks_later + HOUR)
    faulty.tick(weeks_later + HOUR)
    faulty.tick(weeks_later + timedelta(days=31))
    with faulty.desk.database.transaction() as session:
        mails = [(row.status, row.sender, row.subject, row.raw) for row in session.exec(select(InboundMailRow)).all()]
        recipients = {row.recipient for row in session.exec(select(OutboxMailRow)).all()}
    assert (mails, recipients) == ([("erased", "", "", b"")] * 2, {"", STAFF})


def test_who_writes_on_the_day_of_the_erasing_still_gets_an_answer(faulty: FaultyOffice) -> None:
    faulty.tick(IN_TIME)
    weeks_later = AFTER_THE_EVENT + timedelta(days=60)
    faulty.receive("Murat Demir", weeks_later - HOUR)
    faulty.tick(weeks_later)
    assert faulty.sent() == [(MURAT, "Die Anmeldung ist leider schon geschlossen")]


def test_a_copy_of_the_books_from_before_an_update_goes_when_its_time_is_over(faulty: FaultyOffice) -> None:
    books = faulty.desk.database.file
    assert books is not None
    made = {days: books.with_name(f"{books.name}.before-{days}.backup") for days in (29, 31)}
    for days, copy in made.items():
        copy.touch()
        os.utime(copy, times=((IN_TIME - timedelta(days=days)).timestamp(),) * 2)
    faulty.tick(IN_TIME)
    assert faulty.desk.database.copies == [made[29]]
