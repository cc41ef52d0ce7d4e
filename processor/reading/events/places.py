"""The place in a series that words name: "der zweite Termin", "1. und 3. Abend", "Nr. 2", "Teil III", "den ersten, bitte"."""

import re
from collections.abc import Sequence
from functools import cache

from processor.domain.event import Event
from processor.reading.lexicon import alternatives, fold, mapping
from processor.reading.numbers import number_of

_AND = r"\s*(?:[,/+&]|u\.|(?:und|and|ve|et|y|e|i|и|та|і|و)(?![^\W\d_]))\s*"
_NUMBERS = rf"\d(?:{_AND}\d)*+"
_ONLY_NUMBERS = re.compile(rf"\W*({_NUMBERS})\W*")
_TITLE_NUMBER = re.compile(r"(.*?[^\W\d_].*?)(?:\s*(\d)(?!\d)|\s(I{1,3}|IV|V)(?!\w))")
# Before a number: it ends a range, or is one of two.
_OPEN = re.compile(r"(?:\d\W{0,3}(?:bis|oder|or|to|-|–)|(?<!\w)(?:ab|from))\s*(?:zu[mr]?|dem|am|den|the)?\s*$")
_NEXT = r"(?:(?:am|zum|den|dem|der|the)\s+)?"
# How words go on that only begin like those for a series: "Teilnehmer", "Abendessen", "Kursraum".
_OTHER_WORD = r"(?!nehm|icip|ecip|ner|y(?!\w)|ом(?!\w)|ые|essen|kasse|raum|leit|weise)"
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}


def by_place(folded: str, ordered: Sequence[Event]) -> tuple[str, ...]:
    """Those of an ordinal or a number."""
    places = _places_in_digits(folded) or [*_places_of(_ordinal(), folded), *_places_alone(folded, ordered)]
    return tuple(ordered[place - 1].id for place in dict.fromkeys(places) if place <= len(ordered)) or _numbered(folded, ordered)


def excepted_places(folded: str) -> frozenset[int]:
    """The places that a line leaves out: "außer dem 3. Abend", "3. modül hariç", "außer dem zweiten"."""
    return frozenset((*_places_in_digits(folded), *_places_of(_ordinal(), folded), *_places_of(_ordinal_excepted(), folded)))


def _places_of(ordinal: re.Pattern[str], folded: str) -> list[int]:
    return [int(mapping("ordinals")[match[1]]) for match in ordinal.finditer(folded)]


def _places_alone(folded: str, ordered: Sequence[Event]) -> list[int]:
    """'Den zweiten und den letzten, bitte', or "der dritte" as all that is said; where there are options, one of those may be meant."""
    if any(event.choices for event in ordered):
        return []
    answer = _ordinal_as_answer().fullmatch(folded)
    found = [answer] if answer else _ordinal_aimed_at().finditer(folded)
    return [int(mapping("ordinals").get(match[1], len(ordered))) for match in found]


def _places_in_digits(folded: str) -> list[int]:
    """'Zum 1. Abend', 'den 1. und 3. Termin', '2nd session'; "15. Abend" and "2 Termine" are none."""
    found = list(_ordinal_in_digits().finditer(folded))
    return [] if any(_OPEN.search(folded[:match.start()]) for match in found) else [int(number) for match in found for number in re.findall(r"\d", match[1])]


def _numbered(folded: str, ordered: Sequence[Event]) -> tuple[str, ...]:
    """'Termin 2', 'Kurs zwei', 'Teil III', 'Gut zu wissen 1' where the titles are numbered so, and '1 und 3' as the whole line."""
    by_number = _numbers_of_titles(ordered) or {str(place): event.id for place, event in enumerate(ordered, 1)}
    heads = [fold(_TITLE_NUMBER.match(event.title)[1]) for event in ordered[:1] if _TITLE_NUMBER.match(event.title)]  # type: ignore[index]
    label = "|".join([*map(re.escape, heads), rf"(?:{of_series()})[^\W\d_]*\.?", r"nr\.?", "nummer", r"no\.?", "№", "#"])
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
def of_series() -> str:
    """The beginnings of words for what a series consists of, and of such as are only numbered: a "Kurs" may be any."""
    return f"(?:{alternatives('dates', 'series')}|{alternatives('dates', 'numbered')}){_OTHER_WORD}"


@cache
def _ordinal_in_digits() -> re.Pattern[str]:
    mark = r"(?:\.|st|nd|rd|th|er|ere|e|eme|º|ª|-?[йгуя]о?|-a)"
    return re.compile(rf"(?<![\w.,:/-])(\d{mark}(?:{_AND}{_NEXT}\d{mark}){{0,4}})\s*(?:{of_series()})")


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_listed()})[nrsm]?\s+(?:[^\W\d_]+\s+)?(?:{of_series()})")


@cache
def _ordinal_aimed_at() -> re.Pattern[str]:
    """Nothing else is said of what the ordinal counts."""
    end = rf"(?=\s*(?:$|[.;!?)]|,\s*bitte(?!\w)|(?:bitte|{alternatives('people', 'and')})(?!\w)))"
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', 'aimed_articles')})\s+({_listed()}|{alternatives('dates', 'last_alone')})[nrsm]?{end}")


@cache
def _ordinal_as_answer() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternatives('dates', 'bare')})\s+({_listed()}|{alternatives('dates', 'last_alone')})[nrsm]?\W*(?:(?:bitte|please)\W*)?")


@cache
def _ordinal_excepted() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('dates', 'except')})\s+(?:(?:{alternatives('dates', 'bare')})\s+)?({_listed()})[nrsm]?(?=\s*(?:$|[.,;!?)]))")


@cache
def _listed() -> str:
    return "|".join(sorted(mapping("ordinals"), key=len, reverse=True))
