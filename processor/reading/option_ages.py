"""Options for people of an age, told by somebody's years: "Lina ist 9" for "8 bis 11 Jahre"."""

import re
from functools import cache

from processor.domain.event import Choices
from processor.reading.lexicon import alternatives, fold
from processor.reading.numbers import DIGITS

_OLDEST = 120
_FROM_TO = re.compile(r"(?<!\d)(\d{1,2})\s*(?:bis|-|–)\s*(\d{1,2})\s*jahre")
_UP_TO = re.compile(r"(?<!\w)(?:bis|unter)\s+(\d{1,2})\s*jahre")
_FROM = re.compile(r"(?<!\w)(?:ab|uber)\s+(\d{1,2})\s*jahre")


def options_of_age(clause: str, choices: Choices) -> tuple[str, ...]:
    """The options for those whose years the clause tells, in the event's order; () where fewer than two options are for an age."""
    bounds = _bounds(choices)
    if len(bounds) < 2:
        return ()
    told = {int(match["before"] or match["bare"] or match["behind"]) for match in _years().finditer(fold(clause).translate(DIGITS))}
    return tuple(option for option, (youngest, oldest) in bounds.items() if any(youngest <= years <= oldest for years in told))


@cache
def _bounds(choices: Choices) -> dict[str, tuple[int, int]]:
    return {option: bounds for option in choices.options if (bounds := _bounds_in(fold(option)))}


def _bounds_in(option: str) -> tuple[int, int] | None:
    if match := _FROM_TO.search(option):
        return int(match[1]), int(match[2])
    if match := _UP_TO.search(option):
        return 0, int(match[1])
    if match := _FROM.search(option):
        return int(match[1]), _OLDEST
    return None


@cache
def _years() -> re.Pattern[str]:
    before, behind = alternatives("choice_words", "age_before"), alternatives("choice_words", "age_behind")
    return re.compile(rf"(?<!\w)(?:{before})\s*:?\s*(?P<behind>\d{{1,2}})(?![\d.:/]*\d)(?!\s*(?:uhr|person|leut))|\((?P<bare>\d{{1,2}})\)|(?<![\d.:/])(?P<before>\d{{1,2}})[\s-]*(?:{behind})")
