"""A registration as the office keeps it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from processor.domain.event import Mode, Required
from processor.domain.mail import Address


class Status(StrEnum):
    """Where a registration stands."""

    INCOMPLETE = "incomplete"
    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Attendee:
    """One seat; `name` is "" for a companion who was not named.

    `ranked_at` (UTC) is when the mail that brought this person was received.
    """

    name: str
    ranked_at: datetime
    mode: Mode | None = None
    choices: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Registration:
    """One sign-up with its attendees.

    Attributes:
        number: shown to people, never used twice.
        registrant: who wrote; None for somebody whom staff added without an address.
        ranked_at: place in the order of arrival (UTC).
        missing: what was asked for and has not come.
    """

    number: int
    event_id: str
    registrant: Address | None
    status: Status
    attendees: tuple[Attendee, ...]
    ranked_at: datetime
    organisation: str = ""
    phone: str = ""
    language: str = "de"
    missing: frozenset[Required] = frozenset()
    wishes: str = ""

    @property
    def present(self) -> tuple[Attendee, ...]:
        """The attendees who have not been cancelled."""
        return tuple(attendee for attendee in self.attendees if not attendee.is_cancelled)

    @property
    def seats(self) -> int:
        """How many seats the registration holds or waits for."""
        return len(self.present)
