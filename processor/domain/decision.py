"""What the registrar decided: an outcome, changes to write, notices to send."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from processor.domain.event import Required
from processor.domain.mail import Address
from processor.domain.registration import Attendee, Registration, Status


class Outcome(StrEnum):
    """The one outcome of a mail."""

    CONFIRM = "confirm"
    ASK = "ask"
    CHANGE = "change"
    CANCEL = "cancel"
    STAFF = "staff"
    LATE = "late"
    IGNORE = "ignore"


class NoticeKind(StrEnum):
    """A letter; each has one template of this name per language."""

    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    ASKED = "asked"
    CHANGED = "changed"
    MODE_FULL = "mode_full"
    CANCELLED = "cancelled"
    PROMOTED = "promoted"
    OFFERED = "offered"
    OFFERED_PART = "offered_part"
    OFFER_EXPIRED = "offer_expired"
    STILL_COMING = "still_coming"
    EVENT_CHANGED = "event_changed"
    EVENT_CANCELLED = "event_cancelled"
    WISH_DOUBTED = "wish_doubted"
    SEVERAL = "several"
    TOO_LATE = "too_late"
    PASSED_ON = "passed_on"
    REMINDER = "reminder"
    DIAL_IN = "dial_in"
    CALENDAR_DECLINED = "calendar_declined"
    CALENDAR_ENTRY = "calendar_entry"


class StaffNoticeKind(StrEnum):
    """A mail to the staff; each has one template of this name in templates/staff."""

    FOR_YOU = "for_you"
    SUMMARY = "summary"
    FINAL_LIST = "final_list"
    MAILBOX_UNREAD = "mailbox_unread"
    SENDING_RESUMED = "sending_resumed"
    COMMAND_DONE = "command_done"
    EVENT_CHANGED = "event_changed"


@dataclass(frozen=True, slots=True)
class Register:
    """Adds a registration; its number is given when it is written (0 here)."""

    registration: Registration


@dataclass(frozen=True, slots=True)
class Amend:
    """Replaces a registration's values by those of `after`; `before` is kept in the history."""

    before: Registration
    after: Registration


@dataclass(frozen=True, slots=True)
class Suppress:
    """Writes no more to an address that a delivery report called unreachable."""

    email: str
    reason: str


Change = Register | Amend | Suppress


@dataclass(frozen=True, slots=True)
class Notice:
    """A letter to be written.

    Attributes:
        to: who receives it.
        registration: the facts, or None (too late, passed on).
        event_id: or "" where no event is meant.
        missing: with ASKED.
        before: with CHANGED: the registration as it was.
        facts: more values for the template.
        key: two notices of one key are one letter.
        parts: with SEVERAL: what the letter says about each registration, as it would stand in a letter of its own.
    """

    kind: NoticeKind
    to: Address
    language: str
    key: str
    event_id: str = ""
    registration: Registration | None = None
    before: Registration | None = None
    missing: frozenset[Required] = frozenset()
    facts: dict[str, Any] = field(default_factory=dict)
    parts: tuple["Notice", ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """The registrar's answer to one mail; `for_staff` says in a sentence why a human should look."""

    rule: str
    outcome: Outcome
    changes: tuple[Change, ...] = ()
    notices: tuple[Notice, ...] = ()
    for_staff: str = ""


__all__ = [
    "Amend", "Attendee", "Change", "Decision", "Notice", "NoticeKind", "Outcome", "Register", "StaffNoticeKind", "Status", "Suppress",
]
