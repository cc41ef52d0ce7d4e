"""Who gets a seat: people are counted, groups stay whole, and the order of arrival holds."""

from collections.abc import Sequence
from dataclasses import replace

from processor.domain.case import SeatsTaken
from processor.domain.event import Event, Mode
from processor.domain.registration import Attendee, Registration, Status


def fits(event: Event, taken: SeatsTaken, attendees: Sequence[Attendee]) -> bool:
    """Whether all of them get a seat of their mode beside those that are taken."""
    wanted = taken_by(event, attendees)
    capacity = event.capacity
    return (
        _is_within(capacity.total, taken.total + wanted.total)
        and (not wanted.in_person or _is_within(capacity.in_person, taken.in_person + wanted.in_person))
        and (not wanted.online or _is_within(capacity.online, taken.online + wanted.online))
    )


def taken_by(event: Event, attendees: Sequence[Attendee]) -> SeatsTaken:
    """The seats that these people take."""
    modes = [event.mode_of(attendee.mode) for attendee in attendees if not attendee.is_cancelled]
    return SeatsTaken(in_person=modes.count(Mode.IN_PERSON), online=modes.count(Mode.ONLINE))


def added(one: SeatsTaken, other: SeatsTaken) -> SeatsTaken:
    """Both together."""
    return SeatsTaken(one.in_person + other.in_person, one.online + other.online, one.waiting + other.waiting)


def without(taken: SeatsTaken, given_back: SeatsTaken) -> SeatsTaken:
    """What remains when seats are given back."""
    return SeatsTaken(taken.in_person - given_back.in_person, taken.online - given_back.online, taken.waiting)


def promotions(event: Event, taken: SeatsTaken, waiting: Sequence[Registration]) -> tuple[Registration, ...]:
    """Those of the waiting list who get their seats now, as confirmed registrations.

    Who waits longest comes first; a group that does not fit is passed over, keeps its place, and the next that fits is served.
    """
    promoted = []
    for registration in sorted(waiting, key=lambda waits: (waits.ranked_at, waits.number)):
        if fits(event, taken, registration.present):
            taken = added(taken, taken_by(event, registration.present))
            promoted.append(replace(registration, status=Status.CONFIRMED))
    return tuple(promoted)


def _is_within(limit: int | None, seats: int) -> bool:
    return limit is None or seats <= limit
