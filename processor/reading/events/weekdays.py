"""The event of a day that is named by the day of the week, or as "morgen" and "heute"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from processor.domain.event import Event
from processor.reading.events.dates import day_of, ids_of, says
from processor.reading.lexicon import alternatives, fold, longest_first, pattern, tables
from processor.reading.numbers import number_of
from processor.reading.options.wishes import is_either

_GOOD_MORNING = re.compile(r"\b(?:gut|schon)\w*\s+morgen\b|^\W*morgen\b")


def on_day(folded: str, events: Sequence[Event], received_on: date) -> tuple[str, ...]:
    """The event of tomorrow or of today where the line says so, else the only one ahead, or the next, on the one day of the week that it names."""
    folded = _GOOD_MORNING.sub(" ", folded)
    for name, days in (("tomorrow", 1), ("today", 0)):
        if says(name, folded):
            return ids_of([event for event in events if day_of(event) == received_on + timedelta(days=days)])
    named = {weekdays()[match["day"]] for match in _day().finditer(folded)}
    if len(named) > 1:
        return _on_days(named, folded, [event for event in events if day_of(event) >= received_on])
    fitting = [event for event in events if day_of(event).weekday() in named]
    ahead = [event for event in fitting if day_of(event) >= received_on] or fitting
    # "Montags" may be any of several Mondays, "Montag" is the next one.
    is_next = any(match["ending"] == "" for match in _day().finditer(folded))
    soon = [event for event in ahead if is_next and day_of(event) < received_on + timedelta(days=7)]
    fitting = ahead if len(ahead) == 1 else soon
    return ids_of(fitting) if len(named) == len(fitting) == 1 else ()


def counts_all_days(folded: str, events: Sequence[Event]) -> bool:
    """'An allen vier Montagen', 'beide Samstage', where each of so many events is on that day of the week."""
    told = {weekdays()[match["day"]] for match in _counted_days().finditer(folded) if number_of(match["number"]) == len(events)}
    return len(told) == 1 and {day_of(event).weekday() for event in events} == told


@cache
def weekdays() -> dict[str, int]:
    """Folded names of the days of the week; Monday is 0."""
    return {fold(word): place for names in tables("dates")["weekdays"].values() for place, word in enumerate(_days_among(names))}


def _on_days(named: set[int], folded: str, ahead: Sequence[Event]) -> tuple[str, ...]:
    """'Für Dienstag mein Mann, für Mittwoch ich': those of several days of the week, where each can be but one; not "ich bin Mittwoch und Donnerstag erreichbar"."""
    fitting = [event for event in ahead if day_of(event).weekday() in named]
    is_plain = _aimed_days(folded) == named and not pattern("acts", "negation").search(folded) and not is_either(folded)
    return ids_of(fitting) if is_plain and sorted(day_of(event).weekday() for event in fitting) == sorted(named) else ()


def _aimed_days(folded: str) -> set[int]:
    return {weekdays()[match["day"]] for match in _day().finditer(folded) if _aim().search(folded[:match.start()])}


def _days_among(names: Sequence[str]) -> Sequence[str]:
    """The first seven of a list are the days; German has two words for the sixth."""
    return [name for name in names if name != "sonnabend"][:7]


@cache
def _aim() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', 'for')})\s+$")


@cache
def _counted_days() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<number>[^\W\d_]+|\d)\s+(?P<day>{longest_first(weekdays())})[^\W\d_]")


@cache
def _day() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<day>{longest_first(weekdays())})(?P<ending>\w*)")
