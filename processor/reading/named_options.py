"""The options of an event that a single word or number may mean: who leads one, a word of its title, the part of the day, its place in the row, its letter, the hour at which it begins."""

import re
from functools import cache, lru_cache

from processor.domain.event import Choices, Event
from processor.reading.leaders import leaders_of
from processor.reading.lexicon import fold, mapping, words
from processor.reading.notions import is_said, stems_of
from processor.reading.numbers import number_of
from processor.reading.option_signs import SIGN, signs_of
from processor.reading.option_times import begins_of
from processor.reading.options import options_named_by

# Notions of lexicon/notions.toml, and up to which minute of the day they last.
_PARTS_OF_THE_DAY = {"morning": 12 * 60, "afternoon": 17 * 60, "evening": 24 * 60}
_LONGEST_ENDING = 2  # "zweiten", "второму"
_SHORTEST = 3  # letters of a word of a title, unless it is an abbreviation
_HALF_A_DAY = 12  # hours
_PIECE = re.compile(r"[^\W\d_]+|\d+")
_ABBREVIATION = re.compile(r"(?<!\w)[A-ZÄÖÜ]{2}(?!\w)")


@lru_cache(maxsize=10_000)
def options_meant_by(word: str, event: Event) -> tuple[str, ...]:
    """The options that a folded word ("alpha-forum"), or a piece of it, may mean, in the event's spelling; () for a word that says nothing of them. Whether it picks one is for the mail to tell."""
    if event.choices is None:
        return ()
    return tuple(dict.fromkeys(option for piece in _PIECE.findall(word) if not piece.isdigit() for option in _meant_by(piece, event, event.choices)))


@lru_cache(maxsize=10_000)
def options_numbered(word: str, event: Event) -> tuple[str, ...]:
    """The options that folded digits, a number word or a letter may mean, by their own sign or place in the row, then by the hour at which they begin; () for all other words."""
    if event.choices is None:
        return ()
    own = {match["sign"].lower() for option in event.choices.options if (match := SIGN.match(option))}
    if len(word) == 1 and word in own:
        return (event.choices.options[signs_of(event.choices)[word]],)
    number = None if word in words("function_words") and number_of(word) == 1 else number_of(word)  # "ein" is mostly no number
    if number is None:
        return ()
    place = signs_of(event.choices).get(str(number))
    return tuple(dict.fromkeys((*(() if place is None else (event.choices.options[place],)), *_at_hour(number, event))))


def _meant_by(word: str, event: Event, choices: Choices) -> tuple[str, ...]:
    leader = leaders_of(event).get(word)
    if leader:
        return (leader,)
    if len(word) < _SHORTEST:
        return tuple(option for option in choices.options if word in map(fold, _ABBREVIATION.findall(option)))
    return options_named_by(word, choices) or _in_part_of_day(word, event) or _by_place(word, choices.options)


def _at_hour(hour: int, event: Event) -> tuple[str, ...]:
    """"drei" may be 15 o'clock."""
    begins = {option: begin // 60 for option, begin in begins_of(event).items()}
    found = tuple(option for option, begin in begins.items() if begin == hour) or tuple(option for option, begin in begins.items() if begin == hour + _HALF_A_DAY)
    return found if len(found) == 1 else ()


def _in_part_of_day(word: str, event: Event) -> tuple[str, ...]:
    return next((options for part, options in _parts_of(event).items() if is_said(word, (word,), stems_of(frozenset({part})))), ())


@cache
def _parts_of(event: Event) -> dict[str, tuple[str, ...]]:
    """The parts of the day in which one option alone begins."""
    found: dict[str, list[str]] = {}
    for option, begin in begins_of(event).items():
        part = next(part for part, end in _PARTS_OF_THE_DAY.items() if begin < end)
        found.setdefault(part, []).append(option)
    return {part: tuple(options) for part, options in found.items() if len(options) == 1}


def _by_place(word: str, options: tuple[str, ...]) -> tuple[str, ...]:
    """"zweite" for the second option."""
    places = (int(place) - 1 for ordinal, place in mapping("ordinals").items() if word.startswith(ordinal) and len(word) <= len(ordinal) + _LONGEST_ENDING)
    place = next(places, len(options))
    return options[place:place + 1]
