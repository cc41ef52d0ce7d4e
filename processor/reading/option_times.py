"""Options that begin at different times, told by the time of day: "den um 10", "halb elf", "der letzte Termin"."""

import re
from dataclasses import dataclass
from functools import cache

from processor.domain.event import Event
from processor.reading.announced_options import announced_behind
from processor.reading.lexicon import alternatives, fold
from processor.reading.numbers import DIGITS, number_of

_HALF_A_DAY = 12 * 60
_RANGE = re.compile(r"(?<![\d.:])(\d{1,2})(?:[.:](\d\d))?(?: uhr)?\s*(?:-|–|bis)\s*(\d{1,2})(?:[.:](\d\d))?(?=\s*(?:uhr|h)\b)")
_SAID_IN_WORDS = 12


@dataclass(frozen=True, slots=True)
class _Time:
    """A time of day in a text, in minutes after midnight."""

    start: int
    minutes: int


def options_at(clause: str, event: Event) -> tuple[str, ...]:
    """The options whose beginning the clause tells, in the event's order; () where not all options begin at times of their own."""
    begins = begins_of(event)
    folded = fold(clause).translate(DIGITS)
    told = {time.minutes for time in _times_in(folded) if not _bounds().search(folded[:time.start])}
    by_time = tuple(option for option, begin in begins.items() if begin in told)
    by_time = by_time or tuple(option for option, begin in begins.items() if {begin - _HALF_A_DAY} & told)
    return by_time or _outermost(folded, begins)


@cache
def begins_of(event: Event) -> dict[str, int]:
    """When each option begins, in minutes after midnight: by its own wording, else by what the announcement says right behind it; {} unless all differ."""
    if event.choices is None:
        return {}
    behind = announced_behind(event)
    found = {option: times[0].minutes for option in event.choices.options if (times := _times_of_option(fold(option)) or _times_of_option(behind.get(option, "")))}
    return found if len(set(found.values())) == len(event.choices.options) else {}


def _times_of_option(folded: str) -> list[_Time]:
    ranges = [_Time(match.start(), _minutes(match[1], match[2])) for match in _RANGE.finditer(folded)]
    return ranges or _times_in(folded)


def _times_in(folded: str) -> list[_Time]:
    return [*_in_digits(folded), *_in_words(folded)]


def _in_digits(folded: str) -> list[_Time]:
    """A bare number is a time only beside a word that says so; "9:30" is one anyway, "9.30" is no date."""
    ranges = [_Time(match.start(), _minutes(match[1], match[2])) for match in _RANGE.finditer(folded)]
    plain = [_Time(match.start("hour"), _minutes(match["hour"], match["minute"])) for match in _digits().finditer(folded) if match["minute"] or match["before"] or match["behind"]]
    return ranges + [time for time in plain if time.minutes < 2 * _HALF_A_DAY]


def _in_words(folded: str) -> list[_Time]:
    """"um neun", "halb elf"."""
    found = []
    for match in _words().finditer(folded):
        hour = number_of(match["word"])
        if hour is not None and hour <= _SAID_IN_WORDS:
            found.append(_Time(match.start(), hour * 60 - (30 if match["half"] else 0)))
    return found


def _minutes(hour: str, minute: str | None) -> int:
    return int(hour) * 60 + int(minute or 0)


def _outermost(folded: str, begins: dict[str, int]) -> tuple[str, ...]:
    """The earliest or the latest of the options: "der frühere Termin", "die letzte Runde"."""
    found = [pick(begins, key=begins.__getitem__) for section, pick in (("earliest", min), ("latest", max)) if begins and _outer(section).search(folded)]
    return tuple(found) if len(found) == 1 else ()


@cache
def _digits() -> re.Pattern[str]:
    before, behind = alternatives("choice_words", "time_before"), alternatives("choice_words", "time_behind")
    return re.compile(rf"(?<![\w.:,/-])(?P<before>(?:{before})\s*)?(?<![\d.:])(?P<hour>\d{{1,2}})(?:(?:[:h]|(?<!\d{{3}})\.(?=[0134][05](?!\s*(?:€|euro))))(?P<minute>\d\d))?(?![\d.:/]\d|\d)(?P<behind>\s*(?:{behind})(?!\w))?")


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:(?P<half>{alternatives('choice_words', 'time_half')})|{alternatives('choice_words', 'time_before')})\s+(?P<word>[^\W\d_]+)(?!\w)")


@cache
def _bounds() -> re.Pattern[str]:
    """What stands before a time that only bounds another: "bis 14 Uhr arbeite ich"."""
    return re.compile(rf"(?<!\w)(?:{alternatives('choice_words', 'time_bounds')})\s+(?:(?:{alternatives('choice_words', 'time_before')})\s+)?$")


@cache
def _outer(section: str) -> re.Pattern[str]:
    word, slot = rf"(?:{alternatives('choice_words', section)})\w{{0,4}}", rf"(?:{alternatives('choice_words', 'slots')})\w{{0,3}}"
    return re.compile(rf"(?<!\w)(?:{word}\s+(?:\w+\s+)?{slot}|{slot}\s+{word})(?!\w)")
