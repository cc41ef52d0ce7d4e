"""What a word of daily life is about, in many languages: "Beisetzung", "pogrzeb" and "funeral" are about death."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from processor.reading.lexicon import fold, read

# Arabic writes "and", "in", "to" and the article in front of the word itself.
_ARABIC_HEADS = ("وال", "بال", "لل", "ال", "و", "ف", "ب", "ل")
_SHORTEST = 3  # letters of a word behind such a head, and of a German compound before its last part
_SHORTEST_END = 5  # letters of that last part
_LONGEST = 40  # letters of a word that is looked up


def fields() -> tuple[str, ...]:
    """The names of all fields of meaning, in the order of lexicon/meanings.toml."""
    return _glossary().fields


def meanings_of(word: str) -> frozenset[str]:
    """The fields to which a folded word belongs: as it stands, by its beginning, or as a German compound by its last part; none beyond 40 letters."""
    if len(word) > _LONGEST:
        return frozenset()
    bare = [word[len(head):] for head in _ARABIC_HEADS if word.startswith(head) and len(word) >= len(head) + _SHORTEST]
    found = frozenset(field for form in (word, *bare) for field in (*_glossary().whole.get(form, ()), *_begun(_glossary().begun, form)))
    return found if found or not word.isascii() else _of_last_part(word)


def _of_last_part(word: str) -> frozenset[str]:
    ends = (word[start:] for start in range(len(word) - _SHORTEST_END, _SHORTEST - 1, -1))
    return next((frozenset(found) for end in ends if (found := _begun(_glossary().german, end, _SHORTEST_END))), frozenset())


def _begun(entries: Mapping[str, tuple[str, ...]], word: str, shortest: int = 1) -> list[str]:
    return [field for length in range(shortest, len(word) + 1) for field in entries.get(word[:length], ())]


@dataclass(frozen=True, slots=True)
class _Glossary:
    """All fields, and those of every entry: of entries that stand for themselves, of those that begin a word, and of all German ones."""

    fields: tuple[str, ...]
    whole: Mapping[str, tuple[str, ...]]
    begun: Mapping[str, tuple[str, ...]]
    german: Mapping[str, tuple[str, ...]]


@cache
def _glossary() -> _Glossary:
    whole: dict[str, tuple[str, ...]] = {}
    begun: dict[str, tuple[str, ...]] = {}
    german: dict[str, tuple[str, ...]] = {}
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}  # most of the 56,000 entries have one field, and the same few tuples do for all
    tables = read("meanings")
    for language, table in tables.items():
        for field, listed in table.items():
            for entry in listed.split():
                word = fold(entry.removesuffix("*"))
                for entries in (begun if entry.endswith("*") else whole, *([german] if language == "de" else [])):
                    both = (*entries.get(word, ()), field)
                    entries[word] = shared.setdefault(both, both)
    return _Glossary(tuple(dict.fromkeys(field for table in tables.values() for field in table)), whole, begun, german)
