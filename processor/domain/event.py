"""An announced event, as the configuration describes it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


class Mode(StrEnum):
    """How somebody takes part."""

    IN_PERSON = "in_person"
    ONLINE = "online"


class EventMode(StrEnum):
    """How an event takes place."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class Required(StrEnum):
    """What must be known before a registration is complete; `NAMES` means of every attendee.

    `EVENT` is never configured: it is asked for where a mailbox serves several and the mail does not tell which.
    """

    NAME = "name"
    NAMES = "names"
    ORGANISATION = "organisation"
    PHONE = "phone"
    MODE = "mode"
    CHOICE = "choice"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Choices:
    """What attendees pick from, such as a workshop."""

    label: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Capacity:
    """Seats: `total` for all, or one number a mode; None means no limit."""

    total: int | None = None
    in_person: int | None = None
    online: int | None = None

    def limit(self, mode: Mode) -> int | None:
        """Seats of `mode`, where it has a number of its own."""
        return self.in_person if mode is Mode.IN_PERSON else self.online


@dataclass(frozen=True, slots=True)
class DialIn:
    """What online attendees need; `send_at` in UTC. Calendars are shared with others, so it stands there only where the office wants it."""

    text: str
    send_at: datetime
    is_in_calendar: bool = False


class OnDecline(StrEnum):
    """What becomes of a registration whose calendar entry was declined in a calendar program."""

    ASK = "ask"
    CANCEL = "cancel"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class WaitingList:
    """How people move up.

    Attributes:
        promotes_until: from then on nobody moves up any more (UTC); None: until the event begins.
        offer_for: how long somebody may take to say yes to a seat; None: who is next gets it at once.
        splits_groups: a group that does not fit is asked whether a part of it comes.
        asks_at: when those who have a seat are asked whether they still come, if others wait (UTC); None: never.
    """

    promotes_until: datetime | None = None
    offer_for: timedelta | None = None
    splits_groups: bool = False
    asks_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event. All times are aware and in UTC.

    Attributes:
        closes_at: the first moment that is too late ("bis zum 9.12." is 10.12. 00:00 local).
        people: named on the flyer; never attendees by mere mention.
        announcement: the flyer's text, to recognise it where it is quoted; may be "".
        attachments: names of files that go with the confirmation, relative to the configuration.
        reminders_at: when reminders are due.
        days_off: public holidays, on which nobody can be expected to answer.
        asks_again_after: how long we wait for what we asked for, before we ask a second time, and again before staff see it.
    """

    id: str
    title: str
    starts_at: datetime
    ends_at: datetime
    closes_at: datetime
    venue: str
    timezone: str
    mode: EventMode = EventMode.IN_PERSON
    capacity: Capacity = field(default_factory=Capacity)
    required: frozenset[Required] = frozenset({Required.NAME})
    choices: Choices | None = None
    people: tuple[str, ...] = ()
    announcement: str = ""
    programme: str = ""
    attachments: tuple[str, ...] = ()
    dial_in: DialIn | None = None
    reminders_at: tuple[datetime, ...] = ()
    asks_again_after: timedelta = timedelta(days=3)
    walk_ins: int = 0
    on_decline: OnDecline = OnDecline.ASK
    waiting_list: WaitingList = field(default_factory=WaitingList)
    is_cancelled: bool = False
    days_off: frozenset[date] = frozenset()

    def is_open(self, at: datetime) -> bool:
        """Whether a mail received `at` (aware) is in time."""
        return at < self.closes_at

    def promotes(self, at: datetime) -> bool:
        """Whether people still move up at this moment; closed intake does not matter."""
        return not self.is_cancelled and at < min(self.waiting_list.promotes_until or self.starts_at, self.starts_at)

    def mode_of(self, wished: Mode | None) -> Mode:
        """The mode in which somebody with this wish takes a seat; hybrid without a wish counts in person."""
        if self.mode is EventMode.ONLINE:
            return Mode.ONLINE
        if self.mode is EventMode.IN_PERSON:
            return Mode.IN_PERSON
        return wished or Mode.IN_PERSON
