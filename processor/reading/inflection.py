"""Endings that a language adds to a name in a sentence."""

import re
from collections.abc import Iterator, Sequence

_TURKISH = re.compile(r"(?<=[^\W\d_]{2})['’](?:y?l[ae]|[nd]?[dt]?[ae]n?|n?[ıiuü]n|y?[ıiuü]|y?[ae])$")
# No given name ends so in the nominative, even where one without the mark is known: "Annę" is no Anne.
NEVER_NOMINATIVE = ("ę", "ą")


def without_case_ending(name: str) -> str:
    """The name as its bearer writes it: Turkish sets its case endings off ("Mustafa Kaya'nın", "Umut Derneği'nden")."""
    return _TURKISH.sub("", name)


def with_other_ending(word: str, endings: Sequence[str]) -> Iterator[str]:
    """The word with each of the endings ("у=а") that it has put into the nominative."""
    for pair in endings:
        written, _, nominative = pair.partition("=")
        if word.endswith(written) and len(word) > len(written) + 1:
            yield word[:len(word) - len(written)] + nominative
