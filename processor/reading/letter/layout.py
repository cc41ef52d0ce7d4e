"""A prepared mail laid out line by line, each line with the part of the letter that it belongs to."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from processor.domain.event import Event
from processor.domain.mail import Address
from processor.domain.office import Office
from processor.reading.letter.text import ReadingText
from processor.reading.lexicon import fold

_MAX_LINES = 2_000
_MAX_LINE = 1_000


class Section(StrEnum):
    """Part of a letter; a postscript belongs to the body."""

    GREETING = "greeting"
    BODY = "body"
    CLOSING = "closing"
    SIGNATURE = "signature"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One newly written line; `number` as in the mail, 0 in an attachment; `folded` as `lexicon.fold` makes it."""

    number: int
    text: str
    folded: str
    section: Section = Section.BODY


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """All lines in order, blank ones between paragraphs included; `attached` are the lines of attachments."""

    subject: str
    sender: Address | None
    lines: tuple[TextLine, ...]
    attached: tuple[TextLine, ...]
    events: tuple[Event, ...]
    office: Office

    @property
    def body(self) -> tuple[TextLine, ...]:
        """Greeting, body and closing."""
        return tuple(line for line in self.lines if line.text and line.section not in (Section.SIGNATURE, Section.FOOTER))

    @property
    def signature(self) -> tuple[TextLine, ...]:
        """The lines below the closing."""
        return tuple(line for line in self.lines if line.text and line.section is Section.SIGNATURE)


@lru_cache(maxsize=4)
def lay_out(text: ReadingText) -> Layout:
    """The lines of `text`, told apart more finely than by the mail program's signature mark."""
    from processor.reading.letter.zones import find_parts

    greeted = {part.number: (part.text, False) for part in text.greeting}
    marked = {part.number: (part.text, True) for part in text.signature}
    written = {part.number: (part.text, False) for part in text.body} | greeted | marked
    numbered: list[tuple[int, str, bool]] = []
    for number in sorted(written)[:_MAX_LINES]:
        if numbered and number > numbered[-1][0] + 1:
            numbered.append((number - 1, "", written[number][1] and numbered[-1][2]))
        numbered.append((number, written[number][0][:_MAX_LINE].strip(), written[number][1]))
    parts = find_parts([(line, below) for _, line, below in numbered], text.sender.name if text.sender else "")
    return Layout(
        subject=text.subject[:_MAX_LINE],
        sender=text.sender,
        lines=tuple(TextLine(number, line, fold(line), part) for (number, line, _), part in zip(numbered, parts, strict=True)),
        attached=tuple(TextLine(0, part.text[:_MAX_LINE], fold(part.text[:_MAX_LINE])) for part in text.lists[:_MAX_LINES]),
        events=text.events,
        office=text.office,
    )
