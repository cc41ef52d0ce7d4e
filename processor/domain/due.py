"""Things with a date, each of which happens once."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from processor.domain.event import Event, Mode
from processor.domain.mail import Address
from processor.domain.office_hours import office_moment
from processor.domain.registration import Attendee, Registration, Status

DAY = timedelta(days=1)


class DueKind(StrEnum):
    """What falls due."""

    STILL_COMING = "still_coming"
    REMINDER = "reminder"
    DIAL_IN = "dial_in"
    ASK_AGAIN = "ask_again"
    UNANSWERED = "unanswered"
    CLOSING = "closing"
    ERASING = "erasing"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that falls due; times are aware, UTC. After `expires_at` it would be nonsense and is left out.

    The key names the moment that was meant: where the event moves, that is another thing. `to` is who gets the letter.
    """

    kind: DueKind
    event_id: str
    number: int | None
    due_at: datetime
    expires_at: datetime
    key: str
    to: Address | None = None

    def is_for(self, address: Address) -> bool:
        """Whether it is a letter to this address."""
        return self.to is not None and self.to.email.lower() == address.email.lower()


def dues_of(event: Event, registration: Registration) -> tuple[Due, ...]:
    """All letters that somebody with a seat gets at their times, past or to come."""
    if registration.status is not Status.CONFIRMED or event.is_cancelled:
        return ()
    return (*_still_coming(event, registration), *_reminders(event, registration), *dial_in_dues(event, registration))


def dial_in_dues(event: Event, registration: Registration) -> tuple[Due, ...]:
    """Dial-in data, for those only who are confirmed and take part online: to their own addresses, without one to the registrant's.

    Each address has a thing of its own, so that who is added later, or switches, gets them and the others not again.
    """
    if event.dial_in is None or event.is_cancelled or registration.status is not Status.CONFIRMED:
        return ()
    online = [attendee for attendee in registration.present if event.mode_of(attendee.mode) is Mode.ONLINE]
    span = (event.dial_in.send_at, event.ends_at)
    return tuple(_due(DueKind.DIAL_IN, registration, span, to) for to in _addresses(registration, online))


def dues_of_incomplete(event: Event, registration: Registration, now: datetime) -> tuple[Due, ...]:
    """What was asked for and does not come is asked for once more in office hours, and then shown to staff, early enough that they can call."""
    if registration.status is not Status.INCOMPLETE or event.is_cancelled:
        return ()
    number, shown_at = registration.number, min(now + 2 * event.asks_again_after, event.starts_at - DAY)
    again_at = office_moment(now + event.asks_again_after, event.timezone, event.days_off)
    shown = Due(DueKind.UNANSWERED, event.id, number, max(shown_at, now), event.starts_at, f"unanswered-{number}")
    again = Due(DueKind.ASK_AGAIN, event.id, number, again_at, event.starts_at, f"ask_again-{number}", registration.registrant)
    return (shown, again) if again_at < event.starts_at else (shown,)


def _addresses(registration: Registration, attendees: Sequence[Attendee]) -> tuple[Address, ...]:
    """Where these people are reached: at their own addresses, without one at the registrant's; each once."""
    registrant = registration.registrant
    found = [Address(attendee.email, attendee.name) if attendee.email else registrant for attendee in attendees]
    addresses = {to.email.lower(): to for to in found if to is not None}
    # Who registered himself among them is greeted as he wrote.
    return tuple(registrant if registrant and email == registrant.email.lower() else to for email, to in addresses.items())


def _reminders(event: Event, registration: Registration) -> Iterator[Due]:
    # A reminder that could not be sent until the next one is due has lost its sense.
    for span in pairwise([*sorted(event.reminders_at), event.starts_at]):
        for to in _addresses(registration, registration.present):
            yield _due(DueKind.REMINDER, registration, span, to)


def _still_coming(event: Event, registration: Registration) -> Iterator[Due]:
    at = event.waiting_list.asks_at
    if at is not None and event.promotes(at):
        yield _due(DueKind.STILL_COMING, registration, (at, event.waiting_list.promotes_until or event.starts_at), registration.registrant)


def _due(kind: DueKind, registration: Registration, span: tuple[datetime, datetime], to: Address | None) -> Due:
    at, until = span
    address = hashlib.sha256(to.email.lower().encode()).hexdigest()[:12] if to else ""
    return Due(kind, registration.event_id, registration.number, at, until, f"{kind.value}-{registration.number}-{at:%Y%m%dT%H%M}-{address}", to)
