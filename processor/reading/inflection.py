"""Endings that a language adds to a name in a sentence."""

import re
from collections.abc import Iterator, Sequence

from processor.reading.bodies.words import words_of_bodies
from processor.reading.lexicon import alternatives, fold, words

_TURKISH = re.compile(r"(?<=[^\W\d_]{2})['’](?:y?l[ae]|[nd]?[dt]?[ae]n?|n?[ıiuü]n|y?[ıiuü]|y?[ae])$")
_INFLECTING = re.compile(rf"(?:{alternatives('organisations', 'inflecting')})$")
_MASCULINE = tuple(words("organisations", "masculine"))
_NEUTER = tuple(words("organisations", "neuter"))
# No given name ends so in the nominative, even where one without the mark is known: "Annę" is no Anne.
NEVER_NOMINATIVE = ("ę", "ą", "ию", "ію", "ою")


def without_case_ending(name: str) -> str:
    """The name as its bearer writes it: Turkish sets its case endings off ("Mustafa Kaya'nın", "Umut Derneği'nden")."""
    return _TURKISH.sub("", name)


def with_other_ending(word: str, endings: Sequence[str]) -> Iterator[str]:
    """The word with each of the endings ("у=а") that it has put into the nominative."""
    for pair in endings:
        written, _, ending = pair.partition("=")
        if word.endswith(written) and len(word) > len(written) + 1:
            yield word[:len(word) - len(written)] + ending


def nominative(name: str, before: str) -> str:
    """The German name as the body itself writes it: "beim Türkischen Elternverein" and "der Türkische Elternverein" are the Türkischer Elternverein."""
    match = re.match(r"^([A-ZÄÖÜ][a-zäöüß-]{3,25}?)en? (?=([A-ZÄÖÜ][\w-]+))", name)
    head = fold(match[2]) if match else ""
    # Behind "der" such a word is a woman's or several people's: "von der Kleinen Freiheit", "der Grünen Damen".
    is_adjective = head.endswith(words_of_bodies().suffixes) or head in words_of_bodies().words or before.endswith(" der")
    if match is None or not is_adjective or not _INFLECTING.search(before):
        return name
    ending = "er" if head.endswith(_MASCULINE) else "es" if head.endswith(_NEUTER) else "e"
    return match[1] + ending + name[match.end() - 1:]
