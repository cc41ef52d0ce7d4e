"""Options that last from one time of day to another, told by such a span: "12 bis 14", "de midi à 14 h", "zwischen zwei und vier"."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

from processor.domain.event import Event
from processor.reading.lexicon import alternatives, fold, mapping, pattern
from processor.reading.numbers import number_of
from processor.reading.options.wishes import is_former, wanted

_NOON = 12 * 60
# "9.00–10.30 Uhr", "9 bis 10 Uhr", "9:00-10:30": plainly times of day.
SPAN = re.compile(r"(?<![\d.:])(\d{1,2})(?:[.:](\d\d))?(?: uhr)?\s*(?:-|–|bis)\s*(\d{1,2})(?:[.:](\d\d))?(?:(?=\s*(?:uhr|h)\b)|(?<=[.:]\d\d)(?!\d))")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?")


def options_within(clause: str, event: Event) -> tuple[str, ...]:
    """The options that lie within a span of time which begins where one of them does and ends where one does, in the event's order; () where the clause tells none, or denies it."""
    lasting = _spans_of(event)
    folded = wanted(clause)
    spans = list(_spans_in(folded, lasting)) if lasting else []
    return tuple(option for option, (start, end) in lasting.items() if any(begin <= start and end <= finish for begin, finish in spans))


@cache
def _spans_of(event: Event) -> Mapping[str, tuple[int, int]]:
    """From when to when each option lasts, in minutes after midnight; {} where fewer than two say so."""
    options = event.choices.options if event.choices else ()
    found = {option: (minutes_of(match[1], match[2]), minutes_of(match[3], match[4])) for option in options if (match := SPAN.search(fold(option)))}
    return found if len(found) > 1 else {}


def _spans_in(folded: str, lasting: Mapping[str, tuple[int, int]]) -> Iterator[tuple[int, int]]:
    starts, ends = {start for start, _ in lasting.values()}, {end for _, end in lasting.values()}
    for match in (*_from_to().finditer(folded), *_between().finditer(folded)):
        told = product(_readings(match["start"]), _readings(match["end"]))
        fitting = next(((start, end) for start, end in told if start < end and start in starts and end in ends), None)
        if fitting is not None and not is_former(folded, match.start(), match.end()) and not _is_denied(folded, match.start(), match.end()):
            yield fitting


def _readings(said: str) -> tuple[int, ...]:
    """The minutes after midnight that a time may mean: "vier" is at four or at sixteen."""
    clock = _CLOCK.fullmatch(said)
    hour = number_of(said)
    minutes = minutes_of(clock[1], clock[2]) if clock else hour * 60 if hour is not None else _NOON
    return (minutes, minutes + _NOON) if minutes <= _NOON else (minutes,)


def _is_denied(folded: str, start: int, end: int) -> bool:
    """By a word beside the span; Albanian "ne" within it says "at"."""
    before, behind = folded[:start].rpartition(",")[2], folded[end:].partition(",")[0]
    return any(pattern("acts", "negation").search(piece) for piece in (before, behind))


@cache
def _from_to() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,:/–-]){_time('start')}\s*(?:[-–]|(?:{alternatives('choice_words', 'span_to')})(?!\w))\s*{_time('end')}{_no_more()}")


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('choice_words', 'span_between')})\s+{_time('start')}\s+(?:{alternatives('people', 'and')}|i|y|e|u)\s+{_time('end')}{_no_more()}")


def _time(name: str) -> str:
    """A time of day with the words that may stand around it."""
    hours = "|".join(sorted((word for word, number in mapping("numbers").items() if int(number) * 60 <= _NOON), key=len, reverse=True))
    before, behind = alternatives("choice_words", "time_before"), alternatives("choice_words", "time_behind")
    return rf"(?:(?:{before})\s+)?(?P<{name}>\d{{1,2}}(?:[:.h]\d\d)?|(?:{hours}|{alternatives('choice_words', 'noon')})(?!\w))(?:\s*(?:{behind}|h)(?!\w))?"


def _no_more() -> str:
    """Neither a longer number nor what is counted follows: "10 bis 12 Leute"."""
    return rf"(?![\w/]|[.:]\d)(?!\s+(?:{alternatives('choice_words', 'no_times')}))"


def minutes_of(hour: str, minute: str | None) -> int:
    """The minutes after midnight of a time in digits."""
    return int(hour) * 60 + int(minute or 0)
