"""Whether a word sounds like a name, judged by its letters: 'Migrationspolitik' does not, 'Feddersen' does."""

from functools import lru_cache

from processor.reading.lexicon import fold
from processor.reading.linear import load

LENGTHS = (2, 3, 4)


@lru_cache(maxsize=20_000)
def likeness(word: str) -> float:
    """The probability from 0 to 1 that a word (not a whole name) is part of a person's name."""
    return max((load("words").probabilities(features(part)).get("name", 0.0) for part in fold(word).strip(".").split("-") if part), default=0.0)


def features(folded: str) -> set[str]:
    """Runs of letters, with the word's beginning and end marked."""
    marked = f"^{folded[:30]}$"
    runs = {marked[start:start + length] for length in LENGTHS for start in range(len(marked) - length + 1)}
    return runs | {f"#{min(len(folded), 14)}"}
