"""Calendar entries: one per registration and event for each of its addresses, from the confirmation to the cancellation (RFC 5545, RFC 5546)."""

from dataclasses import dataclass
from datetime import datetime

from processor.domain.addressees import concerns
from processor.domain.decision import Notice, NoticeKind
from processor.domain.event import Event, EventMode, Mode
from processor.domain.office import Office
from processor.domain.registration import Registration, Status

BROUGHT_ANEW = frozenset({NoticeKind.CONFIRMED, NoticeKind.PROMOTED})
CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """What a recipient's calendar holds of a registration by our last letter that had an entry; `content` as in CalendarEntry."""

    sequence: int
    content: str

    @property
    def is_live(self) -> bool:
        """Whether the entry was not cancelled since."""
        return self.content != CANCELLED


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
    """The entry that goes with a letter; `held` is what the recipient's calendar has. None where it needs nothing.

    Who waits has no entry, and a cancellation, of the registration or the event, comes only to whom an entry was sent:
    also to an address that is no longer the registration's.
    """
    registration = notice.registration
    if registration is None or not registration.number:
        return None
    if registration.status is not Status.CONFIRMED or event.is_cancelled or not concerns(registration, notice.to.email):
        return withdrawn(registration, event, held)
    location = _location(event, registration)
    content = f"{event.starts_at:%Y%m%dT%H%MZ} {event.ends_at:%Y%m%dT%H%MZ} {location}"
    description = _dial_in(notice, event, registration, now)
    has_changed = held is None or held.content != content
    if not has_changed and notice.kind not in BROUGHT_ANEW and not (notice.kind is NoticeKind.DIAL_IN and description):
        return None
    return CalendarEntry("REQUEST", held.sequence + has_changed if held else 0, content, location, description)


def withdrawn(registration: Registration, event: Event, held: HeldEntry | None) -> CalendarEntry | None:
    """The cancellation of what a calendar holds; None where it holds nothing."""
    if held is None or not held.is_live:
        return None
    return CalendarEntry("CANCEL", held.sequence + 1, CANCELLED, _location(event, registration))


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
