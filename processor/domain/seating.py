"""Who fits: people are counted, groups stay whole, and nobody overtakes one who waits for the same seats."""

from collections.abc import Iterable, Sequence

from processor.domain.case import SeatsTaken
from processor.domain.event import Event, Mode
from processor.domain.registration import Attendee, Registration


def fits(event: Event, taken: SeatsTaken, attendees: Sequence[Attendee]) -> bool:
    """Whether all of them get a seat of their mode beside those that are taken."""
    wanted = taken_by(event, attendees)
    capacity = event.capacity
    return (
        _is_within(capacity.total, taken.total + wanted.total)
        and (not wanted.in_person or _is_within(capacity.in_person, taken.in_person + wanted.in_person))
        and (not wanted.online or _is_within(capacity.online, taken.online + wanted.online))
    )


def has_turn(event: Event, taken: SeatsTaken, waiting: Iterable[Registration], wanted: Registration) -> bool:
    """Whether a registration fits beside those who wait, came before it and fit themselves."""
    for ahead in in_order(waiting):
        is_before = ahead.ranked_at <= wanted.ranked_at and ahead.number != wanted.number
        if is_before and not ahead.open_offer and fits(event, taken, ahead.present):
            taken = added(taken, taken_by(event, ahead.present))
    return fits(event, taken, wanted.present)


def in_order(waiting: Iterable[Registration]) -> list[Registration]:
    """Who waits longest comes first."""
    return sorted(waiting, key=lambda waits: (waits.waits_since, waits.number))


def taken_by(event: Event, attendees: Iterable[Attendee]) -> SeatsTaken:
    """The seats that these people take."""
    modes = [event.mode_of(attendee.mode) for attendee in attendees if not attendee.is_cancelled]
    return SeatsTaken(in_person=modes.count(Mode.IN_PERSON), online=modes.count(Mode.ONLINE))


def added(one: SeatsTaken, other: SeatsTaken) -> SeatsTaken:
    """Both together."""
    return SeatsTaken(one.in_person + other.in_person, one.online + other.online, one.waiting + other.waiting)


def without(taken: SeatsTaken, given_back: SeatsTaken) -> SeatsTaken:
    """What remains when seats are given back."""
    return SeatsTaken(taken.in_person - given_back.in_person, taken.online - given_back.online, taken.waiting)


def _is_within(limit: int | None, seats: int) -> bool:
    return limit is None or seats <= limit
