"""Which events of a series words mean that name no date: "alle drei Abende", "die restlichen", "die ersten beiden", "beide Termine"."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from processor.domain.event import Event
from processor.reading.events.dates import day_of, ids_of, says
from processor.reading.events.places import by_place, excepted_places, of_series
from processor.reading.events.weekdays import counts_all_days, weekdays
from processor.reading.lexicon import alternatives, fold, pattern
from processor.reading.numbers import number_of

_FAR = 25  # letters from "außer" to what is left out
_SHORTEST_STEM, _LONGEST_ENDING = 4, 2  # letters
_PIECE = re.compile(r"[;!?]|,\s|(?<!\d)(?<!\bnr)(?<!\bno)(?<!\bexk)\.\s|\s(?:aber|sondern|but|mais|ama|але|но|ale)\s")


def meant(folded: str, events: Sequence[Event], received_on: date) -> tuple[str, ...]:
    """The events that a folded line means by their place in the series, of two the one that it does not deny; () where it does not."""
    ordered = sorted(events, key=lambda event: event.starts_at)
    coming = [event for event in ordered if day_of(event) > received_on]
    excepted = _except().search(folded)
    if excepted and pattern("acts", "negation").search(folded):
        return ()
    if excepted and (says("all", folded) or says("every", folded)):
        return ids_of(_all_but(folded[max(0, excepted.start() - _FAR):excepted.end() + _FAR], ordered))
    folded = folded[:excepted.start()] if excepted else folded
    if says("remaining", folded) and 0 < len(coming) < len(events):
        return ids_of(coming)
    at_an_end = _several_at_an_end(folded, ordered)
    if at_an_end:
        return ids_of(at_an_end)
    if says("all", folded) or _every().search(folded) or _counts_all(_without_options(folded, ordered), ordered) or _all_by_title(folded, ordered):
        return ids_of(ordered)
    if says("next", folded):
        return ids_of((coming or ordered)[:1])
    if says("last", folded):
        return ids_of(ordered[-1:])
    said = _kept(_without_options(folded, ordered), lambda piece: not says("over", piece))
    affirmed = _kept(said, lambda piece: not pattern("acts", "negation").search(piece))
    return by_place(affirmed, ordered) or by_place(said, ordered)


def _kept(folded: str, is_kept: Callable[[str], bool]) -> str:
    """A line without some of the pieces between its commas and full stops; the stops stay."""
    pieces = _PIECE.split(folded)
    ends = [*_PIECE.findall(folded), ""]
    return "".join(f"{piece if is_kept(piece) else ''}{end}" for piece, end in zip(pieces, ends, strict=True))


def _without_options(folded: str, events: Sequence[Event]) -> str:
    """'Workshop 2' is no event where the events themselves have workshops."""
    labels = "|".join(re.escape(fold(event.choices.label)) for event in events if event.choices is not None and event.choices.label)
    return re.sub(rf"(?<!\w)(?:{labels})", " ", folded) if labels else folded


def _all_but(folded: str, ordered: Sequence[Event]) -> Sequence[Event]:
    """'Alle Abende außer dem 3. Abend'; where it is not told which, none."""
    places = excepted_places(folded)
    return [event for place, event in enumerate(ordered, 1) if place not in places] if places else []


def _several_at_an_end(folded: str, ordered: Sequence[Event]) -> Sequence[Event]:
    """'Die ersten beiden Abende', "the last two, please", not 'in den letzten zwei Jahren'; one alone is an ordinal's."""
    for section in ("first_of", "last_of"):
        found = _several(section).search(folded)
        number = number_of(found[1]) if found else None
        if number is not None and 1 < number < len(ordered):
            return ordered[:number] if section == "first_of" else ordered[-number:]
    return ()


def _counts_all(folded: str, events: Sequence[Event]) -> bool:
    """'Die drei Veranstaltungen' of three, 'обе лекции' of two."""
    is_counted = any(number_of(match[1]) == len(events) for match in _counted().finditer(folded))
    return is_counted or (len(events) == 2 and _both().search(folded) is not None) or counts_all_days(folded, events)


def _all_by_title(folded: str, ordered: Sequence[Event]) -> bool:
    """'Alle drei Bälle', 'alle drei Samstage', where each of the three titles has such a word."""
    return any(number_of(match["number"]) == len(ordered) and all(_stem(match["word"]) in fold(event.title) for event in ordered) for match in _all_so_many().finditer(folded))


def _stem(word: str) -> str:
    return word[:max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING)]


@cache
def _except() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', 'except')})(?!\w)")


@cache
def _every() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', 'every')})\s+(?:[^\W\d_]+\s+|\d\s+)?(?:{alternatives('dates', 'series')})")


@cache
def _all_so_many() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', 'every')})\s+(?P<number>[^\W\d_]+|\d)\s+(?P<word>[^\W\d_]{{4,}})")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?=([^\W\d_]+|\d)\s+(?:[^\W\d_]+\s+)?(?:{alternatives('dates', 'series')}))")


@cache
def _both() -> re.Pattern[str]:
    """Both of two, named in full; "wir beide" are people."""
    days = rf"(?:{'|'.join(map(re.escape, weekdays()))})[^\W\d_]"
    return re.compile(rf"(?<!\w)(?:(?:{alternatives('dates', 'both')})\s+(?:{of_series()}|{days})|(?:{alternatives('dates', 'twice')})(?!\w))")


@cache
def _several(section: str) -> re.Pattern[str]:
    behind = rf"\s+(?:{alternatives('dates', 'series')})|\s*(?:$|[^\w\s])|\s+(?:bitte|please)\b"
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', section)})\s+([^\W\d_]+|\d)(?={behind})")
