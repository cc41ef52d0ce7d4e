"""The lines of a mail that may tell which event it means: what is written, and of a form what is filled in."""

import re
from collections.abc import Iterable
from functools import cache

from processor.reading.letter.forms import with_ticks
from processor.reading.letter.layout import Layout, Section, TextLine
from processor.reading.letter.text import Part, joined
from processor.reading.lexicon import alternatives, fold

_MOST = 200
_FIELDS_OF_FORM = 2  # so many lines with a label make a form
_LABELLED = re.compile(r"^[^:]{2,40}:\s*\S")


def lines_of(text: Layout) -> list[Part]:
    """Body without the closing, and the event's field of a form below it; wrapped sentences are whole, "[ ] 4.5." beside "[x] 7.5." and "Abend 2: nein" are left out."""
    return joined(_affirmed(Part(line.number, line.text, line.folded) for line in _read(text)[:_MOST]))


def is_yes(folded: str) -> bool:
    """Whether a field says yes to one event: "Abend 3 (Erben): ja"."""
    return _yes().match(folded) is not None


def _read(text: Layout) -> list[TextLine]:
    written = [line for line in text.lines if line.section in {Section.BODY, Section.GREETING}]
    is_form = sum(_LABELLED.match(line.text) is not None for line in written) >= _FIELDS_OF_FORM
    return [*written, *(line for line in text.lines if is_form and line.section is Section.SIGNATURE and _field().match(line.folded))]


def _affirmed(parts: Iterable[Part]) -> list[Part]:
    return [part for part in map(_ticked, parts) if part.text.strip() and not _no().match(part.folded)]


def _ticked(part: Part) -> Part:
    words = with_ticks(part.text)
    return part if words is None else Part(part.number, words, fold(words))


@cache
def _field() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{alternatives('dates', 'field')})\s*[:=]")


@cache
def _yes() -> re.Pattern[str]:
    return _answered(rf"x|✓|✔|{alternatives('answers', 'yes')}")


@cache
def _no() -> re.Pattern[str]:
    return _answered(rf"[-–—]+|{alternatives('choice_words', 'unfilled')}")


def _answered(values: str) -> re.Pattern[str]:
    """A field whose label is one event, by its number or its day, with such a value."""
    kind = rf"(?:[^\W\d_]+-)?(?:{alternatives('dates', 'series')}|{alternatives('dates', 'numbered')}|{alternatives('dates', 'days')})\w*"
    day = r"(?:am\s+)?(?:[^\W\d_]+\.?,?\s+)?\d{1,2}\.\s?(?:\d{1,2}\.(?:\s?\d{2,4})?)?"
    label = rf"(?:{kind}\s*\d{{1,2}}|\d{{1,2}}\.\s*{kind}|(?:{kind}\s*)?{day})(?:\s*\([^()]*\))?"
    return re.compile(rf"^\W*{label}\s*[:=?|]\s*(?:{values})[\s.!]*$")
