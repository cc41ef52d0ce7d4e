"""A mail prepared for reading: its parts told apart once, for all finders."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from processor.domain.event import Event
from processor.domain.mail import Address, Line, Mail, Zone
from processor.domain.office import Office
from processor.domain.request import Thread
from processor.reading.lexicon import alternatives, fold, one_of, words
from processor.reading.sayings import FIRST_PERSON

REPLY = re.compile(rf"^\s*(?:(?:{alternatives('subjects', 'marks', is_folded=False)})\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE)
FORWARD = re.compile(
    rf"^\s*(?:(?:{alternatives('subjects', 'before_forward', is_folded=False)})\s*:\s*)*(?:{alternatives('subjects', 'forward', is_folded=False)})\s*[:：]", re.IGNORECASE)
GREETING = re.compile(rf"^\W*(?:{one_of('greetings', 'openings')})")


@dataclass(frozen=True, slots=True)
class Part:
    """A line of text with its number and the same folded."""

    number: int
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class ReadingText:
    """What finders read.

    Attributes:
        body: what was newly written, without greeting and signature.
        greeting: lines that address somebody.
        signature: closing and what stands below.
        lists: lines of attachments that hold lists.
        received_at: aware.
        sender: who writes; of a forwarded registration the person who wrote that.
        is_answer: the subject says that the mail answers or forwards another.
    """

    subject: str
    sender: Address | None
    body: tuple[Part, ...]
    greeting: tuple[Part, ...]
    signature: tuple[Part, ...]
    lists: tuple[Part, ...]
    events: tuple[Event, ...]
    office: Office
    thread: Thread
    received_at: datetime
    is_forwarded: bool = False
    is_answer: bool = False

    @property
    def folded(self) -> str:
        """The body folded, as one text."""
        return "\n".join(part.folded for part in self.body)


def prepare(mail: Mail, events: Sequence[Event], office: Office, thread: Thread) -> ReadingText:
    """The mail's parts; where somebody only forwards a third person's mail, that person's mail is read."""
    lines, sender, is_forwarded = _lines_to_read(mail, office)
    new = [Part(line.number, line.text, fold(line.text)) for line in lines if line.zone is Zone.NEW and line.text.strip()]
    greeting = [part for part in new[:3] if GREETING.match(part.folded) and len(part.text) < 90 and not FIRST_PERSON.search(re.split(r"[,!.]", part.folded)[0])]
    body = [_ungreeted(part) if part in greeting else part for part in new]
    return ReadingText(
        subject=REPLY.sub("", mail.subject).strip(),
        sender=sender,
        body=tuple(part for part in body if part is not None),
        greeting=tuple(greeting),
        signature=tuple(Part(line.number, line.text, fold(line.text)) for line in lines if line.zone is Zone.SIGNATURE and line.text.strip()),
        lists=tuple(Part(0, text, fold(text)) for file in mail.attachments for text in file.text.split("\n")[:500] if text.strip()),
        events=tuple(events),
        office=office,
        thread=thread,
        received_at=mail.received_at,
        is_forwarded=is_forwarded,
        is_answer=bool(REPLY.match(mail.subject)),
    )


def is_forward(subject: str) -> bool:
    """Whether a subject says that somebody passes a mail on."""
    return FORWARD.match(subject) is not None


def _lines_to_read(mail: Mail, office: Office) -> tuple[Sequence[Line], Address | None, bool]:
    length = sum(len(line.text.split()) for line in mail.lines if line.zone is Zone.NEW)
    inner = mail.forwarded
    is_passed_on = is_forward(mail.subject) or any(word in mail.quoted_text[:200].lower() for word in words("subjects", "passed_on"))
    if inner is None or not is_passed_on or length > 25 or inner.sender is None:
        return mail.lines, mail.sender, False
    ours = {office.address.lower(), office.contact.email.lower()} | office.staff
    if inner.sender.email.lower() in ours or (mail.sender and inner.sender.email.lower() == mail.sender.email.lower()):
        return mail.lines, mail.sender, False
    return inner.lines, inner.sender, True


def _ungreeted(part: Part) -> Part | None:
    """What follows the greeting on its line: 'Hallo Frau Bergen, ich komme gern' says something."""
    found = re.search(r"[,!.]\s+(?=\S+\s+\S+)", part.text)
    if found and len(part.text) - found.end() > 8 and len(part.text[found.end():].split()) > 2:
        rest = part.text[found.end():]
        return Part(part.number, rest, fold(rest))
    return None
