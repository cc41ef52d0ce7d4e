"""What a word of daily life is about, in many languages: "Beisetzung", "pogrzeb" and "funeral" are about death."""

from collections.abc import Iterable
from functools import cache

from processor.reading.lexicon import fold, tables

# Arabic writes "and", "in", "to" and the article in front of the word itself.
_ARABIC_HEADS = ("وال", "بال", "لل", "ال", "و", "ف", "ب", "ل")
_SHORTEST = 3  # letters of a word behind such a head, and of a German compound before its last part
_SHORTEST_END = 5  # letters of that last part
_LONGEST = 40  # letters of a word that is looked up


@cache
def fields() -> tuple[str, ...]:
    """The names of all fields of meaning, in the order of lexicon/meanings.toml."""
    return tuple(dict.fromkeys(field for table in tables("meanings").values() for field in table))


def meanings_of(word: str) -> frozenset[str]:
    """The fields to which a folded word belongs: as it stands, by its beginning, or as a German compound by its last part; none beyond 40 letters."""
    if len(word) > _LONGEST:
        return frozenset()
    bare = [word[len(head):] for head in _ARABIC_HEADS if word.startswith(head) and len(word) >= len(head) + _SHORTEST]
    found = frozenset(field for form in (word, *bare) for field in (*_whole().get(form, ()), *_begun(_beginnings(), form)))
    return found if found or not word.isascii() else _of_last_part(word)


def _of_last_part(word: str) -> frozenset[str]:
    ends = (word[start:] for start in range(len(word) - _SHORTEST_END, _SHORTEST - 1, -1))
    return next((frozenset(found) for end in ends if (found := _begun(_german(), end, _SHORTEST_END))), frozenset())


def _begun(entries: dict[str, list[str]], word: str, shortest: int = 1) -> list[str]:
    return [field for length in range(shortest, len(word) + 1) for field in entries.get(word[:length], ())]


@cache
def _whole() -> dict[str, list[str]]:
    return _by_word((word, field) for word, field in _entries(*tables("meanings")) if not word.endswith("*"))


@cache
def _beginnings() -> dict[str, list[str]]:
    return _by_word((word, field) for word, field in _entries(*tables("meanings")) if word.endswith("*"))


@cache
def _german() -> dict[str, list[str]]:
    return _by_word(_entries("de"))


def _entries(*languages: str) -> list[tuple[str, str]]:
    return [(word, field) for language in languages for field, words in tables("meanings")[language].items() for word in words]


def _by_word(entries: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word, field in entries:
        found.setdefault(fold(word.removesuffix("*")), []).append(field)
    return found
