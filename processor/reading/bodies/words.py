"""The words by which an organisation is known, gathered for all languages."""

from dataclasses import dataclass
from functools import cache

from processor.reading.lexicon import fold, tables


@dataclass(frozen=True, slots=True)
class WordsOfBodies:
    """Folded words of all languages; what each group is stands at the head of lexicon/organisations.toml."""

    suffixes: tuple[str, ...]
    words: frozenset[str]
    strong: frozenset[str]
    bare: frozenset[str]
    cues: frozenset[str]
    endings_with_cue: tuple[str, ...]
    after: tuple[str, ...]


@cache
def words_of_bodies() -> WordsOfBodies:
    """All groups but the names of roles and departments."""
    sections = [section for key, section in tables("organisations").items() if key != "roles"]

    def gather(key: str) -> list[str]:
        return [fold(word) for section in sections for word in section.get(key, ())]

    return WordsOfBodies(
        suffixes=tuple(gather("suffixes")),
        words=frozenset(gather("words")),
        strong=frozenset(gather("strong")),
        bare=frozenset(gather("bare")),
        cues=frozenset(gather("cues")),
        endings_with_cue=tuple(f"{mark}{cue}" for cue in gather("cues") for mark in " ("),
        after=tuple(gather("after")),
    )
