"""The lines of a mail that may tell which event it means: what is written, and of a form what is filled in."""

import re
from collections.abc import Iterable
from functools import cache

from processor.reading.letter.forms import ticked
from processor.reading.letter.layout import Layout, Section
from processor.reading.letter.text import Part, joined
from processor.reading.lexicon import alternatives, fold

_MOST = 200


def lines_of(text: Layout) -> list[Part]:
    """Body without the closing, and fields for the event below it; wrapped sentences are whole, "[ ] 4.5." beside "[x] 7.5." and "Abend 2: nein" are left out."""
    lines = [line for line in text.lines if line.section in {Section.BODY, Section.GREETING} or (line.section is Section.SIGNATURE and _is_field(line.folded))]
    return joined(_affirmed(Part(line.number, line.text, line.folded) for line in lines[:_MOST]))


def is_yes(folded: str) -> bool:
    """Whether a field says yes: "Abend 3: ja"."""
    return _yes().search(folded) is not None


def _affirmed(parts: Iterable[Part]) -> list[Part]:
    return [part for part in map(_ticked, parts) if part.text.strip() and not _no().search(part.folded)]


def _ticked(part: Part) -> Part:
    words = ticked(part.text)
    return part if words is None else Part(part.number, words, fold(words))


def _is_field(folded: str) -> bool:
    return _field().match(folded) is not None


@cache
def _field() -> re.Pattern[str]:
    kinds = rf"{alternatives('dates', 'series')}|{alternatives('dates', 'numbered')}|{alternatives('dates', 'field')}"
    return re.compile(rf"^[^:=]{{0,30}}?(?:{kinds})[^:=]{{0,30}}[:=]")


@cache
def _no() -> re.Pattern[str]:
    return re.compile(rf"[:=?|]\s*(?:[-–—/]+|(?:{alternatives('choice_words', 'unfilled')}))[\s.!]*$")


@cache
def _yes() -> re.Pattern[str]:
    return re.compile(rf"[:=?|]\s*(?:x|✓|✔|(?:{alternatives('answers', 'yes')}))[\s.!]*$")
