"""What a letter needs beside its notice."""

from dataclasses import dataclass
from datetime import datetime

from processor.domain.calendar import CalendarEntry
from processor.domain.event import Event
from processor.domain.mail import Attachment
from processor.domain.office import Office


@dataclass(frozen=True, slots=True)
class AnsweredMail:
    """The mail that a letter answers."""

    message_id: str
    references: tuple[str, ...]
    subject: str


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """The office, the event, and what goes with the letter.

    Attributes:
        message_id: without brackets.
        now: aware.
        entry: what the letter does to the recipient's calendar; None where nothing.
        parts: with a letter about several registrations: the same for each.
    """

    office: Office
    event: Event | None
    message_id: str
    now: datetime
    reply_to: AnsweredMail | None = None
    attachments: tuple[Attachment, ...] = ()
    entry: CalendarEntry | None = None
    parts: tuple["LetterFacts", ...] = ()
