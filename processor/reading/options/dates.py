"""Options on different days, told by their date: "für den 3. Februar", "am 1.2.", "на 6 лютого"."""

from functools import cache

from processor.domain.event import Choices
from processor.reading.events.dates import Day, days_in
from processor.reading.lexicon import fold, pattern
from processor.reading.options.wishes import is_either, is_former, wanted


def options_on(clause: str, choices: Choices) -> tuple[str, ...]:
    """The options on the days that a clause tells, in the event's order; () where fewer than two options bear a date of their own, or it denies or cannot decide."""
    days = _days_of(choices)
    folded = wanted(clause)
    if len(days) < 2 or pattern("acts", "negation").search(folded):
        return ()
    told = [day for day in days_in(folded) if not day.is_open and not is_former(folded, day.start, day.end)]
    picked = tuple(option for option, on in days.items() if any(_is_same(on, day, days) for day in told))
    return () if len(picked) > 1 and is_either(folded) else picked


def _is_same(on: Day, told: Day, days: dict[str, Day]) -> bool:
    """A day without its month ("am 3.") means the only option on such a day."""
    if told.month is None:
        return on.day == told.day and sum(other.day == told.day for other in days.values()) == 1
    return (on.day, on.month) == (told.day, told.month)


@cache
def _days_of(choices: Choices) -> dict[str, Day]:
    """The day of each option that bears one date; {} unless they all differ."""
    found = {option: days[0] for option in choices.options if len(days := [day for day in days_in(fold(option)) if day.month is not None and not day.is_open]) == 1}
    return found if len({(day.day, day.month) for day in found.values()}) == len(found) else {}
