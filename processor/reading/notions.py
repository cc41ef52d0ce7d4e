"""The same notion in other words and in other languages: "podatki" for an option about Steuern."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from processor.reading.lexicon import fold, read

# Before an entry of the glossary that is no beginning of words.
WHOLE = "="
# Letters of a compound's last part, and of what stands before it.
_SHORTEST_TAIL, _SHORTEST_HEAD = 5, 3
_LONGEST_HEAD = 3  # letters that Arabic writes before a word


@cache
def notions_of(word: str) -> frozenset[str]:
    """The notions of the glossary (lexicon/notions.toml) of which a folded German word is one, or else its last part ("Ostseedorsch" is a Dorsch)."""
    return _begun_by(word, 1) or _of_last_part(word)


@cache
def touched_by(word: str) -> frozenset[str]:
    """The notions of a folded German word and of its last part: a "Papierlaterne" is of paper, and a lantern."""
    return _begun_by(word, 1) | _of_last_part(word)


def _of_last_part(word: str) -> frozenset[str]:
    tails = (word[start:] for start in range(len(word) - _SHORTEST_TAIL, _SHORTEST_HEAD - 1, -1))
    return next((found for tail in tails if (found := _begun_by(tail, _SHORTEST_TAIL))), frozenset())


def _begun_by(word: str, shortest: int) -> frozenset[str]:
    """Titles have adjectives without their ending ("Rot") that are too short for a stem ("rote")."""
    of_stem = _german_stems()
    stems = (f"{WHOLE}{word}", f"{word}e", *(word[:end] for end in range(shortest, len(word) + 1)))
    return frozenset(notion for stem in stems if len(stem) >= shortest for notion in of_stem.get(stem, ()))


@cache
def phrases_in(text: str) -> frozenset[str]:
    """The German stems of several words that stand in a folded text: "erste hilfe" in "Erste Hilfe am Kind"."""
    return frozenset(phrase for phrase in _german_stems() if " " in phrase and phrase in text and re.search(rf"(?<!\w){re.escape(phrase)}", text))


@dataclass(frozen=True, slots=True, eq=False)
class Stems:
    """Folded beginnings of words, and whole words, by which something is spoken of; of several words only together."""

    words: tuple[str, ...]
    whole: frozenset[str]
    phrases: re.Pattern[str]

    @classmethod
    def of(cls, stems: Iterable[str]) -> "Stems":
        """From stems of one word or of several, and words marked as whole ones."""
        listed = tuple(stems)
        whole = frozenset(stem.removeprefix(WHOLE) for stem in listed if stem.startswith(WHOLE))
        phrases = "|".join(re.escape(stem) for stem in listed if " " in stem)
        return cls(tuple(stem for stem in listed if " " not in stem and not stem.startswith(WHOLE)), whole, re.compile(rf"(?<!\w)(?:{phrases})" if phrases else r"(?!)"))

    def begin(self, word: str) -> bool:
        """Whether a folded word begins with one of them, or is one; Arabic grows article and "and" to a word's head."""
        return word in self.whole or (bool(self.words) and (word.startswith(self.words) or ("\u0600" <= word[0] <= "\u06ff" and any(word[start:].startswith(self.words) for start in range(1, _LONGEST_HEAD + 1)))))


@cache
def stems_of(notions: frozenset[str]) -> Stems:
    """The beginnings of words, in all languages, by which people speak of these notions."""
    return Stems.of(words_for(notions))


def words_for(notions: frozenset[str]) -> Iterable[str]:
    """The same as mere words."""
    return (stem for notion in notions for stem in _glossary()[notion].all.split("\n"))


def is_said(clause: str, tokens: Iterable[str], stems: Stems) -> bool:
    """Whether a word of the folded clause begins with one of the stems, or a stem of several words stands in it."""
    return any(map(stems.begin, tokens)) or (" " in clause and stems.phrases.search(clause) is not None)


class _Notion(NamedTuple):
    """The folded stems of a notion, a line each, as few of them are ever asked for; and of these the German ones."""

    all: str
    german: tuple[str, ...]


@cache
def _glossary() -> dict[str, _Notion]:
    found = {}
    for name, table in read("notions").items():
        folded = {language: fold(stems).replace(", ", "\n") for language, stems in table.items()}
        found[name] = _Notion("\n".join(folded.values()), tuple(folded["de"].split("\n")))
    return found


@cache
def _german_stems() -> Mapping[str, Sequence[str]]:
    """For every German stem its notions."""
    found: dict[str, list[str]] = {}
    for name, stems in _glossary().items():
        for stem in stems.german:
            found.setdefault(stem, []).append(name)
    return found
