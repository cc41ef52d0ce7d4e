"""Who moves up from the waiting list, at once or by an offer, for the whole group or a part of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from processor.domain import seating
from processor.domain.case import SeatsTaken
from processor.domain.event import Event
from processor.domain.office_hours import office_moment
from processor.domain.registration import Offer, Registration, Status

# A part of a group is always asked first, also where whole groups move up at once.
USUAL_SPAN = timedelta(days=2)


def promotions(event: Event, taken: SeatsTaken, waiting: Sequence[Registration], now: datetime) -> tuple[Registration, ...]:
    """Those who move up now, each as it stands then: confirmed, still waiting with an offer, or in the mode that it wished for.

    `waiting` may hold registrations that have seats and wish for others; `now` is aware, UTC.
    Who waits longest comes first; a group that does not fit is passed over, keeps its place, and the next that fits is served.
    """
    if not event.promotes(now):
        return ()
    moved = []
    for registration in seating.in_order(waiting):
        after = None if registration.open_offer else _moved(event, taken, registration, now)
        if after is not None:
            taken = seating.added(seating.without(taken, seating.taken_by(event, registration.holding)), seating.taken_by(event, after.holding))
            moved.append(after)
    return tuple(moved)


def confirmed(registration: Registration) -> Registration:
    """The registration with its seats."""
    return replace(registration, status=Status.CONFIRMED, offer=None)


def is_expired(registration: Registration, now: datetime) -> bool:
    """Whether its offer was left without an answer."""
    return registration.open_offer is not None and registration.open_offer.until <= now


def after_silence(registration: Registration) -> Registration:
    """Without an answer a seat goes to the next, and who was asked is no longer waiting; a group that was offered a part of its seats waits on."""
    if registration.is_offered_a_part:
        return replace(registration, offer=None, is_together=True)
    attendees = tuple(replace(attendee, is_cancelled=True) for attendee in registration.attendees)
    return replace(registration, status=Status.CANCELLED, offer=None, attendees=attendees)


def _moved(event: Event, taken: SeatsTaken, registration: Registration, now: datetime) -> Registration | None:
    if registration.wishing:
        return _switched(event, taken, registration)
    if seating.fits(event, taken, registration.present):
        until = _until(event, now) if event.waiting_list.offer_for and registration.registrant else None
        # Too near to the event for asking first.
        return replace(registration, offer=Offer(registration.seats, until)) if until else confirmed(registration)
    if not event.waiting_list.splits_groups or registration.is_together or registration.registrant is None:
        return None
    seats = max((count for count in range(1, registration.seats) if seating.fits(event, taken, registration.present[:count])), default=0)
    until = _until(event, now)
    return replace(registration, offer=Offer(seats, until)) if seats and until else None


def _switched(event: Event, taken: SeatsTaken, registration: Registration) -> Registration | None:
    """In the wished mode; their old seats are free only when they have left them."""
    switched = {attendee: replace(attendee, mode=attendee.wish.mode, wish=None) for attendee in registration.wishing if attendee.wish}
    after = replace(registration, attendees=tuple(switched.get(attendee, attendee) for attendee in registration.attendees))
    others = seating.without(taken, seating.taken_by(event, registration.holding))
    return after if seating.fits(event, others, after.present) else None


def _until(event: Event, now: datetime) -> datetime | None:
    """When an offer of now ends; None where people would no longer move up by then."""
    until = office_moment(now + (event.waiting_list.offer_for or USUAL_SPAN), event.timezone, event.days_off)
    return until if event.promotes(until) else None
