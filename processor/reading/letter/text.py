"""A mail prepared for reading: its parts told apart once, for all finders."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from processor.domain.event import Event
from processor.domain.mail import Address, Line, Mail, Zone
from processor.domain.naming import words_of
from processor.domain.office import Office
from processor.domain.request import Thread
from processor.reading.lexicon import alternatives, fold, one_of, words
from processor.reading.people.names import is_given_name
from processor.reading.sayings import BESIDE_WRITER, FIRST_PERSON

REPLY = re.compile(rf"^\s*(?:(?:{alternatives('subjects', 'marks', is_folded=False)})\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE)
FORWARD = re.compile(
    rf"^\s*(?:(?:{alternatives('subjects', 'before_forward', is_folded=False)})\s*:\s*)*(?:{alternatives('subjects', 'forward', is_folded=False)})\s*[:：]", re.IGNORECASE)
GREETING = re.compile(rf"^\W*(?:{one_of('greetings', 'openings')})")
TWO_CAPITALS = re.compile(r"\b([^\W\d_a-zà-ÿ][\w'’-]+) [^\W\d_a-zà-ÿ][\w'’-]+")
# Whoever writes more than this above a forwarded mail says something of their own.
MOST_WORDS_OF_FORWARD = 25
LONGEST_QUOTATION = 6_000  # characters


@dataclass(frozen=True, slots=True)
class Part:
    """A line of text with its number and the same folded."""

    number: int
    text: str
    folded: str


@dataclass(frozen=True, slots=True, eq=False)
class ReadingText:
    """What finders read; every one is a key of its own for what was already found in it.

    Attributes:
        body: what was newly written, without greeting and signature.
        greeting: lines that address somebody.
        signature: closing and what stands below.
        lists: lines of attachments that hold lists.
        received_at: aware.
        sender: who writes; of a forwarded registration the person who wrote that.
        is_answer: the subject says that the mail answers or forwards another.
        quoted: the mail below which was written, its beginning.
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
    quoted: str = ""

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
        quoted=mail.quoted_text[:LONGEST_QUOTATION],
    )


def joined(parts: Sequence[Part]) -> list[Part]:
    """Lines of one paragraph as one text: mail programs wrap sentences."""
    found: list[Part] = []
    for part in parts:
        if found and part.number == found[-1].number + found[-1].text.count("\n") + 1 and not found[-1].text.rstrip().endswith((".", "!", "?", ":")) and len(found[-1].text.split("\n")[-1]) > 50:
            found[-1] = Part(found[-1].number, f"{found[-1].text}\n{part.text}", f"{found[-1].folded} {part.folded}")
        else:
            found.append(part)
    return found


def is_forward(subject: str) -> bool:
    """Whether a subject says that somebody passes a mail on."""
    return FORWARD.match(subject) is not None


def _lines_to_read(mail: Mail, office: Office) -> tuple[Sequence[Line], Address | None, bool]:
    own = " ".join(line.text for line in mail.lines if line.zone is Zone.NEW)
    inner = mail.forwarded
    is_passed_on = is_forward(mail.subject) or any(word in mail.quoted_text[:200].lower() for word in words("subjects", "passed_on"))
    if inner is None or not is_passed_on or len(own.split()) > MOST_WORDS_OF_FORWARD or inner.sender is None:
        return mail.lines, mail.sender, False
    ours = {office.address.lower(), office.contact.email.lower()} | office.staff
    if inner.sender.email.lower() in ours or (mail.sender and inner.sender.email.lower() == mail.sender.email.lower()):
        return mail.lines, mail.sender, False
    if _says_who_comes(own, [mail.sender.name if mail.sender else "", inner.sender.name, office.contact.name]):
        return mail.lines, mail.sender, False
    signature = [line for line in mail.lines if line.zone is Zone.SIGNATURE]  # a colleague who passes on works in the same place
    return (*inner.lines, *signature), inner.sender, True


def _says_who_comes(own: str, known_names: Sequence[str]) -> bool:
    """'Wie abgestimmt, kommen Frau Zöller und ich': whether the words above a forwarded mail name others than those who write, or the writer beside somebody."""
    if BESIDE_WRITER.search(fold(own)):
        return True
    known = {word for name in known_names for word in words_of(name)}
    named = [words_of(match[0]) for match in TWO_CAPITALS.finditer(own) if is_given_name(match[1])]
    return any(not name & known for name in named)


def _ungreeted(part: Part) -> Part | None:
    """What follows the greeting on its line: 'Hallo Frau Bergen, ich komme gern' says something."""
    found = re.search(r"[,!.]\s+(?=\S+\s+\S+)", part.text)
    if found and len(part.text) - found.end() > 8 and len(part.text[found.end():].split()) > 2:
        rest = part.text[found.end():]
        return Part(part.number, rest, fold(rest))
    return None
