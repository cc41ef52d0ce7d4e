"""The dates that a mail names, and whether somebody wants to come on them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale

from processor.domain.event import Event
from processor.reading.events.lines import lines_of
from processor.reading.letter.layout import Layout
from processor.reading.letter.text import Part
from processor.reading.lexicon import alternatives, fold, longest_first, tables, words
from processor.reading.numbers import DIGITS

_LANGUAGES = ("de", "en", "fr", "tr", "ar", "fa", "uk", "ru", "pl", "ro", "es", "it", "pt", "sq", "sr_Latn", "hr",
              "bg", "el", "nl", "cs", "hu", "am", "ti", "so")
_NUMERIC = re.compile(r"(?<![\d.,/:-])(\d{1,2})\s?[./-]\s?(\d{1,2})(?!\d)(?:\s?[./-]\s?(20\d\d|\d{2})(?!\d|[:.]\d|\s?uhr))?(?!\s?(?:uhr|h\b|€|euro|%))")
_EAST_ASIAN = re.compile(r"(?<!\d)(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]")
_VIETNAMESE = re.compile(r"ngay\s(\d{1,2})\s(?:thang|/)\s(\d{1,2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DAY_ONLY = re.compile(
    r"(?:(?<!\w)(?:am|dem|den|zum|der|on the|le|il|el|dia|ليوم)\s+(\d{1,2})(?:\.|ten|th|st|nd|rd)?(?!\w|[.:]\d|\s?(?:uhr|pers|leute))"
    r"|(?<![\w.:])(\d{1,2})-(?:го|ого|е|ге|му|go|ego)(?=\s*(?:$|[.,;!?)]|числа|в?вечер|ввечері|зранку|утром|вранці)))")
# The same month, or none, holds for a day before another: "am 5. und am 19. Oktober", "9., 16. und 23. Juni", "4 и 11 марта".
_ORDINAL = r"(?:\.|ten|th|st|nd|rd|er|-?[гоуея]{1,3})"
_TO = r"(?:(?:am|den|dem|der|zum|auf|fur|on|the|le|du|il|el|dia|na|на)\s+){0,2}"
_JOINED = r"(?:und auch|als auch|und|u\.|sowie|and|et|ve|y|e|i|и|та|і|و|&|\+)"
_DAY_BEFORE = re.compile(rf"(?<![\d.,:/-])(?:(\d{{1,2}})\s?{_ORDINAL}?\s*,?\s*{_JOINED}|(\d{{1,2}})\s?{_ORDINAL}\s*,)\s*{_TO}$")
_DAY_BEFORE_OTHERS = re.compile(rf"(?<![\d.,:/-])(\d{{1,2}})\s?{_ORDINAL}?\s*(?:,|,?\s*{_JOINED})\s*{_TO}$")
_DAY_BEHIND = re.compile(rf"\s*(?:,|,?\s*{_JOINED})\s*{_TO}(\d{{1,2}})(?:\.|th|st|nd|rd)(?![\w.:]|\s?(?:uhr|pers|leute))")
_CLAUSE = re.compile(r"(?<=[!?;])\s+|(?<=[^\d\s.]{3}\.)\s+|\n|,\s+(?=(?:aber|but|doch|sondern|kann)\b)")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_MONTHS = 12
_FAR = 40  # characters in which a day stands before the next of its list


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date as a mail names it.

    Attributes:
        is_wished: its words are about coming.
        is_refused: its words may say that somebody does not come on it.
        is_open: it may be no day, or be left out: the 4 of "Tisch 4 und 11. März", "außer dem 11. März".
    """

    day: int
    month: int
    year: int | None
    line: int
    words: str
    is_wished: bool
    is_refused: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names from `start` to `end`; without month or year where it tells none, `is_open` where the number may be something else."""

    day: int
    month: int | None
    year: int | None
    start: int
    end: int
    is_open: bool = False


def find_dates(text: Layout) -> list[NamedDate]:
    """All dates of subject and body in the order of writing; "am 3." only where it can be but one of the events' days and, beside dates with their month, where somebody wants to come on it."""
    lines = (Part(0, text.subject, fold(text.subject)), *lines_of(text))
    clauses = [(part.number, clause) for part in lines if _DIGIT.search(part.folded) for clause in _CLAUSE.split(part.folded.translate(DIGITS))]
    days = [(number, clause, day) for number, clause in clauses for day in days_in(clause)]
    told = [(number, clause, day) for number, clause, day in days if day.month or _is_wished_too(clause)] if any(day.month for _, _, day in days) else days
    return [date for number, clause, day in told for date in _named(day, clause, number, text.events)]


def _named(day: Day, clause: str, number: int, events: Sequence[Event]) -> Iterator[NamedDate]:
    month = day.month or _month_of(day.day, events)
    if month:
        elsewhere = _elsewhere().search(clause[max(0, day.start - 24):day.start]) is not None
        wishes = _is_about_coming(clause)
        yield NamedDate(day.day, month, day.year, number, clause[day.start:day.end].strip(), wishes and day.month is not None and not elsewhere, _is_refused(clause, day), day.is_open or _is_excepted(clause, day))


def _is_about_coming(folded: str) -> bool:
    """Whether a folded text has words for taking part."""
    return _attending().search(folded) is not None


def _is_wished_too(clause: str) -> bool:
    return _is_about_coming(clause) or says("too", clause)


def _is_refused(clause: str, day: Day) -> bool:
    """Whether the words at a day may say that somebody does not come on it: "02.03. nein", "nicht am 2. März", "am 2. März kann ich nicht", "statt am 2. März"."""
    return _refused_behind().match(clause, day.end) is not None or _before("refusing").search(clause[:day.start]) is not None


def _is_excepted(clause: str, day: Day) -> bool:
    return _before("except").search(clause[:day.start]) is not None


def days_in(folded: str) -> list[Day]:
    """The days that a folded text with Latin digits names; those without their month ("am 3.") are open where it names others beside them."""
    found = [Day(int(m[1]), int(m[2]), _year(m[3]), m.start(), m.end()) for m in _NUMERIC.finditer(folded) if 1 <= int(m[2]) <= _MONTHS]
    found += [Day(int(m[3]), int(m[2]), int(m[1]), m.start(), m.end()) for m in _ISO.finditer(folded)]
    found += [Day(int(m[1]), int(m[2]), None, m.start(), m.end()) for m in _VIETNAMESE.finditer(folded)]
    found += [Day(int(m[2]), int(m[1]), None, m.start(), m.end()) for m in _EAST_ASIAN.finditer(folded)]
    found += [Day(int(m["day"] or m["late"]), month_names()[m["month"] or m["early"]], _year(m["year"]), m.start(), m.end()) for m in _written().finditer(folded) if not _is_other_word(folded, m)]
    found += [Day(number, day.month, day.year, start, end, is_open) for day in found for number, start, end, is_open in _days_before(folded, day.start)]
    alone = [Day(number, None, None, start, end) for m in _DAY_ONLY.finditer(folded) for number, start, end in ((int(m[1] or m[2]), m.start(), m.end()), *_days_behind(folded, m.end()))]
    beside = [replace(day, month=found[0].month, is_open=True) for day in alone if found and not any(day.start < other.end and other.start < day.end for other in found)]
    return [day for day in (*(found or alone), *beside) if 1 <= day.day <= 31 and (day.month is None or 1 <= day.month <= _MONTHS)]


def _days_before(folded: str, start: int) -> Iterator[tuple[int, int, int, bool]]:
    """The days of a list that ends before `start`, each with the places where it begins and ends, and whether it may be the number of a room, of people or of years ("wir sind zu 4 und am 11. März …")."""
    found: list[tuple[int, int, int]] = []
    while match := (_DAY_BEFORE_OTHERS if found else _DAY_BEFORE).search(folded[max(0, start - _FAR):start]):
        place = start = max(0, start - _FAR) + match.start()
        found.append((int(next(filter(None, match.groups()))), place, place + len(match[0])))
    is_open = _may_begin().search(folded[:start]) is None
    yield from ((*day, is_open) for day in found)


def _days_behind(folded: str, end: int) -> Iterator[tuple[int, int, int]]:
    """The days of a list that goes on at `end`."""
    while match := _DAY_BEHIND.match(folded, end):
        yield int(match[1]), match.start(1), match.end()
        end = match.end()


def _is_other_word(clause: str, found: re.Match[str]) -> bool:
    """'26. mein Name ist …': "mei" is May in Dutch, "mein" is not."""
    name = "month" if found["month"] else "early"
    whole = _LETTERS.match(clause, found.start(name))
    return whole is not None and whole.end() > found.end(name) and whole[0] in words("function_words")


def _month_of(day: int, events: Sequence[Event]) -> int | None:
    """The month that a mere day can mean: that of all events, or that of the one event on such a day."""
    months = {day_of(event).month for event in events}
    fitting = {day_of(event).month for event in events if day_of(event).day == day}
    return next(iter(months)) if len(months) == 1 else next(iter(fitting)) if len(fitting) == 1 else None


def says(section: str, folded: str) -> bool:
    """Whether a folded text has a word of a section of lexicon/dates.toml."""
    return _any_of(section).search(folded) is not None


def ids_of(events: Sequence[Event]) -> tuple[str, ...]:
    """The events' ids, in their order."""
    return tuple(event.id for event in events)


def day_of(event: Event) -> date:
    """The day on which the event begins, in its own time zone."""
    return event.starts_at.astimezone(ZoneInfo(event.timezone)).date()


def _year(written: str | None) -> int | None:
    if not written:
        return None
    return int(written) if len(written) == 4 else 2000 + int(written)


@cache
def month_names() -> dict[str, int]:
    """Folded month names, in full and short, of all languages."""
    found: dict[str, int] = {}
    for number, names in tables("dates")["months"].items():
        found.update({fold(name): int(number) for name in names})
    for language in _LANGUAGES:
        for form in ("format", "stand-alone"):
            for number, name in Locale.parse(language).months[form]["wide"].items():
                found.setdefault(fold(name), number)
    return {name: number for name, number in found.items() if len(name) > 1}


@cache
def _written() -> re.Pattern[str]:
    """"13. Dezember 2024", "13 Aralık'ta", "December 13th, 2024"."""
    names = longest_first(month_names())
    year = r"(?:[\s,]{1,3}(?P<year>20\d\d))?"
    day = r"\d{1,2}"
    return re.compile(
        rf"(?<!\d)(?:(?P<day>{day})\s?(?:\.|ten|er|th|st|nd|rd|-?го|-?е|-?ого|ي)?\s?(?:of |de |d[ei] |يوم |من |'?e )?"
        rf"(?P<month>{names})(?![^\W\d_]{{3}})"
        rf"|(?<!\w)(?P<early>{names})\s(?:the\s)?(?P<late>{day})(?:th|st|nd|rd)?(?!\d|:)){year}")


@cache
def _refused_behind() -> re.Pattern[str]:
    return re.compile(rf"[\s:=.,()\[\]–-]{{0,4}}(?:{alternatives('dates', 'refused')}|{alternatives('choice_words', 'unfilled')})(?!\w)")


@cache
def _before(section: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', section)})\s+(?:[^\W\d_]+,?\s+)?{_TO}$")


@cache
def _any_of(section: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', section)})(?!\w)")


@cache
def _may_begin() -> re.Pattern[str]:
    """What may stand before the first of several days: nothing, a preposition, a day of the week."""
    days = "|".join(re.escape(fold(word)) for names in tables("dates")["weekdays"].values() for word in names)
    return re.compile(rf"(?:^|\n|(?<!\w)(?:{alternatives('dates', 'before_days')}|{days}),?)\s*$")


@cache
def _attending() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:an|ab|teil|ge)?(?:{alternatives('dates', 'attending')})")


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', 'elsewhere')})\s*(?:\w+,?\s)?(?:dem |den |der |the |le )?$")
