"""The word lists: TOML files that a colleague without Python can extend, one table a language."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import filterfalse, groupby
from typing import Any

SMALL = str.maketrans({
    "ı": "i", "є": "е", "ґ": "г", "ё": "е", "ł": "l", "ß": "ss", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ʼ": "'", "’": "'", "`": "'", "´": "'",
    "ى": "ي", "ی": "ي", "ک": "ك", "أ": "ا", "إ": "ا", "آ": "ا", "ـ": "",
    "\u200b": None, "\u200c": " ", "\u200d": None, "\u200e": None, "\u200f": None, "\ufeff": None, "\u00a0": " ", "\u202f": " ",
})


@cache
def words(name: str, group: str = "words") -> frozenset[str]:
    """The words of `group` in lexicon/<name>.toml, of all languages, folded."""
    return frozenset(fold(word) for table in tables(name).values() for word in table.get(group, []))


@cache
def pattern(name: str, group: str) -> re.Pattern[str]:
    """One pattern of all the patterns of `group`; the texts they are tried on are folded.

    Those with the same beginning stand together: `re` tries it once for all of them, which takes a quarter of the time.
    """
    parts = [fold_pattern(part) for table in tables(name).values() for part in table.get(group, [])]
    return re.compile(_side_by_side(parts, _begins_word, _first_letter) or r"(?!)")


def _side_by_side(parts: Iterable[str], *beginnings: Callable[[str], str]) -> str:
    if not beginnings:
        return "|".join(f"(?:{part})" for part in parts)
    first, *others = beginnings
    return "|".join(f"(?:{_side_by_side(alike, *others)})" for _, alike in groupby(sorted(parts, key=first), first))


def _begins_word(part: str) -> str:
    return part[:2] if part.startswith(r"\b") else ""


def _first_letter(part: str) -> str:
    return part.removeprefix(r"\b")[:1]


@cache
def one_of(name: str, group: str, *, is_folded: bool = True) -> str:
    """The patterns of `group` of all languages, in the order of the file, to be put into a larger pattern."""
    parts = [fold_pattern(part) if is_folded else part for table in tables(name).values() for part in table.get(group, [])]
    return "|".join(f"(?:{part})" for part in parts) or r"(?!)"


@cache
def alternatives(name: str, group: str, *, is_folded: bool = True) -> str:
    """The words of `group` of all languages, or of the table of this name, as alternatives of a larger pattern, longest first."""
    content = tables(name)
    listed = content[group]["words"] if group in content else [word for table in content.values() for word in table.get(group, [])]
    return longest_first(fold(word) if is_folded else word for word in listed)


def longest_first(listed: Iterable[str]) -> str:
    """Words as alternatives of a larger pattern, each before its own beginnings."""
    return "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True))


@cache
def mapping(name: str) -> dict[str, str]:
    """Folded words to the key of the table that lists them."""
    return {fold(word): key for table in tables(name).values() for key, values in table.items() for word in values}


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower case without marks: 'Grüße' is 'grusse', 'İstanbul' is 'istanbul'."""
    if text.isascii():
        return text.lower().translate(SMALL)
    plain = unicodedata.normalize("NFKD", text.lower().translate(SMALL).replace("й", "\ue000").replace("ї", "\ue001"))
    kept = "".join(filterfalse(unicodedata.combining, plain))
    return kept.replace("\ue000", "й").replace("\ue001", "ї").translate(SMALL)


def fold_pattern(part: str) -> str:
    """A pattern folded like the text, its escapes (\\b, \\w, \\S) kept."""
    return "".join(piece if piece.startswith("\\") else fold(piece) for piece in re.split(r"(\\.)", part))


@cache
def tables(name: str) -> dict[str, dict[str, list[str]]]:
    """The lists of words of a whole file, by its first-level tables; raises FileNotFoundError for an unknown name."""
    return read(name)


def read(name: str) -> dict[str, dict[str, Any]]:
    """What stands in lexicon/<name>.toml, not kept for the next one who asks; raises FileNotFoundError for an unknown name."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
