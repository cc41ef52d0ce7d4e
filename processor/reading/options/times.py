"""Options that begin at different times, told by the time of day: "den um 10", "halb elf", "der letzte Termin"."""

import re
from dataclasses import dataclass
from functools import cache

from processor.domain.event import Choices, Event
from processor.reading.lexicon import alternatives, fold, pattern, tables
from processor.reading.notions import is_said, stems_of
from processor.reading.numbers import number_of
from processor.reading.options.announced import announced_behind
from processor.reading.options.spans import SPAN, minutes_of, options_within
from processor.reading.options.wishes import is_either, is_former, wanted

_DAY = 24 * 60
_HALF_A_DAY = 12 * 60
_LAST_HOUR_IN_WORDS = 12
_SHORT = 4  # letters of a word that takes no endings
_FIRST_HOUR = 7  # of a day's events: "um zwei" is in the afternoon
_LETTERS = re.compile(r"[^\W\d_]+")
# Notions of lexicon/notions.toml, and up to which minute of the day they last.
PARTS_OF_THE_DAY = {"morning": 12 * 60, "afternoon": 17 * 60, "evening": 24 * 60}


@dataclass(frozen=True, slots=True)
class _Time:
    """A time of day in a text, in minutes after midnight; `is_rough`: it may mean the afternoon as well."""

    start: int
    end: int
    minutes: int
    is_rough: bool = False


def options_at(clause: str, event: Event) -> tuple[str, ...]:
    """The options within a span of time or whose beginning the clause tells, in the event's order; () where not all options begin at times of their own, or it cannot decide."""
    if within := options_within(clause, event):
        return within
    begins = begins_of(event)
    folded = wanted(clause)
    times = [time for time in _times_in(folded) if _is_meant(folded, time)]
    told = {time.minutes for time in times}
    rough = {time.minutes for time in times if time.is_rough}
    picked = tuple(option for option, begin in begins.items() if begin in told) or tuple(option for option, begin in begins.items() if begin - _HALF_A_DAY in rough)
    if len(picked) > 1 and is_either(folded):
        return ()
    return picked or _outermost(folded, begins) or _in_part_of_day(times, event)


@cache
def begins_of(event: Event) -> dict[str, int]:
    """When each option begins, in minutes after midnight: by its own wording, else by what the announcement says right behind it; {} unless all differ that begin at a time."""
    if event.choices is None:
        return {}
    behind = announced_behind(event)
    titled = {option: times[0].minutes for option in event.choices.options if (times := _times_in(fold(option)))}
    announced = {option: times[0].minutes for option in event.choices.options if (times := _times_in(behind.get(option, "")))}
    begins = announced | titled
    if len(begins) < len(event.choices.options):
        begins = titled if len(titled) > 1 else {}
    return begins if len(set(begins.values())) == len(begins) else {}


@cache
def groups_of(choices: Choices) -> tuple[tuple[str, ...], ...]:
    """The options in groups of which one picks apart: those called by a time or a part of the day ("Abend (18 Uhr)"), and the others ("Yoga"); all in one group where fewer than two are of either kind."""
    timed = tuple(option for option in choices.options if _times_in(fold(option)) or any(is_of_part(option, part) for part in PARTS_OF_THE_DAY))
    others = tuple(option for option in choices.options if option not in timed)
    return (timed, others) if min(len(timed), len(others)) > 1 else (choices.options,)


def is_of_part(option: str, part: str) -> bool:
    """Whether an option is called by this part of the day, in whatever words."""
    return is_said(fold(option), _LETTERS.findall(fold(option)), stems_of(frozenset({part})))


def _in_part_of_day(times: list[_Time], event: Event) -> tuple[str, ...]:
    """'um 9 Uhr' for the one that is called "Vormittag"; a rough time is one by day."""
    named = _by_part_of_day(event)
    minutes = [time.minutes + (_HALF_A_DAY if time.is_rough and time.minutes < _FIRST_HOUR * 60 else 0) for time in times]
    parts = {next((part for part, end in PARTS_OF_THE_DAY.items() if minute < end and part in named), "") for minute in minutes}
    return tuple(option for part, option in named.items() if part in parts)


@cache
def _by_part_of_day(event: Event) -> dict[str, str]:
    """The parts of the day by which the options are called, in the order of the day; {} unless each that tells a time goes by one of its own."""
    if event.choices is None:
        return {}
    named = {part: [option for option in event.choices.options if is_of_part(option, part)] for part in PARTS_OF_THE_DAY}
    found = {part: options[0] for part, options in named.items() if len(options) == 1}
    return found if set(found.values()) == set(groups_of(event.choices)[0]) and len(set(found.values())) == len(found) else {}


def _is_meant(folded: str, time: _Time) -> bool:
    """Whether the time is not one that only bounds another ("bis 14 Uhr arbeite ich"), was picked before, or is denied."""
    start = folded.rfind(",", 0, time.start) + 1
    piece = folded[start:folded.find(",", time.end) if "," in folded[time.end:] else len(folded)]
    return not (_bounds().search(folded[:time.start]) or is_former(folded, time.start, time.end) or pattern("acts", "negation").search(piece))


def _times_in(folded: str) -> list[_Time]:
    """Spans of time by their beginning, then times in digits and in words."""
    found = [_Time(match.start(), match.end(), minutes_of(match[1], match[2])) for match in SPAN.finditer(folded)]
    for time in (*_in_words(folded), *_in_digits(folded)):
        if not any(other.start < time.end and time.start < other.end for other in found):
            found.append(time)
    return [time for time in found if time.minutes < _DAY]


def _in_digits(folded: str) -> list[_Time]:
    """With minutes a number is a time ("9:30", "11h30"); without them only beside a word that says so."""
    return [_Time(match.start(), match.end(), minutes_of(match["hour"], match["minute"]), match["minute"] is None) for match in _digits().finditer(folded)
            if match["minute"] or match["behind"] or (match["before"] and not _is_number_of_things(folded[match.end():]))]


def _in_words(folded: str) -> list[_Time]:
    """"um neun", "halb elf", "halb 11", "elf Uhr"."""
    found = []
    for match in _words().finditer(folded):
        hour = number_of(match["word"] or match["hour"])
        if hour is not None and hour <= _LAST_HOUR_IN_WORDS and not _is_number_of_things(folded[match.end():]):
            found.append(_Time(match.start(), match.end(), hour * 60 - (30 if match["half"] else 0), is_rough=True))
    return found


def _is_number_of_things(behind: str) -> bool:
    """"um zwei Plätze", "um eine Bestätigung"."""
    return _things().match(behind) is not None


def _outermost(folded: str, begins: dict[str, int]) -> tuple[str, ...]:
    """The earliest or the latest of the options: "der frühere Termin", "die letzte Runde"."""
    found = [pick(begins, key=begins.__getitem__) for section, pick in (("earliest", min), ("latest", max)) if begins and _outer(section).search(folded)]
    return tuple(found) if len(found) == 1 and not pattern("acts", "negation").search(folded) else ()


@cache
def _digits() -> re.Pattern[str]:
    before, behind = alternatives("choice_words", "time_before"), alternatives("choice_words", "time_behind")
    minute = r"(?:[:h]|\.(?=(?:[0134][05](?!\.)|[1-4]5\.|[345]0\.)(?!\.?\d)(?!\s*(?:€|euro))))(?P<minute>\d\d)"
    return re.compile(rf"(?<![\w.:,/–-])(?P<before>(?:{before})\s*)?(?<![\d.:])(?P<hour>\d{{1,2}})(?:{minute})?(?![\d.:/]\d|\d)(?P<behind>h(?!\w)|\s*(?:{behind})(?!\w))?")


@cache
def _words() -> re.Pattern[str]:
    half, before, behind = (alternatives("choice_words", name) for name in ("time_half", "time_before", "time_behind"))
    return re.compile(rf"(?<!\w)(?:(?:(?P<half>{half})\s+|(?:{before})\s+(?!{half})(?=[^\W\d_]))(?P<word>[^\W_]+)|(?P<hour>[^\W\d_]+)\s+(?:{behind}))(?!\w)")


@cache
def _things() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{alternatives('choice_words', 'no_times')})")


@cache
def _bounds() -> re.Pattern[str]:
    """What stands before a time that only bounds another."""
    return re.compile(rf"(?<!\w)(?:{alternatives('choice_words', 'time_bounds')})\s+(?:(?:{alternatives('choice_words', 'time_before')})\s+)?$")


@cache
def _outer(section: str) -> re.Pattern[str]:
    word, slot = _with_endings(section), _with_endings("slots")
    return re.compile(rf"(?<!\w)(?:{word} {slot}|{slot} {word})(?!\w)")


def _with_endings(section: str) -> str:
    listed = sorted({fold(word) for word in tables("choice_words")[section]["words"]}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word) + (r"\w{0,4}" if len(word) > _SHORT else "") for word in listed) + ")"
