"""The same notion in other words and in other languages: "podatki" for an option about Steuern."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from processor.reading.lexicon import fold, read

# Before an entry of the glossary that is no beginning of words.
WHOLE = "="
# Letters of a compound's last part, and of what stands before it.
_SHORTEST_TAIL, _SHORTEST_HEAD = 5, 3
_LONGEST_HEAD = 3  # letters that Arabic writes before a word
_DIGRAPHS = {"lj": "љ", "nj": "њ", "dž": "џ"}
_SOFT = {"л": "љ", "н": "њ"}
_LETTERS = str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш")


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
    """Folded beginnings of words, and whole words, by which something is spoken of; `phrases`: several words together, and words with a hyphen or the like inside ("e-government")."""

    words: tuple[str, ...]
    whole: frozenset[str]
    phrases: re.Pattern[str]

    @classmethod
    def of(cls, stems: Iterable[str]) -> "Stems":
        """From stems of one word or of several, and words marked as whole ones."""
        listed = tuple(stems)
        whole = frozenset(stem.removeprefix(WHOLE) for stem in listed if stem.startswith(WHOLE))
        phrases = "|".join(re.escape(stem) for stem in listed if not (stem.isalpha() or stem.startswith(WHOLE)))
        return cls(tuple(filter(str.isalpha, listed)), whole, re.compile(rf"(?<!\w)(?:{phrases})" if phrases else r"(?!)"))

    def begin(self, word: str) -> bool:
        """Whether a folded word begins with one of them, or is one; Arabic grows article and "and" to a word's head."""
        return word in self.whole or (bool(self.words) and (word.startswith(self.words) or ("\u0600" <= word[0] <= "\u06ff" and any(word[start:].startswith(self.words) for start in range(1, _LONGEST_HEAD + 1)))))


@cache
def stems_of(notions: frozenset[str]) -> Stems:
    """The beginnings of words, in all languages, by which people speak of these notions."""
    return Stems.of(words_for(notions))


def words_for(notions: frozenset[str]) -> Iterable[str]:
    """The same as mere words."""
    return (stem for notion in notions for stem in _folded(notion))


def is_said(clause: str, tokens: Iterable[str], stems: Stems) -> bool:
    """Whether a word of the folded clause begins with one of the stems, or a stem of several words stands in it."""
    return any(map(stems.begin, tokens)) or (not clause.isalpha() and stems.phrases.search(clause) is not None)


@cache
def _glossary() -> dict[str, dict[str, str]]:
    """For every notion the stems of each language, as written: few of them are ever asked for."""
    return read("notions")


def _folded(notion: str) -> Sequence[str]:
    """The stems of a notion in all languages."""
    stems = _glossary()[notion]
    in_cyrillic = [_in_cyrillic(stems["bs"])] if "bs" in stems else []
    return fold(", ".join([*stems.values(), *in_cyrillic])).split(", ")


def _in_cyrillic(stems: str) -> str:
    """Serbian is written in both scripts; the glossary holds the Latin one, under "bs", where "nj" may follow a stem's last "n"."""
    for latin, cyrillic in _DIGRAPHS.items():
        stems = stems.replace(latin, cyrillic)
    written = stems.translate(_LETTERS).split(", ")
    return ", ".join([*written, *(stem[:-1] + _SOFT[stem[-1]] for stem in written if stem[-1] in _SOFT)])


@cache
def _german_stems() -> Mapping[str, Sequence[str]]:
    """For every German stem its notions."""
    found: dict[str, list[str]] = {}
    for name, table in _glossary().items():
        for stem in fold(table["de"]).split(", "):
            found.setdefault(stem, []).append(name)
    return found
