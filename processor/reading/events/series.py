"""Which events of a series words mean that name no date: "alle drei Abende", "der zweite Termin", "Nr. 3", "die restlichen", "morgen"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from processor.domain.event import Event
from processor.reading.events.dates import day_of, is_about_coming
from processor.reading.lexicon import alternatives, fold, mapping, pattern, tables
from processor.reading.numbers import number_of
from processor.reading.options.wishes import is_either

_AND = r"\s*(?:[,/+&]|u\.|(?:und|and|ve|et|y|e|i|и|та|і|و)(?![^\W\d_]))\s*"
_NUMBERS = rf"\d(?:{_AND}\d)*+"
_ONLY_NUMBERS = re.compile(rf"\W*({_NUMBERS})\W*")
_GOOD_MORNING = re.compile(r"\b(?:gut|schon)\w*\s+morgen\b|^\W*morgen\b")
_FAR = 25  # letters from "außer" to what is left out
_SHORTEST_STEM, _LONGEST_ENDING = 4, 2  # letters
_TITLE_NUMBER = re.compile(r"(.*?[^\W\d_].*?)(?:\s*(\d)(?!\d)|\s(I{1,3}|IV|V)(?!\w))")
_PIECE = re.compile(r"[;!?]|,\s|(?<!\d)(?<!\bnr)(?<!\bno)(?<!\bexk)\.\s|\s(?:aber|sondern|but|mais|ama|але|но|ale)\s")
# Before a number: it ends a range, or is one of two.
_OPEN = re.compile(r"(?:\d\W{0,3}(?:bis|oder|or|to|-|–)|(?<!\w)(?:ab|from))\s*(?:zu[mr]?|dem|am|den|the)?\s*$")
_NEXT = r"(?:(?:am|zum|den|dem|der|the)\s+)?"
# How words go on that only begin like those for a series: "Teilnehmer", "Abendessen", "Kursraum".
_OTHER_WORD = r"(?!nehm|icip|ecip|ner|y(?!\w)|essen|kasse|raum|leit|weise)"
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}


def meant(folded: str, events: Sequence[Event], received_on: date) -> tuple[str, ...]:
    """The events that a folded line means by their place in the series, of two the one that it does not deny; () where it does not."""
    ordered = sorted(events, key=lambda event: event.starts_at)
    coming = [event for event in ordered if day_of(event) > received_on]
    excepted = _any_of("except").search(folded)
    if excepted and pattern("acts", "negation").search(folded):
        return ()
    if excepted and (_any_of("all").search(folded) or _any_of("every").search(folded)):
        return _ids(_all_but(folded[max(0, excepted.start() - _FAR):excepted.end() + _FAR], ordered))
    folded = folded[:excepted.start()] if excepted else folded
    if _any_of("remaining").search(folded) and 0 < len(coming) < len(events):
        return _ids(coming)
    at_an_end = _several_at_an_end(folded, ordered)
    if at_an_end:
        return _ids(at_an_end)
    if _any_of("all").search(folded) or _every().search(folded) or _counts_all(_without_options(folded, ordered), ordered) or _all_by_title(folded, ordered):
        return _ids(ordered)
    if _any_of("next").search(folded):
        return _ids((coming or ordered)[:1])
    if _any_of("last").search(folded):
        return _ids(ordered[-1:])
    pieces = [piece for piece in _PIECE.split(_without_options(folded, ordered)) if not _any_of("over").search(piece)]
    affirmed = [piece for piece in pieces if not pattern("acts", "negation").search(piece)]
    return _by_place(", ".join(affirmed), ordered) or _by_place(", ".join(pieces), ordered)


def _without_options(folded: str, events: Sequence[Event]) -> str:
    """'Workshop 2' is no event where the events themselves have workshops."""
    labels = "|".join(re.escape(fold(event.choices.label)) for event in events if event.choices is not None and event.choices.label)
    return re.sub(rf"(?<!\w)(?:{labels})", " ", folded) if labels else folded


def _by_place(folded: str, ordered: Sequence[Event]) -> tuple[str, ...]:
    """Those of an ordinal or a number."""
    places = _places_in_digits(folded) or [*_places_of(_ordinal(), folded), *_places_alone(folded, ordered)]
    return _ids([ordered[place - 1] for place in dict.fromkeys(places) if place <= len(ordered)]) or _numbered(folded, ordered)


def _places_of(ordinal: re.Pattern[str], folded: str) -> list[int]:
    return [int(mapping("ordinals")[match[1]]) for match in ordinal.finditer(folded)]


def _places_alone(folded: str, ordered: Sequence[Event]) -> list[int]:
    """'Den zweiten und den letzten, bitte'; where there are options, one of those may be meant."""
    if any(event.choices for event in ordered):
        return []
    return [int(mapping("ordinals").get(match[1], len(ordered))) for match in _ordinal_alone().finditer(folded)]


def _all_but(folded: str, ordered: Sequence[Event]) -> Sequence[Event]:
    """'Alle Abende außer dem 3. Abend', '3. modül hariç'; where it is not told which, none."""
    places = {*_places_in_digits(folded), *_places_of(_ordinal(), folded), *_places_of(_ordinal_excepted(), folded)}
    return [event for place, event in enumerate(ordered, 1) if place not in places] if places else []


def on_day(folded: str, events: Sequence[Event], received_on: date) -> tuple[str, ...]:
    """The event of tomorrow or of today where the line says so, else the only one ahead, or the next, on the one day of the week that it names."""
    folded = _GOOD_MORNING.sub(" ", folded)
    for name, days in (("tomorrow", 1), ("today", 0)):
        if _any_of(name).search(folded):
            return _ids([event for event in events if day_of(event) == received_on + timedelta(days=days)])
    named = {_weekdays()[match["day"]] for match in _day().finditer(folded)}
    if len(named) > 1:
        return _on_days(named, folded, [event for event in events if day_of(event) >= received_on])
    fitting = [event for event in events if day_of(event).weekday() in named]
    ahead = [event for event in fitting if day_of(event) >= received_on] or fitting
    # "Montags" may be any of several Mondays, "Montag" is the next one.
    is_next = any(match["ending"] == "" for match in _day().finditer(folded))
    soon = [event for event in ahead if is_next and day_of(event) < received_on + timedelta(days=7)]
    fitting = ahead if len(ahead) == 1 else soon
    return _ids(fitting) if len(named) == len(fitting) == 1 else ()


def _on_days(named: set[int], folded: str, ahead: Sequence[Event]) -> tuple[str, ...]:
    """'Dienstag und Mittwoch', 'für Dienstag mein Mann, für Mittwoch ich': those of several days of the week, where each can be but one."""
    joined = {_weekdays()[day] for match in _joined_days().finditer(folded) for day in match.groups()}
    fitting = [event for event in ahead if day_of(event).weekday() in named]
    is_plain = is_about_coming(folded) and not pattern("acts", "negation").search(folded) and not is_either(folded)
    return _ids(fitting) if is_plain and (joined == named or _aimed_days(folded) == named) and sorted(day_of(event).weekday() for event in fitting) == sorted(named) else ()


def _aimed_days(folded: str) -> set[int]:
    return {_weekdays()[match["day"]] for match in _day().finditer(folded) if re.search(r"(?<!\w)(?:fur|for|на|pour|para|na)\s+$", folded[:match.start()])}


def _ids(events: Sequence[Event]) -> tuple[str, ...]:
    return tuple(event.id for event in events)


def _several_at_an_end(folded: str, ordered: Sequence[Event]) -> Sequence[Event]:
    """'Die ersten beiden Abende', "the last two, please", not 'in den letzten zwei Jahren'; one alone is an ordinal's."""
    for section in ("first_of", "last_of"):
        found = _several(section).search(folded)
        number = number_of(found[1]) if found else None
        if number is not None and 1 < number < len(ordered):
            return ordered[:number] if section == "first_of" else ordered[-number:]
    return ()


def _counts_all(folded: str, events: Sequence[Event]) -> bool:
    """'Die drei Veranstaltungen' of three, 'an allen vier Montagen' where each is on a Monday, 'обе лекции' of two."""
    alone = _all_alone().match(folded)
    if (alone and number_of(alone[1]) == len(events)) or any(number_of(match[1]) == len(events) for match in _counted().finditer(folded)) or (len(events) == 2 and _both().search(folded)):
        return True
    on_days = {_weekdays()[match["day"]] for match in _counted_days().finditer(folded) if number_of(match["number"]) == len(events)}
    return len(on_days) == 1 and {day_of(event).weekday() for event in events} == on_days


def _all_by_title(folded: str, ordered: Sequence[Event]) -> bool:
    """'Alle drei Bälle', 'alle drei Samstage', where each of the three titles has such a word."""
    return any(number_of(match["number"]) == len(ordered) and all(_stem(match["word"]) in fold(event.title) for event in ordered) for match in _all_so_many().finditer(folded))


def _stem(word: str) -> str:
    return word[:max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING)]


def _places_in_digits(folded: str) -> list[int]:
    """'Zum 1. Abend', 'den 1. und 3. Termin', '2nd session'; "15. Abend" and "2 Termine" are none."""
    found = list(_ordinal_in_digits().finditer(folded))
    return [] if any(_OPEN.search(folded[:match.start()]) for match in found) else [int(number) for match in found for number in re.findall(r"\d", match[1])]


def _numbered(folded: str, ordered: Sequence[Event]) -> tuple[str, ...]:
    """'Termin 2', 'Kurs zwei', 'Teil III', 'Gut zu wissen 1' where the titles are numbered so, and '1 und 3' as the whole line."""
    by_number = _numbers_of_titles(ordered) or {str(place): event.id for place, event in enumerate(ordered, 1)}
    heads = [fold(_TITLE_NUMBER.match(event.title)[1]) for event in ordered[:1] if _TITLE_NUMBER.match(event.title)]  # type: ignore[index]
    label = "|".join([*map(re.escape, heads), rf"(?:{_of_series()})[^\W\d_]*\.?", r"nr\.?", "nummer", r"no\.?", "№", "#"])
    alone = _ONLY_NUMBERS.fullmatch(folded)
    found = [alone] if alone else re.finditer(rf"(?<!\w)(?:{label})\s*({_NUMBERS})(?!\d|[.:]\d|\s*(?:uhr|(?:-|–|bis)\s*\d))", folded)
    found = list(found)
    if not alone and any(_OPEN.search(folded[:match.start()]) for match in found):
        return ()
    is_roman = any(match[3] for event in ordered if (match := _TITLE_NUMBER.match(event.title)))
    numbers = [number for match in found for number in re.findall(r"\d", match[1])] or _in_letters(folded, label, is_roman=is_roman)
    return tuple(by_number[number] for number in dict.fromkeys(numbers)) if numbers and all(number in by_number for number in numbers) else ()


def _in_letters(folded: str, label: str, *, is_roman: bool) -> list[str]:
    """The numbers of "Kurs zwei", "Modul eins und Modul zwei" and "Teil II und III", and of "Teil I" where the titles have such; where something may be counted ("Abend zwei Plätze"), none."""
    shortest = 1 if is_roman else 2
    number = rf"([iv]{{2,3}}(?!\w)|[^\W\d_]{{{shortest},}}(?!\w)(?=\s*(?:$|[,.;:!?)(])|{_AND}))"
    found = re.finditer(rf"(?<!\w)(?:{label})\s+{number}(?:{_AND}(?:(?:{label})\s+([^\W\d_]+)|(?!{label}){number}))?", folded)
    said = [[_ROMAN.get(word) or str(number_of(word) or "") for word in match.groups() if word] for match in found]
    return [number for numbers in said if numbers[0] for number in numbers if number]


def _numbers_of_titles(events: Sequence[Event]) -> dict[str, str]:
    """The numbers in the titles, where all have one behind the same words."""
    found = [(match, event.id) for event in events if (match := _TITLE_NUMBER.match(event.title))]
    is_series = len(found) == len(events) and len({match[1] for match, _ in found}) == 1
    return {match[2] or _ROMAN[fold(match[3])]: key for match, key in found} if is_series else {}


@cache
def _of_series() -> str:
    """The beginnings of words for what a series consists of, and of such as are only numbered: a "Kurs" may be any."""
    return f"(?:{alternatives('dates', 'series')}|{alternatives('dates', 'numbered')}){_OTHER_WORD}"


@cache
def _ordinal_in_digits() -> re.Pattern[str]:
    mark = r"(?:\.|st|nd|rd|th|er|ere|e|eme|º|ª|-?[йгуя]о?|-a)"
    return re.compile(rf"(?<![\w.,:/-])(\d{mark}(?:{_AND}{_NEXT}\d{mark}){{0,4}})\s*(?:{_of_series()})")


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
def _ordinal() -> re.Pattern[str]:
    listed = "|".join(sorted(mapping("ordinals"), key=len, reverse=True))
    return re.compile(rf"(?<!\w)({listed})[nrsm]?\s+(?:[^\W\d_]+\s+)?(?:{_of_series()})")


@cache
def _ordinal_alone() -> re.Pattern[str]:
    """'Den ersten, bitte', 'für den zweiten und den letzten', or "der dritte" as the whole line: nothing else is said of what it counts. "Zum Ersten, wir kommen zu dritt" only counts reasons."""
    listed = "|".join([*sorted(mapping("ordinals"), key=len, reverse=True), alternatives("dates", "last_alone")])
    aimed = rf"(?:{alternatives('dates', 'aimed_articles')})(?!(?<=zum)\s\w+,)"
    whole = rf"(?<![^\W])^\W*(?:{alternatives('dates', 'bare')})(?=\s+\w+\W*(?:bitte|please)?\W*$)"
    end = rf"(?=\s*(?:$|[.,;!?)]|(?:bitte|please|{alternatives('people', 'and')})(?!\w)))"
    return re.compile(rf"(?<!\w)(?:{aimed}|{whole})\s+({listed})[nrsm]?{end}")


@cache
def _ordinal_excepted() -> re.Pattern[str]:
    listed = "|".join(sorted(mapping("ordinals"), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', 'except')})\s+(?:(?:{alternatives('dates', 'bare')})\s+)?({listed})[nrsm]?(?=\s*(?:$|[.,;!?)]))")


@cache
def _all_alone() -> re.Pattern[str]:
    """'Alle vier, bitte' at the beginning of a line; elsewhere it may be people ("wir kommen alle vier")."""
    return re.compile(rf"\W*(?:{alternatives('dates', 'every')})\s+([^\W\d_]+|\d)\s*(?:(?:mal|bitte|please)\b\s*)*(?:$|[,.!;])")


@cache
def _both() -> re.Pattern[str]:
    """Both of two, named in full; "wir beide" are people."""
    days = rf"(?:{'|'.join(map(re.escape, _weekdays()))})[^\W\d_]"
    return re.compile(rf"(?<!\w)(?:(?:{alternatives('dates', 'both')})\s+(?:{_of_series()}|{days})|(?:{alternatives('dates', 'twice')})(?!\w))")


@cache
def _joined_days() -> re.Pattern[str]:
    """Behind a comma something else may be said ("Mittwoch, Donnerstag bin ich verreist")."""
    day = "|".join(re.escape(word) for word in sorted(_weekdays(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)({day})s?\s*(?:[/+&]|(?:{alternatives('people', 'and')})(?!\w))\s*(?:am\s+)?({day})(?=s?(?!\w))")


@cache
def _counted_days() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<number>[^\W\d_]+|\d)\s+(?P<day>{'|'.join(sorted(map(re.escape, _weekdays()), key=len, reverse=True))})[^\W\d_]")


@cache
def _several(section: str) -> re.Pattern[str]:
    behind = rf"\s+(?:{alternatives('dates', 'series')})|\s*(?:$|[^\w\s])|\s+(?:bitte|please)\b"
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', section)})\s+([^\W\d_]+|\d)(?={behind})")


@cache
def _any_of(section: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', section)})(?!\w)")


@cache
def _weekdays() -> dict[str, int]:
    """Folded names of the days of the week; Monday is 0."""
    return {fold(word): place for names in tables("dates")["weekdays"].values() for place, word in enumerate(_days_among(names))}


@cache
def _day() -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(_weekdays(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?P<day>{listed})(?P<ending>\w*)")


def _days_among(names: Sequence[str]) -> Sequence[str]:
    """The first seven of a list are the days; German has two words for the sixth."""
    return [name for name in names if name != "sonnabend"][:7]
