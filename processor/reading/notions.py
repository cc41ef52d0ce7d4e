"""The same notion in other words and in other languages: "podatki" for an option about Steuern."""

import re
from collections.abc import Sequence
from functools import cache

from processor.reading.lexicon import fold, tables


@cache
def notions_of(word: str) -> frozenset[str]:
    """The notions of the glossary (lexicon/notions.toml) of which a folded German word is one."""
    return frozenset(name for name, stems in _stems().items() if word.startswith(tuple(fold(stem) for stem in tables("notions")[name]["de"])))


@cache
def phrases_in(text: str) -> frozenset[str]:
    """The German stems of several words that stand in a folded text: "erste hilfe" in "Erste Hilfe am Kind"."""
    return frozenset(phrase for table in tables("notions").values() for stem in table["de"] if " " in (phrase := fold(stem)) and re.search(rf"(?<!\w){re.escape(phrase)}", text))


@cache
def stems_of(notions: frozenset[str]) -> tuple[str, ...]:
    """The beginnings of words, in all languages and folded, by which people speak of these notions."""
    return tuple(stem for notion in sorted(notions) for stem in _stems()[notion])


def is_said(clause: str, tokens: Sequence[str], stems: tuple[str, ...]) -> bool:
    """Whether a word of the folded clause begins with one of the stems, or a stem of several words stands in it; Arabic grows article and "and" to a word's head."""
    if any(token.startswith(stems) or ("\u0600" <= token[0] <= "\u06ff" and any(stem in token for stem in stems)) for token in tokens):
        return True
    return _phrases(stems).search(clause) is not None


@cache
def _phrases(stems: tuple[str, ...]) -> re.Pattern[str]:
    listed = [re.escape(stem) for stem in stems if " " in stem]
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed)})" if listed else r"(?!)")


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    return {name: tuple(fold(stem) for stems in table.values() for stem in stems) for name, table in tables("notions").items()}
