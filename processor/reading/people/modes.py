"""How each of several people takes part: "Lea Stern vor Ort, Uwe Berg online", "im Saal: Lea Stern, Uwe Berg", "Lea Stern im Saal und ich online"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from processor.domain.event import Mode
from processor.reading import attendance
from processor.reading.letter.text import Part, ReadingText
from processor.reading.lexicon import alternatives, fold
from processor.reading.people.person import Person
from processor.reading.people.persons import find_people, find_writer
from processor.reading.sayings import FIRST_PERSON

_SENTENCE = re.compile(r"[.!?]\s")


def modes_of(text: ReadingText, coming: Sequence[Person]) -> dict[Person, Mode]:
    """The mode of each who comes; {} where it is not told of everybody, or the same of all."""
    found = {person: mode for part in text.body for person, mode in _in_line(text, part, coming)}
    writer = find_writer(text, find_people(text))
    own = _of_writer(text)
    if writer is not None and writer in coming and own is not None:
        found.setdefault(writer, own)
    return found if len(found) == len(coming) and len(set(found.values())) > 1 else {}


def _in_line(text: ReadingText, part: Part, coming: Sequence[Person]) -> Iterator[tuple[Person, Mode]]:
    """Behind each name, or before it where the sentence begins with a mode; names in a row share one."""
    named = sorted(((mention, person) for person in coming for mention in person.mentions if mention.part is part and mention.place == "body" and mention.start >= 0), key=lambda place: place[0].start)
    if not named:
        return
    mentions = [mention for mention, _ in named]
    before = [_mode_in(text, _SENTENCE.split(part.text[start:mention.start])[-1], last=True) for start, mention in zip([0, *(mention.end for mention in mentions)], mentions, strict=False)]
    if before[0] is not None:
        told = _carried(before)
    else:
        behind = [_mode_in(text, part.text[mention.end:end]) for mention, end in zip(mentions, [*(mention.start for mention in mentions[1:]), len(part.text)], strict=True)]
        told = _carried(behind[::-1])[::-1]
    yield from ((person, mode) for (_, person), mode in zip(named, told, strict=True) if mode is not None)


def _carried(modes: Sequence[Mode | None]) -> list[Mode | None]:
    """Each mode holds for those that follow without one."""
    carried: list[Mode | None] = []
    for mode in modes:
        carried.append(mode if mode is not None else carried[-1] if carried else None)
    return carried


def _mode_in(text: ReadingText, said: str, *, last: bool = False) -> Mode | None:
    """The first mode of a few words, or the last."""
    modes = [mode for piece in _pieces().split(fold(said)) if (mode := attendance.mode_at(text, piece)) is not None]
    return (modes[-1] if last else modes[0]) if modes else None


def _of_writer(text: ReadingText) -> Mode | None:
    """'…, ich online': the one mode of all pieces in which somebody says "I"."""
    modes = {mode for part in text.body for piece in _pieces().split(part.folded) if FIRST_PERSON.search(piece) or _i().search(piece) if (mode := attendance.mode_at(text, piece)) is not None}
    return modes.pop() if len(modes) == 1 else None


@cache
def _pieces() -> re.Pattern[str]:
    return re.compile(rf"[,;.!?()]|\s(?:{alternatives('people', 'and')})\s")


@cache
def _i() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('people', 'writer')})(?!\w)")
