"""Which event words mean that name no date: words of its title, in this or another language, its place, its month."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache

from processor.domain.event import Choices, Event
from processor.domain.request import Evidence
from processor.reading.events.dates import day_of, month_names, says
from processor.reading.events.event_match import EventMatch
from processor.reading.events.lines import lines_of
from processor.reading.letter.layout import Layout
from processor.reading.lexicon import alternatives, fold, longest_first, pattern, words
from processor.reading.options.wishes import is_either
from processor.reading.options.wording import WORD, options_named_by
from processor.reading.people.names import is_given_name

_WORD = re.compile(r"[^\W\d_]{5,}")
_SHORT_WORD = re.compile(r"(?<!\w)[^\W\d_]{3,4}(?!\w)")
# Sections of lexicon/dates.toml by which several or others of a series may be meant.
_IN_SERIES = ("all", "both", "except", "next", "last", "remaining", "over")
_MOST_WORDS_OF_SUBJECT = 2  # beside small words and those that register
_LONG_MONTH = 6  # letters of a name with which words may begin: "Januarabend", "Haziran'da"
Lines = Sequence[tuple[int, str]]


def by_title(text: Layout) -> EventMatch:
    """Months and words of a title that no other event has."""
    scores = title_scores(text, _marks)
    best = max(scores.values())
    ids = tuple(key for key, score in scores.items() if score == best) if best else ()
    evidence = tuple(Evidence("event", key, 0, key, "words of the title", 0.8) for key in ids)
    return EventMatch(ids if len(ids) < len(text.events) else (), evidence=evidence)


def by_place(text: Layout) -> EventMatch | None:
    """The one event whose place the mail names, denying nothing; None where there is not exactly one."""
    said = {event.id: line for event in text.events for line in numbered_lines(text) if not _own_words_of_place(event, text.events).isdisjoint(_WORD.findall(line[1]))}
    return _only_one(said, "place of the event")


def by_notion(text: Layout) -> EventMatch | None:
    """The one event whose title is spoken of in other words or in another language ("Brezen" for "Laugengebäck"), denying nothing; None where there is not exactly one."""
    said = [(word, line) for line in numbered_lines(text) for match in _aimed_at().finditer(line[1]) for word in WORD.findall(match[1])]
    return _titled(text, said)


def by_subject(text: Layout) -> EventMatch | None:
    """The same of any word of a short subject; of the text a word may tell why somebody comes or not ("krank" of an evening about health), and so may that of the subject in a cancellation."""
    folded = fold(text.subject)
    said = [word for word in WORD.findall(folded) if word not in words("function_words") and pattern("acts", "register").search(word) is None]
    if len(said) > _MOST_WORDS_OF_SUBJECT or any(says(section, folded) for section in _IN_SERIES) or any(pattern("acts", "cancel").search(line) for _, line in numbered_lines(text)):
        return None
    return _titled(text, [(word, (0, folded)) for word in said if not _of_series().match(word)])


def by_words(text: Layout, received_at: datetime) -> EventMatch | None:
    """The same of any word of a mail that only affirms, and speaks of an event still to come."""
    said = [(word, line) for line in numbered_lines(text) for word in WORD.findall(line[1]) if word not in words("function_words") and not _of_series().match(word)]
    found = _titled(text, said) if only_affirms(text) else None
    return found if found is not None and any(event.id in found.event_ids and event.ends_at > received_at for event in text.events) else None


def only_affirms(text: Layout) -> bool:
    """Whether a mail denies, cancels, leaves out and leaves open nothing."""
    lines = [folded for _, folded in numbered_lines(text)]
    return not any(is_either(folded) or any(says(section, folded) for section in _IN_SERIES) or any(pattern("acts", act).search(folded) for act in ("negation", "cancel")) for folded in lines)


def _titled(text: Layout, said: Iterable[tuple[str, tuple[int, str]]]) -> EventMatch | None:
    """The one event whose title is meant by words, each with its line, of which none denies anything; None where there is not exactly one."""
    titles = Choices("", tuple(event.title for event in text.events))
    lines = {title: line for word, line in said if not _is_in_several(word, titles.options) for title in options_named_by(word, titles)}
    return _only_one({event.id: lines[event.title] for event in text.events if event.title in lines}, "words for the title")


def _is_in_several(word: str, titles: Iterable[str]) -> bool:
    return sum(word in fold(title) for title in titles) > 1


def by_month(text: Layout) -> EventMatch | None:
    """The events of the months for which the mail aims ("für Mai", "für Juli und für August"), denying none; None where a month has not exactly one."""
    said = {month_names()[name]: line for line in numbered_lines(text) for name in _months_in(line[1])}
    meant = {event.id: said[day_of(event).month] for event in text.events if day_of(event).month in said}
    if not meant or len(meant) != len(said):
        return None
    return EventMatch(tuple(meant), evidence=tuple(Evidence("event", key, number, folded[:120], "month of the event", 0.8) for key, (number, folded) in meant.items()))


def by_short_word(text: Layout) -> EventMatch | None:
    """The one event with a short word of its own in its title ("Süd", "Pony") to which the mail aims, or that it says with the word before it ("Runde Süd"), denying nothing; None where there is not exactly one."""
    titles = {event.id: frozenset(_SHORT_WORD.findall(fold(event.title))) - words("function_words") for event in text.events}
    own = {event.id: titles[event.id] - frozenset().union(*(found for key, found in titles.items() if key != event.id)) for event in text.events}
    said = {event.id: line for event in text.events for line in numbered_lines(text) if any(_is_short_word_said(word, event, line[1]) for word in own[event.id])}
    return _only_one(said, "words of the title")


def _only_one(said: Mapping[str, tuple[int, str]], rule: str) -> EventMatch | None:
    """The event of which a line speaks that denies nothing; None where several are spoken of, or none."""
    if len(said) != 1 or pattern("acts", "negation").search(next(iter(said.values()))[1]):
        return None
    (key, (number, folded)), = said.items()
    return EventMatch((key,), evidence=(Evidence("event", key, number, folded[:120], rule, 0.8),))


def _is_short_word_said(word: str, event: Event, folded: str) -> bool:
    before = re.search(rf"([^\W\d_]+) {re.escape(word)}(?!\w)", fold(event.title))
    is_pair = before is not None and len(before[1]) > len(word) and re.search(rf"(?<!\w){re.escape(before[0])}(?!\w)", folded) is not None
    return is_pair or any(word in match[1].split() for match in _aimed_at().finditer(folded)) or _compound_of(word).search(folded) is not None


@cache
def _compound_of(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}-?(?:{alternatives('dates', 'series')}|{alternatives('dates', 'numbered')}|{alternatives('dates', 'days')})(?!\w)")


def _months_in(folded: str) -> Iterable[str]:
    """The names of months behind "für" and the like, or as all of a line; none where the line denies or leaves open something."""
    if pattern("acts", "negation").search(folded) or is_either(folded):
        return []
    if folded.strip(" .,!") in month_names():
        return [folded.strip(" .,!")]
    return [match[1] for match in _aimed_month().finditer(folded)]


@cache
def _of_series() -> re.Pattern[str]:
    """Words that all of a series may share: "Abend", "Termin", "Modul"."""
    return re.compile(rf"(?:{alternatives('dates', 'days')}|{alternatives('dates', 'series')})")


@cache
def _aimed_month() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', 'aims')})\s+({longest_first(month_names())})(?!\w)")


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


def title_scores(text: Layout, marks: Callable[[Event], frozenset[str]]) -> dict[str, int]:
    """How many of the marks that only one event has stand in the mail."""
    lines = numbered_lines(text)
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
    return words_of_title(event) | names


@cache
def words_of_title(event: Event) -> frozenset[str]:
    """The folded long words of an event's title."""
    return frozenset(_WORD.findall(fold(event.title)))


def numbered_lines(text: Layout) -> Lines:
    """Subject, as 0, and the lines that may tell the event, folded, each with its number."""
    return [(0, fold(text.subject)), *((part.number, part.folded) for part in lines_of(text))]
