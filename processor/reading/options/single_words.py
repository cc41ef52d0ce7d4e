"""The options of an event that a single word may mean: who leads one, a word of its title, the part of the day, its place in the row."""

import re
from functools import cache, lru_cache

from processor.domain.event import Choices, Event
from processor.reading.lexicon import fold, mapping
from processor.reading.notions import is_said, stems_of
from processor.reading.options.leaders import leaders_of
from processor.reading.options.times import PARTS_OF_THE_DAY, begins_of
from processor.reading.options.wording import options_named_by

_LONGEST_ENDING = 2  # "zweiten", "второму"
_SHORTEST = 3  # letters of a word of a title, unless it is an abbreviation
_PIECE = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile(r"(?<!\w)[A-ZÄÖÜ]{2}(?!\w)")


@lru_cache(maxsize=10_000)
def options_meant_by(word: str, event: Event) -> tuple[str, ...]:
    """The options that a folded word ("alpha-forum"), or a piece of it, may mean, in the event's spelling; () for a word that says nothing of them. Whether it picks one is for the mail to tell."""
    if event.choices is None:
        return ()
    return tuple(dict.fromkeys(option for piece in _PIECE.findall(word) for option in _meant_by(piece, event, event.choices)))


def _meant_by(word: str, event: Event, choices: Choices) -> tuple[str, ...]:
    leader = leaders_of(event).get(word)
    if leader:
        return (leader,)
    if len(word) < _SHORTEST:
        return tuple(option for option in choices.options if word in map(fold, _ABBREVIATION.findall(option)))
    return options_named_by(word, choices, event.title) or _in_part_of_day(word, event) or _by_place(word, choices.options)


def _in_part_of_day(word: str, event: Event) -> tuple[str, ...]:
    return next((options for part, options in _parts_of(event).items() if is_said(word, (word,), stems_of(frozenset({part})))), ())


@cache
def _parts_of(event: Event) -> dict[str, tuple[str, ...]]:
    """The parts of the day in which one option alone begins."""
    found: dict[str, list[str]] = {}
    for option, begin in begins_of(event).items():
        part = next(part for part, end in PARTS_OF_THE_DAY.items() if begin < end)
        found.setdefault(part, []).append(option)
    return {part: tuple(options) for part, options in found.items() if len(options) == 1}


def _by_place(word: str, options: tuple[str, ...]) -> tuple[str, ...]:
    """"zweite" for the second option."""
    places = (int(place) - 1 for ordinal, place in mapping("ordinals").items() if word.startswith(ordinal) and len(word) <= len(ordinal) + _LONGEST_ENDING)
    place = next(places, len(options))
    return options[place:place + 1]
