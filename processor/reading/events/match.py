"""Which of the mailbox's events a mail means, by date, by its place in the series, or by title."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from processor.domain.event import Choices, Event
from processor.domain.request import Evidence
from processor.reading.events import series, weekdays
from processor.reading.events.dates import NamedDate, day_of, find_dates, month_names
from processor.reading.events.lines import is_yes, lines_of
from processor.reading.letter.layout import Layout, lay_out
from processor.reading.letter.text import ReadingText
from processor.reading.lexicon import alternatives, fold, pattern, words
from processor.reading.options.wishes import is_either
from processor.reading.options.wording import WORD, options_named_by
from processor.reading.people.names import is_given_name

_WORD = re.compile(r"[^\W\d_]{5,}")
_SHORT_WORD = re.compile(r"(?<!\w)[^\W\d_]{3,4}(?!\w)")
# So many words of another event's title contradict the date.
_CONTRADICTING = 2
_LONG_MONTH = 6  # letters of a name with which words may begin: "Januarabend", "Haziran'da"
Lines = Sequence[tuple[int, str]]


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


def match_events(prepared: ReadingText) -> EventMatch:
    """The events that the mail means; a mailbox with one event means that one unless the mail plainly speaks of another day."""
    text = lay_out(prepared)
    if not text.events:
        return EventMatch(())
    dates = find_dates(text)
    named = [(event.id, found) for event in text.events for found in dates if _is_on(found, event)]
    by_date = {key: found for key, found in named if not found.is_open}
    is_open = len(dict(named)) > 1 and any(found.is_open or found.is_refused for _, found in named)
    if is_open or (by_date and _is_contradicted(text, by_date)):
        return EventMatch((), is_unclear=True)
    if by_date:
        return _match(text, by_date)
    stranger = next((found for found in dates if found.is_wished and not _is_deadline(found, text)), None)
    if stranger is not None:
        evidence = Evidence("event", "other", stranger.line, stranger.words, "date of no event", 0.8)
        return EventMatch((), is_other=True, evidence=(evidence,))
    if len(text.events) == 1:
        return EventMatch((text.events[0].id,))
    return _without_date(prepared, text)


def _match(text: Layout, hits: dict[str, NamedDate]) -> EventMatch:
    ordered = tuple(event.id for event in text.events if event.id in hits)
    evidence = tuple(Evidence("event", key, hits[key].line, hits[key].words, "date of the event") for key in ordered)
    return EventMatch(ordered, evidence=evidence)


def _is_contradicted(text: Layout, hits: dict[str, NamedDate]) -> bool:
    """The date of one event beside the title of another."""
    scores = _title_scores(text, _words_of_title)
    return len(hits) == 1 and scores[next(iter(hits))] == 0 and max(scores.values()) >= _CONTRADICTING


def _without_date(prepared: ReadingText, text: Layout) -> EventMatch:
    lines = _lines(text)
    received_on = prepared.received_at.astimezone(ZoneInfo(text.events[0].timezone)).date()
    in_series = {number: found for number, folded in lines if (found := series.meant(folded, text.events, received_on))}
    if in_series and all(is_yes(folded) for number, folded in lines if number in in_series):
        return _match_all(text.events, in_series, dict(lines))
    if in_series:
        return _of_series_as_a_whole(in_series, dict(lines), text.events)
    titled = _by_title(text)
    if any(event.id in titled.event_ids and event.ends_at > prepared.received_at for event in text.events):
        return titled
    for number, folded in lines:
        found = weekdays.on_day(folded, text.events, received_on)
        if found:
            return _of_series(found, number, folded)
    return _by_place(text) or _by_notion(text) or _by_month(text) or _by_short_word(text) or EventMatch((), is_unclear=True)


def _of_series_as_a_whole(in_series: Mapping[int, tuple[str, ...]], lines: Mapping[int, str], events: Sequence[Event]) -> EventMatch:
    """What the first line that tells it means. Where the lines of the text differ, what holds all the others, unless it is the whole series; where they do not, or the subject means another event than the text, the mail does not tell which."""
    told = {found for line, found in in_series.items() if line > 0}
    number = next(iter(in_series)) if len(told) < 2 else max(in_series, key=lambda line: len(in_series[line]))
    is_other = 0 in in_series and any(set(found).isdisjoint(in_series[0]) for found in told)
    is_open = is_other or (len(told) > 1 and (len(in_series[number]) == len(events) or any(not set(found) <= set(in_series[number]) for found in told)))
    return EventMatch((), is_unclear=True) if is_open else _of_series(in_series[number], number, lines[number])


def _match_all(events: Sequence[Event], in_series: Mapping[int, tuple[str, ...]], lines: Mapping[int, str]) -> EventMatch:
    """Of the fields of a form all that say yes."""
    found = [match for number, ids in in_series.items() for match in _of_series(ids, number, lines[number]).evidence]
    return EventMatch(tuple(event.id for event in events if event.id in {match.value for match in found}), evidence=tuple(found))


def _of_series(ids: tuple[str, ...], number: int, folded: str) -> EventMatch:
    return EventMatch(ids, evidence=tuple(Evidence("event", key, number, folded[:120], "place in the series", 0.8) for key in ids))


def _by_title(text: Layout) -> EventMatch:
    """Months and words of a title that no other event has."""
    scores = _title_scores(text, _marks)
    best = max(scores.values())
    ids = tuple(key for key, score in scores.items() if score == best) if best else ()
    evidence = tuple(Evidence("event", key, 0, key, "words of the title", 0.8) for key in ids)
    return EventMatch(ids if len(ids) < len(text.events) else (), evidence=evidence)


def _by_place(text: Layout) -> EventMatch | None:
    """The one event whose place the mail names, denying nothing; None where there is not exactly one."""
    said = {event.id: line for event in text.events for line in _lines(text) if not _own_words_of_place(event, text.events).isdisjoint(_WORD.findall(line[1]))}
    if len(said) != 1 or pattern("acts", "negation").search(next(iter(said.values()))[1]):
        return None
    (key, (number, folded)), = said.items()
    return EventMatch((key,), evidence=(Evidence("event", key, number, folded[:120], "place of the event", 0.8),))


def _by_notion(text: Layout) -> EventMatch | None:
    """The one event whose title is spoken of in other words or in another language ("Brezen" for "Laugengebäck"), denying nothing; None where there is not exactly one."""
    titles = Choices("", tuple(event.title for event in text.events))
    said = {title: line for line in _lines(text) for match in _aimed_at().finditer(line[1]) for word in WORD.findall(match[1]) for title in options_named_by(word, titles)}
    if len(said) != 1 or pattern("acts", "negation").search(next(iter(said.values()))[1]):
        return None
    (title, (number, folded)), = said.items()
    meant = [event.id for event in text.events if event.title == title]
    return EventMatch((meant[0],), evidence=(Evidence("event", meant[0], number, folded[:120], "words for the title", 0.8),)) if len(meant) == 1 else None


def _by_month(text: Layout) -> EventMatch | None:
    """The events of the months for which the mail aims ("für Mai", "für Juli und für August"), denying none; None where a month has not exactly one."""
    said = {month_names()[name]: line for line in _lines(text) for name in _months_in(line[1])}
    meant = {event.id: said[day_of(event).month] for event in text.events if day_of(event).month in said}
    if not meant or len(meant) != len(said):
        return None
    return EventMatch(tuple(meant), evidence=tuple(Evidence("event", key, number, folded[:120], "month of the event", 0.8) for key, (number, folded) in meant.items()))


def _by_short_word(text: Layout) -> EventMatch | None:
    """The one event with a short word of its own in its title ("Süd", "Pony") to which the mail aims, or that it says with the word before it ("Runde Süd"), denying nothing; None where there is not exactly one."""
    titles = {event.id: frozenset(_SHORT_WORD.findall(fold(event.title))) - words("function_words") for event in text.events}
    own = {event.id: titles[event.id] - frozenset().union(*(found for key, found in titles.items() if key != event.id)) for event in text.events}
    said = {event.id: line for event in text.events for line in _lines(text) if any(_is_short_word_said(word, event, line[1]) for word in own[event.id])}
    if len(said) != 1 or pattern("acts", "negation").search(next(iter(said.values()))[1]):
        return None
    (key, (number, folded)), = said.items()
    return EventMatch((key,), evidence=(Evidence("event", key, number, folded[:120], "words of the title", 0.8),))


def _is_short_word_said(word: str, event: Event, folded: str) -> bool:
    before = re.search(rf"([^\W\d_]+) {re.escape(word)}(?!\w)", fold(event.title))
    is_pair = before is not None and len(before[1]) > len(word) and re.search(rf"(?<!\w){re.escape(before[0])}(?!\w)", folded) is not None
    return is_pair or any(word in match[1].split() for match in _aimed_at().finditer(folded)) or _compound_of(word).search(folded) is not None


@cache
def _compound_of(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}-?(?:{alternatives('dates', 'series')}|{alternatives('dates', 'numbered')}|tag|nacht)(?!\w)")


def _months_in(folded: str) -> Iterable[str]:
    """The names of months behind "für" and the like; none where the line denies or leaves open something."""
    if pattern("acts", "negation").search(folded) or is_either(folded):
        return []
    return [match[1] for match in _aimed_month().finditer(folded)]


@cache
def _aimed_month() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(month_names(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', 'aims')})\s+({names})(?!\w)")


@cache
def _aimed_at() -> re.Pattern[str]:
    """The two words behind "für", "to the" and the like, each place once."""
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', 'aims')})\s+(?=([^\W\d_]+(?:\s+[^\W\d_]+)?))")


def _own_words_of_place(event: Event, events: Sequence[Event]) -> frozenset[str]:
    return _words_of_place(event) - frozenset().union(*(_words_of_place(other) for other in events if other is not event))


@cache
def _words_of_place(event: Event) -> frozenset[str]:
    """Words of the place's own name, before the street."""
    return frozenset(_WORD.findall(fold(event.venue.partition(",")[0])))


def _title_scores(text: Layout, marks: Callable[[Event], frozenset[str]]) -> dict[str, int]:
    """How many of the marks that only one event has stand in the mail."""
    lines = _lines(text)
    scores: dict[str, int] = {}
    for event in text.events:
        own = marks(event) - frozenset().union(*(marks(other) for other in text.events if other is not event))
        scores[event.id] = sum(any(_is_said(mark, folded) for _, folded in lines) for mark in own)
    return scores


def _is_said(mark: str, folded: str) -> bool:
    """Whether a word begins so; a short name of a month is a whole word, and nobody's name is one: neither Martha nor Augustin."""
    if mark not in folded:
        return False
    if mark not in month_names():
        return re.search(rf"(?<!\w){re.escape(mark)}", folded) is not None
    end = r"\w*" if len(mark) >= _LONG_MONTH else r"(?:(?!\w)|termin|abend|treffen)" if mark.isascii() else r"\w{0,2}(?!\w)"
    return any(word[0] == mark or not is_given_name(word[0]) for word in re.finditer(rf"(?<!\w){re.escape(mark)}{end}", folded))


@cache
def _marks(event: Event) -> frozenset[str]:
    month = day_of(event).month
    names = frozenset(name for name, number in month_names().items() if number == month and len(name) > 3)
    return _words_of_title(event) | names


@cache
def _words_of_title(event: Event) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(event.title)))


def _lines(text: Layout) -> Lines:
    return [(0, fold(text.subject)), *((part.number, part.folded) for part in lines_of(text))]


def _is_on(found: NamedDate, event: Event) -> bool:
    first, last = day_of(event), event.ends_at.astimezone(ZoneInfo(event.timezone)).date()
    return any((found.day, found.month) == (day.day, day.month) and found.year in (None, day.year) for day in (first, last))


def _is_deadline(found: NamedDate, text: Layout) -> bool:
    return any((found.day, found.month) in {(day.day, day.month) for day in _days_of_closing(event)} for event in text.events)


def _days_of_closing(event: Event) -> tuple[date, ...]:
    closing = event.closes_at.astimezone(ZoneInfo(event.timezone)).date()
    return closing, date.fromordinal(closing.toordinal() - 1)
