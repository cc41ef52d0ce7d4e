"""A mail made ready for reading: the newly written lines, folded, each with the part of the letter that it belongs to."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from processor.domain.event import Event
from processor.domain.mail import Address, Line, Mail, Zone
from processor.domain.office import Office
from processor.domain.request import Thread
from processor.reading.lexicon import fold

_MAX_LINES = 2_000
_MAX_LINE = 1_000
_MAX_TEXT = 64_000
_OWN_LINE = 40  # shorter lines of ours, such as the name of a workshop, may be somebody's answer
_PREFIX = re.compile(
    r"^\s*(?:re|r|aw|antw|antwort|wg|fw|fwd|tr|sv|vs|rif|ynt|ilt|odp|pd|отв|вiдп|від|на|رد|پاسخ|الرد|إعادة توجيه|ri|res|enc|i)"
    r"(?:\[\d{1,3}\])?\s?[:：]\s*", re.IGNORECASE)


class Part(StrEnum):
    """Part of a letter; a postscript belongs to the body."""

    GREETING = "greeting"
    BODY = "body"
    CLOSING = "closing"
    SIGNATURE = "signature"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One newly written line; `number` as in the mail, `text` stripped and possibly "", `folded` as `lexicon.fold` makes it."""

    number: int
    text: str
    folded: str
    part: Part


@dataclass(frozen=True, slots=True)
class ReadingText:
    """All that the finders read from.

    Attributes:
        subject: without "Re:", "AW:", "WG:" and the like.
        lines: everything newly written, in order, with blank lines and signature; quotations and our own texts are left out.
        attached: the text of the attachments, number 0; never signature.
        prompts: quoted lines directly above something newly written (a form answered inside the quotation), by that line's number.
    """

    subject: str
    sender: Address | None
    lines: tuple[TextLine, ...]
    thread: Thread
    events: tuple[Event, ...]
    office: Office
    attached: tuple[TextLine, ...] = ()
    prompts: Mapping[int, str] = field(default_factory=dict)

    @property
    def body(self) -> tuple[TextLine, ...]:
        """The lines with words that are neither signature nor footer."""
        return tuple(line for line in self.lines if line.text and line.part not in (Part.SIGNATURE, Part.FOOTER))

    @property
    def signature(self) -> tuple[TextLine, ...]:
        """The lines with words below the closing."""
        return tuple(line for line in self.lines if line.text and line.part is Part.SIGNATURE)

    @property
    def body_text(self) -> str:
        """The body's lines, joined by newlines."""
        return "\n".join(line.text for line in self.body)


def prepare(mail: Mail, events: Sequence[Event], office: Office, thread: Thread) -> ReadingText:
    """`mail` ready for the finders; `events` are those that the mailbox serves."""
    from processor.reading.zones import find_parts  # noqa: PLC0415 -- zones needs the values of this module

    ours = _our_lines(events, thread)
    written = [line for line in _capped(mail.lines) if _squeezed(line.text) not in ours]
    numbered = [(line.number, clean(line.text), line.zone is Zone.SIGNATURE) for line in written]
    parts = find_parts([(text, below) for _, text, below in numbered], mail.sender.name if mail.sender else "")
    return ReadingText(
        subject=plain_subject(mail.subject),
        sender=mail.sender,
        lines=tuple(TextLine(number, text, fold(text), part) for (number, text, _), part in zip(numbered, parts, strict=True)),
        thread=thread,
        events=tuple(events),
        office=office,
        attached=_attached(mail),
        prompts=_prompts(mail.lines),
    )


def plain_subject(subject: str) -> str:
    """`subject` without the prefixes of answers and forwards, in one line."""
    text = " ".join(subject[:_MAX_LINE].split())
    for _ in range(8):
        shorter = _PREFIX.sub("", text, count=1)
        if shorter == text:
            break
        text = shorter
    return text


def clean(text: str) -> str:
    """`text` with tabs kept, other odd blanks as spaces, without invisible signs."""
    return re.sub(r"[\u200b\u200d\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]", "", text).replace("\u00a0", " ").strip()


def _capped(lines: Iterable[Line]) -> list[Line]:
    kept: list[Line] = []
    size = 0
    for line in lines:
        if line.zone not in (Zone.NEW, Zone.SIGNATURE):
            continue
        size += len(line.text)
        if len(kept) >= _MAX_LINES or size > _MAX_TEXT:
            break
        kept.append(Line(line.number, line.zone, line.text[:_MAX_LINE]))
    return kept


def _attached(mail: Mail) -> tuple[TextLine, ...]:
    texts = [line[:_MAX_LINE].rstrip() for attachment in mail.attachments for line in attachment.text[:_MAX_TEXT].splitlines()]
    return tuple(TextLine(0, clean(text), fold(clean(text)), Part.BODY) for text in texts[:_MAX_LINES] if text.strip())


def _prompts(lines: Sequence[Line]) -> dict[int, str]:
    pairs = zip(lines[:_MAX_LINES], lines[1:_MAX_LINES], strict=False)
    return {
        below.number: above.text[:_MAX_LINE].lstrip("> ").strip()
        for above, below in pairs
        if above.zone is Zone.QUOTE and below.zone is Zone.NEW and below.text.strip()
    }


def _our_lines(events: Sequence[Event], thread: Thread) -> frozenset[str]:
    texts = [*thread.sent_texts, *(event.announcement for event in events)]
    answers = {_squeezed(answer) for event in events for answer in (event.title, *(event.choices.options if event.choices else ()))}
    lines = {_squeezed(line) for text in texts for line in text[:_MAX_TEXT].splitlines()}
    return frozenset(line for line in lines if len(line) >= _OWN_LINE and line not in answers)


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()
