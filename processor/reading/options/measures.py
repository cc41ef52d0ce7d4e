"""Options of different lengths or prices, told by a number and its unit: "5 Kilometer", "10km", "на 3 км"."""

import re
from functools import cache

from processor.domain.event import Choices
from processor.reading.lexicon import alternatives, fold, tables
from processor.reading.options.wishes import is_either, is_former, wanted

_SHORT = 4  # letters of a unit that takes no endings


def options_measuring(clause: str, choices: Choices) -> tuple[str, ...]:
    """The options whose measure a clause names, in the event's order; () where fewer than two options bear one of their own, or it cannot decide."""
    measures = _measures_of(choices)
    if len(measures) < 2:
        return ()
    folded = wanted(clause)
    if is_either(folded) and len({measure for measure in measures.values() if re.search(rf"(?<![\d.,]){re.escape(measure[0])}(?![.,]?\d)", folded)}) > 1:
        return ()
    told = {measure for measure, start, end in _measures_in(folded) if not is_former(folded, start, end) and not _is_distance(folded[end:])}
    return tuple(option for option, measure in measures.items() if measure in told)


def _is_distance(behind: str) -> bool:
    """'Wir wohnen 5 km entfernt.'"""
    return re.match(rf"\s+(?:{alternatives('choice_words', 'distant')})(?!\w)", behind) is not None


@cache
def _measures_of(choices: Choices) -> dict[str, tuple[str, str]]:
    """Number and unit of each option that bears one such measure; {} unless they all differ."""
    found = {option: measures[0][0] for option in choices.options if len(measures := _measures_in(fold(option))) == 1}
    return found if len(set(found.values())) == len(found) else {}


def _measures_in(folded: str) -> list[tuple[tuple[str, str], int, int]]:
    """Each measure with its place in a folded text."""
    return [((match["number"].replace(",", "."), next(unit for unit in tables("units") if match[unit])), match.start(), match.end()) for match in _pattern().finditer(folded)]


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(rf"(?P<{unit}>(?:{_words(table['words'])})(?!\w))" for unit, table in tables("units").items())
    return re.compile(rf"(?<![\w.,:])(?P<number>\d{{1,4}}(?:[.,]\d{{1,2}})?)[\s-]{{0,2}}(?:{units})")


def _words(listed: list[str]) -> str:
    return "|".join(re.escape(word) + (r"\w{0,4}" if len(word) > _SHORT else "") for word in sorted(map(fold, listed), key=len, reverse=True))
