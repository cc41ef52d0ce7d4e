"""The dates that a mail names, and whether somebody wants to come on them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale

from processor.domain.event import Event
from processor.reading.letter.layout import Layout, Section
from processor.reading.letter.text import Part, joined
from processor.reading.lexicon import alternatives, fold, tables, words
from processor.reading.numbers import DIGITS

_LANGUAGES = ("de", "en", "fr", "tr", "ar", "fa", "uk", "ru", "pl", "ro", "es", "it", "pt", "sq", "sr_Latn", "hr",
              "bg", "el", "nl", "cs", "hu", "am", "ti", "so")
_NUMERIC = re.compile(r"(?<![\d.,/:-])(\d{1,2})\s?[./-]\s?(\d{1,2})(?!\d)(?:\s?[./-]\s?(\d{4}|\d{2})(?!\d|[:.]\d|\s?uhr))?(?!\s?(?:uhr|h\b|€|euro|%))")
_EAST_ASIAN = re.compile(r"(?<!\d)(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DAY_ONLY = re.compile(r"(?<!\w)(?:am|dem|den|zum|der|on the|le)\s+(\d{1,2})(?:\.|ten|th|st|nd|rd)?(?![\w.:]|\s?(?:uhr|pers|leute))")
_CLAUSE = re.compile(r"(?<=[!?;])\s+|(?<=[^\d\s.]{3}\.)\s+|\n|,\s+(?=(?:aber|but|doch|sondern|kann)\b)")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date as a mail names it; `is_wished` where its words are about coming."""

    day: int
    month: int
    year: int | None
    line: int
    words: str
    is_wished: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names from `start` to `end`; without month or year where it tells none."""

    day: int
    month: int | None
    year: int | None
    start: int
    end: int


def find_dates(text: Layout) -> Iterator[NamedDate]:
    """All dates of subject and body in the order of writing; "am 3." only where it can be but one of the events' days."""
    lines = [(0, fold(text.subject))]
    body = [Part(line.number, line.text, line.folded) for line in text.body[:MOST_LINES] if line.section is not Section.CLOSING]
    lines += [(part.number, part.folded) for part in joined(body)]
    for number, folded in lines:
        if not _DIGIT.search(folded):
            continue
        for clause in _CLAUSE.split(folded.translate(DIGITS)):
            yield from _dates_of(clause, number, text.events)


def _dates_of(clause: str, number: int, events: Sequence[Event]) -> Iterator[NamedDate]:
    wishes = _attending().search(clause) is not None
    for day in days_in(clause):
        month = day.month or _month_of(day.day, events)
        if month:
            elsewhere = _elsewhere().search(clause[max(0, day.start - 24):day.start]) is not None
            yield NamedDate(day.day, month, day.year, number, clause[day.start:day.end].strip(), wishes and day.month is not None and not elsewhere)


def days_in(folded: str) -> list[Day]:
    """The days that a folded text with Latin digits names; those without their month ("am 3.") only where it names no others."""
    found = [Day(int(m[1]), int(m[2]), _year(m[3]), m.start(), m.end()) for m in _NUMERIC.finditer(folded)]
    found += [Day(int(m[3]), int(m[2]), int(m[1]), m.start(), m.end()) for m in _ISO.finditer(folded)]
    found += [Day(int(m[2]), int(m[1]), None, m.start(), m.end()) for m in _EAST_ASIAN.finditer(folded)]
    found += [Day(int(m["day"] or m["late"]), month_names()[m["month"] or m["early"]], _year(m["year"]), m.start(), m.end()) for m in _written().finditer(folded) if not _is_other_word(folded, m)]
    found = found or [Day(int(m[1]), None, None, m.start(), m.end()) for m in _DAY_ONLY.finditer(folded)]
    return [day for day in found if 1 <= day.day <= 31 and (day.month is None or 1 <= day.month <= 12)]


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
    names = "|".join(re.escape(name) for name in sorted(month_names(), key=len, reverse=True))
    year = r"(?:[\s,]{1,3}(?P<year>20\d\d))?"
    day = r"\d{1,2}"
    return re.compile(
        rf"(?<!\d)(?:(?P<day>{day})\s?(?:\.|ten|er|th|st|nd|rd|-?го|-?е|-?ого|ي)?\s?(?:of |de |d[ei] |يوم |من |'?ê )?"
        rf"(?P<month>{names})(?![^\W\d_]{{3}})"
        rf"|(?<!\w)(?P<early>{names})\s(?:the\s)?(?P<late>{day})(?:th|st|nd|rd)?(?!\d|:)){year}")


@cache
def _attending() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:an|ab|teil|ge)?(?:{alternatives('dates', 'attending')})")


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', 'elsewhere')})\s*(?:\w+,?\s)?(?:dem |den |der |the |le )?$")
