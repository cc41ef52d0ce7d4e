"""Which of the mailbox's events a mail means, by date, title, "the next" or "both"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale

from processor.domain.event import Event
from processor.domain.request import Evidence
from processor.reading.layout import Layout, Section, lay_out
from processor.reading.lexicon import fold, mapping, tables
from processor.reading.text import ReadingText

_LANGUAGES = ("de", "en", "fr", "tr", "ar", "fa", "uk", "ru", "pl", "ro", "es", "it", "pt", "sq", "sr_Latn", "hr",
              "bg", "el", "nl", "am", "ti", "so")
_NUMERIC = re.compile(r"(?<![\d.,/:-])(\d{1,2})\s?[./-]\s?(\d{1,2})(?!\d)(?:\s?[./-]\s?(\d{4}|\d{2})(?!\d))?(?!\s?(?:uhr|h\b|€|euro|%))")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DAY_ONLY = re.compile(r"(?<!\w)(?:am|dem|den|zum|der|on the|le)\s+(\d{1,2})(?:\.|ten|th|st|nd|rd)?(?![\w.:]|\s?(?:uhr|pers|leute))")
_CLAUSE = re.compile(r"(?<=[!?;])\s+|(?<=[^\d\s.]{3}\.)\s+|\n|,\s+(?=(?:aber|but|doch|sondern|kann)\b)")
_WORD = re.compile(r"[^\W\d_]{5,}")
_MAX_LINES = 200


@dataclass(frozen=True, slots=True)
class EventMatch:
    """The events meant.

    Attributes:
        event_ids: in the order of the events; empty where none is named.
        is_unclear: several events, and the mail does not tell which.
        is_other: the mail plainly speaks of a day on which none of ours is.
    """

    event_ids: tuple[str, ...]
    is_unclear: bool = False
    is_other: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Date:
    day: int
    month: int
    year: int | None
    line: int
    words: str
    is_wished: bool


def match_events(prepared: ReadingText) -> EventMatch:
    """The events that the mail means; a mailbox with one event means that one unless the mail plainly speaks of another day."""
    text = lay_out(prepared)
    if not text.events:
        return EventMatch(())
    dates = tuple(_dates(text))
    by_date = {event.id: found for event in text.events for found in dates if _is_on(found, event)}
    if by_date:
        return _match(text, by_date)
    stranger = next((found for found in dates if found.is_wished and not _is_deadline(found, text)), None)
    if stranger is not None:
        evidence = Evidence("event", "other", stranger.line, stranger.words, "date of no event", 0.8)
        return EventMatch((), is_other=True, evidence=(evidence,))
    if len(text.events) == 1:
        return EventMatch((text.events[0].id,))
    return _without_date(text)


def _match(text: Layout, hits: dict[str, _Date]) -> EventMatch:
    ordered = tuple(event.id for event in text.events if event.id in hits)
    evidence = tuple(Evidence("event", key, hits[key].line, hits[key].words, "date of the event") for key in ordered)
    return EventMatch(ordered, evidence=evidence)


def _without_date(text: Layout) -> EventMatch:
    lines = [(0, fold(text.subject)), *((line.number, line.folded) for line in text.body[:_MAX_LINES])]
    for name, events in (("all", text.events), ("next", (min(text.events, key=lambda event: event.starts_at),))):
        for number, folded in lines:
            found = _any_of(name).search(folded)
            if found:
                return EventMatch(tuple(event.id for event in events),
                                  evidence=(Evidence("event", name, number, found[0], f'"{name}" events', 0.8),))
    for number, folded in lines:
        counted = _counted(text, folded)
        if counted:
            return EventMatch(counted, evidence=tuple(Evidence("event", key, number, folded[:120], "all or one of the series", 0.8) for key in counted))
    titled = _by_title(text, lines)
    return titled if titled.event_ids else EventMatch((), is_unclear=True)


def _counted(text: Layout, folded: str) -> tuple[str, ...]:
    """'Alle drei Termine' and 'der zweite Abend'."""
    if _every().search(folded):
        return tuple(event.id for event in text.events)
    ordered = sorted(text.events, key=lambda event: event.starts_at)
    places = [int(mapping("ordinals")[match[1]]) - 1 for match in _ordinal().finditer(folded)]
    return tuple(ordered[place].id for place in dict.fromkeys(places) if place < len(ordered))


@cache
def _every() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives('every')})\s+(?:[^\W\d_]+\s+|\d\s+)?(?:{_alternatives('series')})")


@cache
def _ordinal() -> re.Pattern[str]:
    listed = "|".join(sorted(mapping("ordinals"), key=len, reverse=True))
    return re.compile(rf"(?<!\w)({listed})[nrsm]?\s+(?:[^\W\d_]+\s+)?(?:{_alternatives('series')})")


def _by_title(text: Layout, lines: list[tuple[int, str]]) -> EventMatch:
    """Months and words of a title that no other event has."""
    scores: dict[str, int] = {}
    for event in text.events:
        own = _marks(event) - frozenset().union(*(_marks(other) for other in text.events if other is not event))
        scores[event.id] = sum(any(re.search(rf"(?<!\w){re.escape(mark)}", folded) for _, folded in lines) for mark in own)
    best = max(scores.values())
    ids = tuple(key for key, score in scores.items() if score == best) if best else ()
    evidence = tuple(Evidence("event", key, 0, key, "words of the title", 0.8) for key in ids)
    return EventMatch(ids if len(ids) < len(text.events) else (), evidence=evidence)


@cache
def _marks(event: Event) -> frozenset[str]:
    month = _day(event).month
    names = frozenset(name for name, number in _months().items() if number == month and len(name) > 3)
    return frozenset(_WORD.findall(fold(event.title))) | names


def _dates(text: Layout) -> Iterator[_Date]:
    lines = [(0, fold(text.subject))]
    lines += [(line.number, line.folded) for line in text.body[:_MAX_LINES] if line.section is not Section.CLOSING]
    for number, folded in lines:
        for clause in _CLAUSE.split(folded.translate(_DIGITS)):
            yield from _dates_of(clause, number, months={_day(event).month for event in text.events})


def _dates_of(clause: str, number: int, *, months: set[int]) -> Iterator[_Date]:
    wishes = _any_part_of("attending").search(clause) is not None
    found = [(int(m[1]), int(m[2]), _year(m[3]), m) for m in _NUMERIC.finditer(clause)]
    found += [(int(m[3]), int(m[2]), int(m[1]), m) for m in _ISO.finditer(clause)]
    found += [(int(m["day"] or m["late"]), _months()[m["month"] or m["early"]], _year(m["year"]), m) for m in _written().finditer(clause)]
    if not found and len(months) == 1:
        found += [(int(m[1]), next(iter(months)), None, m) for m in _DAY_ONLY.finditer(clause)]
        wishes = False
    for day, month, year, match in found:
        if 1 <= day <= 31 and 1 <= month <= 12:
            elsewhere = _ends_with_any("elsewhere").search(clause[max(0, match.start() - 24):match.start()]) is not None
            yield _Date(day, month, year, number, match[0].strip(), wishes and not elsewhere)


def _is_on(found: _Date, event: Event) -> bool:
    first, last = _day(event), event.ends_at.astimezone(ZoneInfo(event.timezone)).date()
    return any((found.day, found.month) == (day.day, day.month) and found.year in (None, day.year) for day in (first, last))


def _is_deadline(found: _Date, text: Layout) -> bool:
    return any((found.day, found.month) in {(day.day, day.month) for day in _days_of_closing(event)} for event in text.events)


def _days_of_closing(event: Event) -> tuple[date, ...]:
    closing = event.closes_at.astimezone(ZoneInfo(event.timezone)).date()
    return closing, date.fromordinal(closing.toordinal() - 1)


def _day(event: Event) -> date:
    return event.starts_at.astimezone(ZoneInfo(event.timezone)).date()


def _year(written: str | None) -> int | None:
    if not written:
        return None
    return int(written) if len(written) == 4 else 2000 + int(written)


_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@cache
def _months() -> dict[str, int]:
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
    names = "|".join(re.escape(name) for name in sorted(_months(), key=len, reverse=True))
    year = r"(?:[\s,]{1,3}(?P<year>20\d\d))?"
    day = r"\d{1,2}"
    return re.compile(
        rf"(?<!\d)(?:(?P<day>{day})\s?(?:\.|ten|er|th|st|nd|rd|-?го|-?е|-?ого)?\s?(?:of |de |d[ei] |يوم |من |'?ê )?"
        rf"(?P<month>{names})(?![^\W\d_]{{3}})"
        rf"|(?<!\w)(?P<early>{names})\s(?:the\s)?(?P<late>{day})(?:th|st|nd|rd)?(?!\d|:)){year}")


@cache
def _any_of(section: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(section)})(?!\w)")


@cache
def _any_part_of(section: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:an|ab|teil|ge)?(?:{_alternatives(section)})")


@cache
def _ends_with_any(section: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(section)})\s*(?:\w+,?\s)?(?:dem |den |der |the |le )?$")


def _alternatives(section: str) -> str:
    return "|".join(re.escape(fold(word)) for word in sorted(tables("dates")[section]["words"], key=len, reverse=True))
