"""Whatever people and staff do, in whatever order: the promises of the office hold."""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from email import message_from_bytes, policy
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from sqlmodel import select

from processor.config import Config
from processor.domain import seating
from processor.domain.addressees import of_event
from processor.domain.case import SeatsTaken
from processor.domain.decision import Outcome
from processor.domain.event import Event, EventMode, WaitingList
from processor.domain.registration import Registration, Status
from processor.steps.desk import Desk
from processor.storage.database import open_database
from processor.storage.tables import InboundMailRow, OutboxMailRow
from tests.steps.stories import FIRST_STEPS, MOST_SEATS, STAFF, STEPS, WAITING_LISTS, Step, World, opened

PLAYED = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def new_desk(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Config], Desk]:
    """Desks, each with a copy of an empty database."""
    folder, numbers = tmp_path_factory.mktemp("stories"), count()
    open_database(f"sqlite:///{folder / 'empty.db'}").engine.dispose()

    def made(config: Config) -> Desk:
        path = folder / f"{next(numbers)}.db"
        shutil.copy(folder / "empty.db", path)
        return Desk(config, open_database(f"sqlite:///{path}"))

    return made


@PLAYED
@given(mode=st.sampled_from(EventMode), seats=st.integers(1, MOST_SEATS), waiting_list=WAITING_LISTS, first=FIRST_STEPS, then=st.lists(STEPS, min_size=8, max_size=14))
def test_in_every_story_the_promises_hold(
    new_desk: Callable[[Config], Desk], config: Config, mode: EventMode, seats: int, waiting_list: WaitingList, first: list[Step], then: list[Step],
) -> None:
    world = opened(new_desk(config), mode, seats, waiting_list)
    for step in (*first, *then):
        before, limits = world.registrations(), [world.event.capacity.total or 0]
        world.play(step)
        if step.works:
            check_seats(world, before, limits)
            check_turns(world, before)
            check_people(world)
    finish(world)
    check_mails(world)
    check_letters(world)
    check_calendars(world)


def finish(world: World) -> None:
    """The processor works until the event is over, round by round."""
    while world.now < world.event.starts_at + timedelta(days=1):
        before = world.registrations()
        world.work()
        check_turns(world, before)
        world.now += timedelta(days=3)
    world.work()
    check_people(world)


def check_seats(world: World, before: Iterable[Registration], limits: list[int]) -> None:
    """Never more than there are, except where seats were taken away from under those who have them."""
    limits += [capacity.total or 0 for capacity in world.capacities]
    world.capacities.clear()
    assert taken(world.event, world.registrations()).total <= max(*limits, world.event.capacity.total or 0, taken(world.event, before).total)


def check_turns(world: World, before: Iterable[Registration]) -> None:
    """At the end of a round nobody waits for seats that are free, and nobody got seats before one who waited longer and needs no more."""
    event, after = world.event, world.registrations()
    seats, waiting = taken(event, after), [found for found in after if found.status is Status.WAITLISTED and not found.open_offer]
    if event.promotes(world.now):
        assert [found for found in waiting if seating.fits(event, seats, found.present)] == []
    held = {found.number: len(found.holding) for found in before}
    for patient in set(waiting) & set(before):
        overtaking = [found for found in after if found.ranked_at > patient.ranked_at and len(found.holding) - held.get(found.number, 0) >= patient.seats]
        assert overtaking == [], patient


def check_people(world: World) -> None:
    """Everybody who signed up is on the list, waiting, asked or cancelled; nobody is on it twice."""
    found = world.registrations()
    with world.desk.database.transaction() as session:
        outcomes = {row.message_id: row.outcome for row in session.exec(select(InboundMailRow)).all()}
    registered = {name for identity, names in world.signed_up.items() if outcomes.get(identity) in {"confirm", "ask"} for name in names}
    assert registered <= {attendee.name for registration in found for attendee in registration.attendees}
    living = Counter(attendee.name for registration in found for attendee in registration.present if attendee.name)
    assert {name: times for name, times in living.items() if times > 1} == {}


def check_mails(world: World) -> None:
    """Each mail has one outcome, none failed, and the summaries' counts add up to the mails that came."""
    with world.desk.database.transaction() as session:
        mails = session.exec(select(InboundMailRow)).all()
    assert {(mail.status, mail.attempts, mail.error) for mail in mails} <= {("handled", 1, "")}
    assert {mail.outcome for mail in mails} <= set(Outcome)
    summaries = [text for message in map(text_of, world.sent) for text in re.findall(r"(\d+) Mails? (?:ist|sind) seit der letzten", message)]
    assert (sum(map(int, summaries)), len(mails)) == (world.stored, world.stored)
    assert not any("gehen nicht auf" in text for text in map(text_of, world.sent))


def check_letters(world: World) -> None:
    """One letter of a kind about a registration for one occasion, each sent once."""
    with world.desk.database.transaction() as session:
        letters = [letter for letter in session.exec(select(OutboxMailRow)).all() if letter.recipient != STAFF]
    occasions = Counter((letter.recipient, letter.kind, letter.registration_number, letter.inbound_id or letter.created_at) for letter in letters)
    assert [occasion for occasion, times in occasions.items() if times > 1] == []
    assert max(Counter(message_from_bytes(message)["Message-ID"] for message in world.sent).values(), default=1) == 1


def check_calendars(world: World) -> None:
    """No entry is cancelled that was not sent, none goes back behind a newer one, and at the end those hold one who have a seat."""
    calendars: dict[tuple[str, str], tuple[str, int]] = {}
    for message in (message_from_bytes(sent, policy=policy.default) for sent in world.sent):
        for part in (part for part in message.walk() if part.get_content_type() == "text/calendar"):
            calendar = Calendar.from_ical(part.get_content())
            (entry,) = calendar.walk("VEVENT")
            held, method, sequence = (message["To"], str(entry["UID"])), str(calendar["METHOD"]), int(entry["SEQUENCE"])
            was, before = calendars.get(held, ("CANCEL", -1))
            assert sequence >= before, held
            assert (was, method) != ("CANCEL", "CANCEL"), held
            calendars[held] = method, sequence
    holders = {(str(to), uid.partition("@")[0]) for (to, uid), (method, _) in calendars.items() if method == "REQUEST"}
    assert {(address, uid) for to, uid in holders for address in [to.rpartition("<")[2].rstrip(">")]} == expected_holders(world)


def expected_holders(world: World) -> set[tuple[str, str]]:
    """Each address of a registration that has seats, unless the event was called off."""
    found = [registration for registration in world.registrations() if registration.status is Status.CONFIRMED and not world.event.is_cancelled]
    return {(address.email, f"registration-{one.number}-{one.event_id}") for one in found for address in of_event(one)}


def taken(event: Event, registrations: Iterable[Registration]) -> SeatsTaken:
    return seating.taken_by(event, [attendee for registration in registrations for attendee in registration.holding])


def text_of(message: bytes) -> str:
    body = message_from_bytes(message, policy=policy.default).get_body(("plain",))
    return " ".join(str(body.get_content()).split()) if body is not None else ""
