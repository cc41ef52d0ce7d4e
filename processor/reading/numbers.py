"""Numbers as people write them, from 0 to 999, in figures and in words of many languages."""

import re
from functools import cache

from processor.reading.lexicon import fold, tables

_DIGITS = re.compile(r"\d{1,3}")


def number_of(word: str) -> int | None:
    """The number that a word or fixed phrase says ("drei", "zu dritt", "üç kişi", "троє", "٣"), or None."""
    folded = " ".join(fold(word).split()).strip(" .,;:!()")
    if _DIGITS.fullmatch(folded):
        return int(folded)
    return number_words().get(folded)


@cache
def number_words() -> dict[str, int]:
    """All number words and phrases, folded."""
    found: dict[str, int] = {}
    for section in tables("numbers").values():
        for value, spellings in section.items():
            for spelling in spellings:
                found.setdefault(fold(spelling), int(value))
    return found


@cache
def number_pattern() -> str:
    """A group-less alternative that matches every number in folded text; longest phrases first."""
    spellings = sorted(number_words(), key=len, reverse=True)
    return r"(?:(?<![\w.,/:-])\d{1,3}(?![\w/:]|[.,]\d)|(?<!\w)(?:" + "|".join(map(re.escape, spellings)) + r")(?!\w))"
