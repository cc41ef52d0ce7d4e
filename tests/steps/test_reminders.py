"""Letters with a date: by the clock on the wall, moved with the event, merged for who comes late."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import pytest

from processor.config import Config
from processor.config.spans import moment
from processor.domain.event import Capacity, DialIn, Event, EventMode, WaitingList
from processor.steps import rounds
from processor.steps.desk import Desk
from tests.steps.conftest import FaultyOffice
from tests.steps.test_waiting_list import sign_up, stands, subjects, write

AYLIN, MURAT = "Aylin Kaya", "Murat Demir"
# The event is on Friday, 12 March; the reminder of the example goes out on 9 March at 9.
EARLY = datetime(2027, 3, 1, 9, tzinfo=UTC)
REMINDER = datetime(2027, 3, 9, 8, tzinfo=UTC)
DIAL_IN = "https://konferenz.example/raum-4711"
HOUR = timedelta(hours=1)


@pytest.fixture
def event(config: Config) -> Event:
    """Online, open until it begins, with dial-in data on the morning of the reminder."""
    example = config.events[0]
    return replace(
        example, mode=EventMode.ONLINE, capacity=Capacity(2), required=frozenset(), closes_at=example.starts_at, dial_in=DialIn(DIAL_IN, REMINDER),
    )


def opened(office: FaultyOffice, event: Event, now: datetime) -> FaultyOffice:
    """The office after a start of the processor with this event in its configuration."""
    desk = Desk(replace(office.desk.config, events=(event,)), office.desk.database)
    rounds.open_desk(desk, now)
    return replace(office, desk=desk)


def texts(office: FaultyOffice, name: str) -> list[str]:
    address = f"{name.lower().replace(' ', '.')}@verein.example"
    messages = [message_from_bytes(letter.message, policy=policy.default) for letter in office.smtp.letters if letter.recipients[0] == address]
    return [str(body.get_content()) for message in messages if (body := message.get_body(("plain",))) is not None]


def test_what_is_due_together_is_one_letter(faulty: FaultyOffice, event: Event) -> None:
    office = opened(faulty, event, EARLY)
    sign_up(office, AYLIN, at=EARLY)
    office.tick(REMINDER)
    office.tick(REMINDER + HOUR)
    assert subjects(office, AYLIN) == ["Ihre Anmeldung ist bestätigt", "Wir freuen uns auf Sie"]
    assert [DIAL_IN in text for text in texts(office, AYLIN)] == [False, True]


def test_who_registers_late_gets_everything_in_one_letter(faulty: FaultyOffice, event: Event) -> None:
    office = opened(faulty, event, EARLY)
    sign_up(office, AYLIN, at=REMINDER + HOUR)
    office.tick(REMINDER + 2 * HOUR)
    assert subjects(office, AYLIN) == ["Ihre Anmeldung ist bestätigt"]
    assert DIAL_IN in texts(office, AYLIN)[0]


def test_who_registers_hours_before_the_reminder_is_not_reminded(faulty: FaultyOffice, event: Event) -> None:
    office = opened(faulty, replace(event, dial_in=None), EARLY)
    sign_up(office, AYLIN, at=REMINDER - 2 * HOUR)
    office.tick(REMINDER + HOUR)
    assert subjects(office, AYLIN) == ["Ihre Anmeldung ist bestätigt"]


def test_who_moves_up_late_gets_everything_in_one_letter_and_who_waits_gets_nothing_secret(faulty: FaultyOffice, event: Event) -> None:
    office = opened(faulty, replace(event, capacity=Capacity(1)), EARLY)
    sign_up(office, AYLIN, at=EARLY)
    sign_up(office, MURAT, at=EARLY + HOUR)
    office.tick(REMINDER)
    write(office, AYLIN, 1001, "Ich muss leider absagen.", REMINDER + HOUR)
    office.tick(REMINDER + 2 * HOUR)
    assert subjects(office, MURAT) == ["Sie stehen auf der Warteliste", "Sie sind nachgerückt: Ihr Platz ist bestätigt"]
    assert [DIAL_IN in text for text in texts(office, MURAT)] == [False, True]


def test_reminders_move_with_the_event_and_none_is_sent_at_the_old_time(faulty: FaultyOffice, event: Event) -> None:
    office = opened(faulty, event, EARLY)
    sign_up(office, AYLIN, at=EARLY)
    later = timedelta(days=14)
    moved = replace(
        event, starts_at=event.starts_at + later, ends_at=event.ends_at + later, reminders_at=(REMINDER + later,), dial_in=DialIn(DIAL_IN, REMINDER + later),
    )
    office = opened(office, moved, EARLY + HOUR)
    office.tick(REMINDER + HOUR)
    assert "Wir freuen uns auf Sie" not in subjects(office, AYLIN)
    office.tick(REMINDER + later)
    assert subjects(office, AYLIN)[-1] == "Wir freuen uns auf Sie"


def test_a_new_reminder_is_never_for_the_past(faulty: FaultyOffice, event: Event) -> None:
    office = opened(faulty, replace(event, reminders_at=(), dial_in=None), EARLY)
    sign_up(office, AYLIN, at=EARLY)
    office = opened(office, replace(event, dial_in=None), REMINDER + HOUR)
    office.tick(REMINDER + HOUR)
    assert subjects(office, AYLIN) == ["Ihre Anmeldung ist bestätigt"]


def test_what_fell_due_while_nobody_worked_is_sent_after_the_start(faulty: FaultyOffice, event: Event) -> None:
    office = opened(faulty, event, EARLY)
    sign_up(office, AYLIN, at=EARLY)
    office = opened(office, event, REMINDER + 3 * HOUR)
    office.tick(REMINDER + 3 * HOUR)
    assert subjects(office, AYLIN)[-1] == "Wir freuen uns auf Sie"


@pytest.mark.parametrize(("starts", "due"), [
    ("2027-03-30T10:00+02:00", "2027-03-27T08:00+00:00"),  # the clocks go forward on 28 March: 9 on the wall is 8 UTC before it
    ("2027-11-02T10:00+01:00", "2027-10-30T07:00+00:00"),  # and back on 31 October
])
def test_three_days_before_at_nine_is_nine_on_the_wall_across_the_change_of_the_clocks(config: Config, starts: str, due: str) -> None:
    assert moment("3 days before 09:00", datetime.fromisoformat(starts), ZoneInfo(config.office.timezone)) == datetime.fromisoformat(due)


def asking(event: Event) -> Event:
    return replace(event, capacity=Capacity(1), dial_in=None, reminders_at=(), waiting_list=WaitingList(asks_at=REMINDER))


def test_those_with_a_seat_are_asked_whether_they_come_and_a_no_gives_the_seat_on(faulty: FaultyOffice, event: Event) -> None:
    office = opened(faulty, asking(event), EARLY)
    sign_up(office, AYLIN, at=EARLY)
    sign_up(office, MURAT, at=EARLY + HOUR)
    office.tick(REMINDER)
    assert (subjects(office, AYLIN)[-1], len(subjects(office, MURAT))) == ("Kommen Sie noch?", 1)
    write(office, AYLIN, 1001, "Nein, leider nicht.", REMINDER + HOUR)
    assert [state for _, state, _ in stands(office)] == ["cancelled", "confirmed"]
    assert office.mails()[-1] == ("handled", "cancel")


def test_a_yes_or_no_answer_at_all_changes_nothing(faulty: FaultyOffice, event: Event) -> None:
    office = opened(faulty, asking(event), EARLY)
    sign_up(office, AYLIN, at=EARLY)
    sign_up(office, MURAT, at=EARLY + HOUR)
    office.tick(REMINDER)
    write(office, AYLIN, 1001, "Ja, natürlich!", REMINDER + HOUR)
    office.tick(event.starts_at - HOUR)
    assert ([state for _, state, _ in stands(office)], office.mails()[-1]) == (["confirmed", "waitlisted"], ("handled", "ignore"))


def test_where_nobody_waits_nobody_is_asked(faulty: FaultyOffice, event: Event) -> None:
    office = opened(faulty, asking(event), EARLY)
    sign_up(office, AYLIN, at=EARLY)
    office.tick(REMINDER)
    assert subjects(office, AYLIN) == ["Ihre Anmeldung ist bestätigt"]
