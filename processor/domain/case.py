"""All that the registrar knows when it decides about a mail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from processor.domain.answer import Answer
from processor.domain.decision import NoticeKind
from processor.domain.event import Event
from processor.domain.mail import Mail
from processor.domain.office import Office
from processor.domain.registration import Registration
from processor.domain.request import Request


@dataclass(frozen=True, slots=True)
class SeatsTaken:
    """Seats of an event that are held, by confirmed attendees or by an offer, and seats wanted on its waiting list."""

    in_person: int = 0
    online: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        """Seats held in both modes."""
        return self.in_person + self.online


@dataclass(frozen=True, slots=True)
class SentRecently:
    """How many automatic letters left, for the loop guard."""

    to_address_last_hour: int = 0
    to_address_last_day: int = 0
    to_domain_last_hour: int = 0
    by_mailbox_last_hour: int = 0
    same_kind_keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """One mail and its facts. `now` is aware, UTC.

    Attributes:
        registrations: all that may be meant: of the thread, of the sender's address, with a name that the mail names;
            cancelled ones included, oldest first.
        thread_number: the registration that the mail answers, by our Message-IDs or by the number in the subject.
        seats: by event id.
        waiting: the waiting lists, by event id.
        answer: what the mail says to a question of ours, where it says nothing else.
        answers: the letter of ours that the mail answers; None where it is none, or not about a registration.
        is_repeat: the very same mail was handled before.
        inbound_id: the mail's number in the books, for the keys of its letters.
        is_ours: for delivery reports: the returned mail is one of our letters.
        is_own_thread: the mail refers to a letter of ours about `thread_number`: its writer holds that letter, or is answered by one who does.
        thread_addresses: whom the mails and letters of that registration name as sender or receiver, in lower case.
    """

    mail: Mail
    request: Request
    office: Office
    events: tuple[Event, ...]
    now: datetime
    registrations: tuple[Registration, ...] = ()
    thread_number: int | None = None
    seats: Mapping[str, SeatsTaken] = field(default_factory=dict)
    waiting: Mapping[str, tuple[Registration, ...]] = field(default_factory=dict)
    answer: Answer | None = None
    answers: NoticeKind | None = None
    sent: SentRecently = field(default_factory=SentRecently)
    is_repeat: bool = False
    inbound_id: int = 0
    is_ours: bool = False
    is_own_thread: bool = False
    thread_addresses: frozenset[str] = frozenset()

    def event(self, event_id: str) -> Event:
        """The event of this id; raises KeyError."""
        for event in self.events:
            if event.id == event_id:
                return event
        raise KeyError(event_id)
