"""What a letter needs beside its notice."""

from dataclasses import dataclass
from datetime import datetime

from processor.domain.calendar import CalendarEntry
from processor.domain.event import Event
from processor.domain.mail import Attachment
from processor.domain.office import Office
from processor.domain.registration import Registration


@dataclass(frozen=True, slots=True)
class AnsweredMail:
    """The mail that a letter answers, and who wrote it."""

    message_id: str
    references: tuple[str, ...]
    sender: str = ""


@dataclass(frozen=True, slots=True)
class EntryToSend:
    """What is done to the recipient's calendar, and of which registration (as the recipient sees it) and event."""

    entry: CalendarEntry
    registration: Registration
    event: Event


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """The office, the event, and what goes with the letter.

    Attributes:
        message_id: without brackets.
        now: aware.
        entry: what the letter itself does to the recipient's calendar; None where nothing.
        entries_beside: how many entries come in mails of their own.
        parts: with a letter about several registrations: the same for each.
    """

    office: Office
    event: Event | None
    message_id: str
    now: datetime
    reply_to: AnsweredMail | None = None
    attachments: tuple[Attachment, ...] = ()
    entry: EntryToSend | None = None
    entries_beside: int = 0
    parts: tuple["LetterFacts", ...] = ()
