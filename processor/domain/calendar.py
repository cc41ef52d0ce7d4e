"""Calendar entries: one per registration and event, from its confirmation to its cancellation (RFC 5545, RFC 5546)."""

from dataclasses import dataclass
from datetime import datetime

from processor.domain.decision import Notice, NoticeKind
from processor.domain.event import Event, EventMode, Mode
from processor.domain.office import Office
from processor.domain.registration import Registration, Status

BROUGHT_ANEW = frozenset({NoticeKind.CONFIRMED, NoticeKind.PROMOTED})
CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """What a recipient's calendar holds by our last letter that had an entry; `content` as in CalendarEntry."""

    sequence: int
    content: str


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What a letter does to the recipient's calendar.

    Attributes:
        method: REQUEST (comes in or is renewed) or CANCEL.
        sequence: one more than before where time, place or cancellation differ, and only there: calendar programs
            ask their users again.
        content: what decides about the sequence.
        description: dial-in data, or "".
    """

    method: str
    sequence: int
    content: str
    location: str
    description: str = ""


def entry_for(notice: Notice, event: Event, held: HeldEntry | None, now: datetime) -> CalendarEntry | None:
    """The entry that goes with a letter; None where the recipient's calendar needs nothing.

    Who waits has no entry, and a cancellation, of the registration or the event, comes only to whom an entry was sent.
    """
    registration = notice.registration
    if registration is None or not registration.number:
        return None
    location = _location(event, registration)
    if registration.status is not Status.CONFIRMED or event.is_cancelled:
        is_there = held is not None and held.content != CANCELLED
        return CalendarEntry("CANCEL", held.sequence + 1, CANCELLED, location) if held and is_there else None
    content = f"{event.starts_at:%Y%m%dT%H%MZ} {event.ends_at:%Y%m%dT%H%MZ} {location}"
    description = _dial_in(notice, event, registration, now)
    has_changed = held is None or held.content != content
    if not has_changed and notice.kind not in BROUGHT_ANEW and not (notice.kind is NoticeKind.DIAL_IN and description):
        return None
    return CalendarEntry("REQUEST", held.sequence + has_changed if held else 0, content, location, description)


def uid_of(registration: Registration, office: Office) -> str:
    """The entry's identity, the same for every update."""
    return f"registration-{registration.number}-{registration.event_id}@{office.address.rpartition('@')[2]}"


def _location(event: Event, registration: Registration) -> str:
    is_from_afar = event.mode is EventMode.HYBRID and all(attendee.mode is Mode.ONLINE for attendee in registration.present)
    return "Online" if is_from_afar else event.venue


def _dial_in(notice: Notice, event: Event, registration: Registration, now: datetime) -> str:
    """Never before the office sends it, and to those only who take part online."""
    dial_in = event.dial_in
    if dial_in is None or not dial_in.is_in_calendar or (notice.kind is not NoticeKind.DIAL_IN and now < dial_in.send_at):
        return ""
    return dial_in.text if any(event.mode_of(attendee.mode) is Mode.ONLINE for attendee in registration.present) else ""
