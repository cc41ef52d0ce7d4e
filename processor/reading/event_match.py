"""Which of the mailbox's events a mail means."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale

from processor.domain.event import Event
from processor.reading.lexicon import fold
from processor.reading.text import ReadingText

LANGUAGES = ("de", "en", "tr", "uk", "ru", "fr", "pl", "ro", "ar", "fa", "it", "es")
NUMERIC = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?(\d{4}|\d{2})\b)?")
WRITTEN = re.compile(r"\b(\d{1,2})\.?\s+([^\W\d_]{3,12})\.?(?:\s+(\d{4}))?")
ALL = re.compile(r"\b(?:beide[nr]?|alle[nr]?)\s+(?:\w+\s+)?(?:termin|treffen|veranstaltung|tag|date)|an allen|zu beiden|zu allen|both (?:dates|events)|all (?:dates|events)")
NEXT = re.compile(r"nachste[nrms]?\s+(?:\w+\s+)?(?:treffen|termin|netzwerktreffen|sitzung|mal)|next meeting|bir sonraki")
ATTENDING = re.compile(r"\ban\b|anmeld|komm|teil|dabei|termin|treffen|veranstaltung|fachtag|katil|etkinlig|register|attend|прииду|приду|участ|реестр")


@dataclass(frozen=True, slots=True)
class EventMatch:
    """The events meant; both flags False and no ids: the mail says nothing of it."""

    event_ids: tuple[str, ...]
    is_unclear: bool = False
    is_other: bool = False


def match_events(text: ReadingText) -> EventMatch:
    """By date, by 'all' or 'next', by words of the title; with one event that one, unless the mail plainly means another day."""
    written = f"{fold(text.subject)}\n{text.folded}"
    if not text.events:
        return EventMatch(())
    days = {event.id: _day(event) for event in text.events}
    named = dates_in(written, min(days.values()).year)
    hits = tuple(event_id for event_id, day in days.items() if any(_is_day(found, day) for found in named))
    if len(text.events) == 1:
        return EventMatch((text.events[0].id,), is_other=_means_other_year(text, days[text.events[0].id]))
    if ALL.search(written):
        return EventMatch(hits if len(hits) > 1 else tuple(days))
    if hits:
        return EventMatch(hits)
    titled = _by_title(text, written)
    if titled:
        return EventMatch(titled)
    return EventMatch((), is_unclear=True)


def dates_in(folded: str, year: int) -> list[tuple[int, int, int | None]]:
    """(day, month, year or None) of all dates in a folded text."""
    found: list[tuple[int, int, int | None]] = []
    for match in NUMERIC.finditer(folded):
        day, month = int(match[1]), int(match[2])
        if 1 <= day <= 31 and 1 <= month <= 12:
            found.append((day, month, _year(match[3])))
    for match in WRITTEN.finditer(folded):
        month_number = _months().get(match[2]) or next((number for name, number in _months().items() if len(match[2]) >= 4 and (name.startswith(match[2]) or match[2].startswith(name) and len(name) > 4)), None)
        if month_number and 1 <= int(match[1]) <= 31:
            found.append((int(match[1]), month_number, _year(match[3])))
    del year
    return found


def _means_other_year(text: ReadingText, day: date) -> bool:
    """Day and month of the event with another year, or another day of it, in a sentence about coming."""
    for part in text.body:
        if not ATTENDING.search(part.folded):
            continue
        for found in dates_in(part.folded, day.year):
            if found[:2] == (day.day, day.month) and found[2] not in {None, day.year}:
                return True
    return False


def _by_title(text: ReadingText, written: str) -> tuple[str, ...]:
    keys = {event.id: frozenset(re.findall(r"[^\W\d_]{5,}", fold(event.title))) for event in text.events}
    hits = []
    for event_id, own in keys.items():
        only = own - frozenset().union(*(other for other_id, other in keys.items() if other_id != event_id))
        if any(key in written for key in only):
            hits.append(event_id)
    return tuple(hits)


def _day(event: Event) -> date:
    return event.starts_at.astimezone(ZoneInfo(event.timezone)).date()


def _is_day(found: tuple[int, int, int | None], day: date) -> bool:
    return found[:2] == (day.day, day.month) and found[2] in {None, day.year}


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names |= {fold(name).strip("."): number for number, name in locale.months[form][width].items()}
    return names
