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
    wish: "ModeWish | None" = None


@dataclass(frozen=True, slots=True)
class ModeWish:
    """A mode in which somebody who has a seat would rather take part, as soon as one is free there; `since` in UTC."""

    mode: Mode
    since: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """Seats that are held for the first people of a waiting registration until they say yes or no, at the latest `until` (UTC)."""

    seats: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Registration:
    """One sign-up with its attendees.

    Attributes:
        number: shown to people, never used twice.
        registrant: who wrote; None for somebody whom staff added without an address.
        ranked_at: place in the order of arrival (UTC).
        missing: what was asked for and has not come.
        offer: while it waits, the seats that it was asked to take.
        is_together: the group would rather wait than come in part.
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
    offer: Offer | None = None
    is_together: bool = False

    @property
    def present(self) -> tuple[Attendee, ...]:
        """The attendees who have not been cancelled."""
        return tuple(attendee for attendee in self.attendees if not attendee.is_cancelled)

    @property
    def seats(self) -> int:
        """How many seats the registration holds or waits for."""
        return len(self.present)

    @property
    def wishing(self) -> tuple[Attendee, ...]:
        """Those who have a seat and wait for one of the other mode."""
        return tuple(attendee for attendee in self.present if attendee.wish) if self.status is Status.CONFIRMED else ()

    @property
    def waits_since(self) -> datetime:
        """Its place among all who wait, be it for a seat or for one of the other mode."""
        return max((attendee.wish.since for attendee in self.wishing if attendee.wish), default=self.ranked_at)

    @property
    def open_offer(self) -> Offer | None:
        """The offer, where it still waits for an answer."""
        return self.offer if self.status is Status.WAITLISTED and self.present else None

    @property
    def is_offered_a_part(self) -> bool:
        """Whether the seats that are offered are fewer than the people who wait."""
        return self.open_offer is not None and self.open_offer.seats < self.seats

    @property
    def holding(self) -> tuple[Attendee, ...]:
        """Those for whom a seat is taken: all who are confirmed, and the first ones of a group that has an offer."""
        if self.status is Status.CONFIRMED:
            return self.present
        return self.present[: self.open_offer.seats] if self.open_offer else ()
