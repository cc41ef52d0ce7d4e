"""What stands before a name and is no part of it: salutations, titles, ranks, functions."""

import re
from collections.abc import Sequence
from functools import cache

from processor.reading.lexicon import fold, tables, words
from processor.reading.people.name_words import has_capitals_inside, is_hardly_a_name, is_surely_given
from processor.reading.people.names import PARTICLES, SALUTATIONS, is_given_name

SHORTEST_FUNCTION = 8  # letters
RANK_OF_A_WOMAN = re.compile(r"[A-ZÄÖÜ]{2,}in")  # "PHKin", "ORRin"
RANK = re.compile(r"[^\W\d_]{2}\.[^\W\d_]|[^\W\d_]{5}in$")  # "Mag.a", "Amtsrätin"


def without_titles(name: str) -> str:
    """'Frau Dr. Simone Brenneke' is Simone Brenneke."""
    tokens = _without_ranks(name.replace(" ,", ",").split())
    while tokens and (fold(tokens[0]).strip(",") in _before_names() or (len(tokens) > 1 and stands_before_names(tokens[0]))):
        tokens.pop(0)
    return " ".join(token for token in tokens if fold(token).strip(",") not in words("people", "titles") or len(token) < 2).strip(" ,;:.-–*\"'")


def _without_ranks(tokens: list[str]) -> list[str]:
    """'DI Carina Nagel', 'Rashid Malik, CIO': abbreviations on both sides of a whole name; among names in capitals nothing tells them."""
    names = [token for token in tokens if not is_rank(token.strip(","))]
    return names if len(names) > 1 and any(not name.isupper() for name in names) else tokens


def is_rank(word: str) -> bool:
    """Whether a word, as it is written, is the abbreviation of a rank or degree that looks like a name: "DI", "OBI", "MLaw"."""
    return word in _ranks()


def stands_before_names(word: str) -> bool:
    """Whether a word before a name is none of its words: a salutation, a title, or what somebody is ("Gemeindereferentin")."""
    folded = fold(word).strip(",")
    return folded in _before_names() or is_function(folded) or RANK_OF_A_WOMAN.fullmatch(word) is not None


def is_function(folded: str) -> bool:
    """Whether a word says what somebody is by its end: "Betreuungskraft", "Gemeinderat", but not "Montserrat"."""
    return len(folded) >= SHORTEST_FUNCTION and folded.endswith(_ends_of_functions()) and not is_given_name(folded)


def is_rank_before_name(tokens: Sequence[str]) -> bool:
    """'OStR Ines Vogel', 'Amtsrätin Ines Vogel': a rank before a given name. Other words that are hardly a name stay, for a human to see; so does a family name in capitals."""
    is_rank = has_capitals_inside(tokens[0]) or RANK.search(tokens[0]) is not None
    return is_rank and begins_with_no_name(" ".join(tokens)) and (is_given_name(tokens[1]) or is_surely_given(tokens[1]))


def begins_with_no_name(name: str) -> bool:
    """Whether the first of several words is hardly a name: "Blumenladen Winter"; particles, initials, salutations and known given names begin one."""
    head, _, rest = name.partition(" ")
    return bool(rest) and len(head.strip(".")) > 1 and head not in SALUTATIONS and fold(head) not in PARTICLES and not is_given_name(head) and is_hardly_a_name(head)


@cache
def _ends_of_functions() -> tuple[str, ...]:
    return tuple(words("people", "function_ends"))


@cache
def _ranks() -> frozenset[str]:
    return frozenset(word for table in tables("people").values() for word in table.get("ranks", []))


@cache
def _before_names() -> frozenset[str]:
    """Folded words that stand before a name and are none: salutations, titles, functions."""
    return words("people", "honorifics") | words("people", "titles") | words("people", "functions")
