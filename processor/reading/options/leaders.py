"""Who leads which option of an event, by its title or its announcement: "Tisch 1: Zuschüsse der Stadt (Silke Dördelmann)"."""

import re
from collections.abc import Iterator
from functools import cache

from processor.domain.event import Event
from processor.reading.lexicon import alternatives, fold
from processor.reading.options.announced import announced_behind
from processor.reading.options.wishes import is_former, wanted
from processor.reading.people.before_names import stands_before_names

_WORD = re.compile(r"[^\W\d_][\w'’-]*\.?")
_LONGEST_ENDING = 3  # "Bajrami" and "Bajramijem"
_SHORTEST_STEM = 4  # letters of a name that takes endings


@cache
def leaders_of(event: Event) -> dict[str, str]:
    """Folded family names by which a mail may pick an option, each with the option; nobody who leads two."""
    return {fold(person.split()[-1]): option for person, option in _leading(event).items()}


def options_led_by(clause: str, event: Event) -> tuple[str, ...]:
    """The options to whose leaders a clause wants to go: "bei Frau Dr. Krohn", "der Vortrag von Herrn Voss", "zum Jonas"; whoever is only thanked or quoted leads to none."""
    leading = _leading(event)
    folded = wanted(clause) if leading else ""
    found = [option for start, end, person in _named_in(folded, leading) for option in (leading[person],)
             if not is_former(folded, start, end) and not _talked().search(folded[end:])]
    return tuple(dict.fromkeys(found))


@cache
def _leading(event: Event) -> dict[str, str]:
    """Whoever is named in the title of one option alone or right behind it, with the option."""
    if event.choices is None:
        return {}
    behind = announced_behind(event)
    found: dict[str, list[str]] = {}
    for option in event.choices.options:
        said = f"{fold(option)} {behind.get(option, '')}"
        for person in event.people:
            if re.search(rf"(?<!\w){re.escape(fold(person.split()[-1]))}(?!\w)", said):
                found.setdefault(person, []).append(option)
    return {person: options[0] for person, options in found.items() if len(options) == 1}


def _named_in(folded: str, leading: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where somebody who leads is named behind a word that aims at them, with title, salutation or given name between."""
    names = {person: (fold(person.split()[0]), fold(person.split()[-1])) for person in leading}
    words = list(_WORD.finditer(folded))
    for index, word in enumerate(words):
        for person, (given, family) in names.items():
            if not (_is_form_of(word[0], family) or word[0] == given):
                continue
            before = index
            while before and (stands_before_names(words[before - 1][0]) or words[before - 1][0] == given):
                before -= 1
            aim = folded[:words[before].start()]
            if (_aims() if _is_form_of(word[0], family) else _goes_to()).search(aim):
                yield words[before].start(), word.end(), person


def _is_form_of(word: str, family: str) -> bool:
    bare = word.rstrip(".")
    return bare == family or (len(family) >= _SHORTEST_STEM and bare.startswith(family) and len(bare) <= len(family) + _LONGEST_ENDING)


@cache
def _aims() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:(?:{alternatives('choice_words', 'leader_before')})|(?:{alternatives('choice_words', 'led')})\w*\s+(?:{alternatives('choice_words', 'led_by')}))\s+$")


@cache
def _goes_to() -> re.Pattern[str]:
    """Before a given name alone: a companion may bear it as well."""
    return re.compile(rf"(?<!\w)(?:{alternatives('choice_words', 'goes_to')})\s+$")


@cache
def _talked() -> re.Pattern[str]:
    """'Mit Frau Krohn ist das besprochen.'"""
    return re.compile(rf"(?<!\w)(?:{alternatives('choice_words', 'talked')})")
