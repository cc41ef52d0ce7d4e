"""Names that a sentence puts into another case, as their bearers write them: "Дарину Скрипник" is Дарина Скрипник, "Piotra Nowaka" Piotr Nowak."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from processor.reading.inflection import NEVER_NOMINATIVE, with_other_ending
from processor.reading.lexicon import tables
from processor.reading.people.names import is_given_name

_NO_RELATIVES: frozenset[str] = frozenset()
# Letters of Sorani that Arabic and Persian do not have.
_SORANI = re.compile("[ەێۆڕڵڤ]")
_ENDS_CLAUSE = re.compile(r"\s*(?:[،,.؛!]|$)")


def in_nominative(tokens: Sequence[str], families: frozenset[str] = _NO_RELATIVES, *, is_man: bool = False) -> list[str]:
    """The words of a name in the nominative; `families`: the family names of others, as they are written; `is_man`: the sentence says so ("моего мужа Ерлана Ахметова").

    A known given name stays ("Jana Becker"), unless the family name shows the case: by its end ("Edina Begovića"), or because somebody else
    bears it without ("Jana Wróbla" beside Katarzyna Wróbel).
    """
    if len(tokens) < 2:
        return list(tokens)
    is_known = is_given_name(tokens[0]) and not tokens[0].endswith(NEVER_NOMINATIVE)
    found = (_in_case(tokens, endings, families, is_known=is_known, is_man=is_man) for endings in tables("inflection").values() if not tokens[-1].endswith(tuple(endings.get("family_never", ()))))
    return max(filter(None, found), key=lambda name: (name[-1] != tokens[-1], is_given_name(name[0])), default=list(tokens))  # "Миколою Петренком" is a man's name by its end


def without_copula(name: str, before: str, behind: str) -> str:
    """'من ئاوین حەسەنم،' says "I am Awin Hassan": Sorani sets "am" and "is" at the end of a name behind "I" and "my name"; `before` and `behind`: the rest of the line."""
    if not _SORANI.search(before + name + behind) or not _ENDS_CLAUSE.match(behind):
        return name
    ends = (end for word, _, end in (pair.partition("=") for pair in tables("names")["ckb"]["copula"]) if before.split()[-1:] == [word])
    return next((name.removesuffix(end) for end in ends), name)


class _Family(NamedTuple):
    """A family name in the nominative, "" where the endings do not fit; `is_plain`: it was plainly in another case before."""

    name: str
    is_plain: bool


def _in_case(tokens: Sequence[str], endings: Mapping[str, list[str]], families: frozenset[str], *, is_known: bool, is_man: bool) -> list[str]:
    """The name by the endings of one gender, where the given name is then a known one, or the family name leaves no doubt; [] where they do not fit."""
    family = _family(tokens[-1], endings, families, is_man=is_man)
    is_fitting = family.is_plain or (not is_known and (family.name or "family" in endings))
    given = _given(tokens[0], endings["given"], is_shown=family.is_plain, is_known=is_known)
    between = [next(with_other_ending(token, endings.get("patronymic", [])), token) for token in tokens[1:-1]]
    return [given, *between, family.name or tokens[-1]] if given and is_fitting else []


def _family(word: str, endings: Mapping[str, list[str]], families: frozenset[str], *, is_man: bool) -> _Family:
    beside = next((family for family in with_other_ending(word, endings.get("family_beside", [])) if family in families), "")
    plain = [*endings.get("family_plainly", []), *(endings.get("family_of_a_man", []) if is_man else [])]
    plainly = next(with_other_ending(word, plain), "") or (beside if beside != word else "")
    perhaps = next(with_other_ending(word, [*endings.get("family", []), *endings.get("family_too", [])]), "")
    return _Family(plainly or beside or perhaps, bool(plainly))


def _given(word: str, endings: Sequence[str], *, is_shown: bool, is_known: bool) -> str:
    """The known given name of which the word is a case; else, where the family name shows a case, the likeliest form of an unknown one, and the known one itself; "" where the endings do not fit."""
    possible = list(with_other_ending(word, endings))
    unknown = possible[:1] if word.endswith(NEVER_NOMINATIVE) or (is_shown and not is_known) else [word] if possible and is_shown else []
    return next(iter([*filter(is_given_name, possible), *unknown]), "")
