"""Which of the mailbox's events a mail means, by date, by its place in the series, or by title."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from processor.domain.event import Event
from processor.domain.request import Evidence
from processor.reading.events import series, weekdays
from processor.reading.events.dates import NamedDate, day_of, find_dates
from processor.reading.events.event_match import EventMatch
from processor.reading.events.lines import is_yes
from processor.reading.events.titles import by_month, by_notion, by_place, by_short_word, by_subject, by_title, by_words, numbered_lines, only_affirms, title_scores, words_of_title
from processor.reading.letter.layout import Layout, lay_out
from processor.reading.letter.text import ReadingText
from processor.reading.options.choices import find_choices

# So many words of another event's title contradict the date.
_CONTRADICTING = 2


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
    scores = title_scores(text, words_of_title)
    return len(hits) == 1 and scores[next(iter(hits))] == 0 and max(scores.values()) >= _CONTRADICTING


def _without_date(prepared: ReadingText, text: Layout) -> EventMatch:
    lines = numbered_lines(text)
    received_on = prepared.received_at.astimezone(ZoneInfo(text.events[0].timezone)).date()
    in_series = {number: found for number, folded in lines if (found := series.meant(folded, text.events, received_on))}
    if in_series and all(is_yes(folded) for number, folded in lines if number in in_series):
        return _match_all(text.events, in_series, dict(lines))
    if in_series:
        return _of_series_as_a_whole(in_series, dict(lines), text.events)
    titled = by_title(text)
    if any(event.id in titled.event_ids and event.ends_at > prepared.received_at for event in text.events):
        return titled
    for number, folded in lines:
        found = weekdays.on_day(folded, text.events, received_on)
        if found:
            return _of_series(found, number, folded)
    return by_place(text) or by_notion(text) or by_month(text) or by_short_word(text) or _by_options(prepared, text) or (None if prepared.is_answer else by_subject(text)) or by_words(text, prepared.received_at) or EventMatch((), is_unclear=True)


def _by_options(prepared: ReadingText, text: Layout) -> EventMatch | None:
    """The one event whose options alone the mail picks, if it denies nothing, leaves nothing open and cancels nothing; None where there is not exactly one."""
    picked = find_choices(prepared)
    offering = [event.id for event in text.events if event.choices and any(found.value in event.choices.options for found in picked)]
    if len(offering) != 1 or not only_affirms(text):
        return None
    return EventMatch((offering[0],), evidence=(replace(picked[0], field="event", value=offering[0], rule="option of the event"),))


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


def _is_on(found: NamedDate, event: Event) -> bool:
    first, last = day_of(event), event.ends_at.astimezone(ZoneInfo(event.timezone)).date()
    return any((found.day, found.month) == (day.day, day.month) and found.year in (None, day.year) for day in (first, last))


def _is_deadline(found: NamedDate, text: Layout) -> bool:
    return any((found.day, found.month) in {(day.day, day.month) for day in _days_of_closing(event)} for event in text.events)


def _days_of_closing(event: Event) -> tuple[date, ...]:
    closing = event.closes_at.astimezone(ZoneInfo(event.timezone)).date()
    return closing, date.fromordinal(closing.toordinal() - 1)
