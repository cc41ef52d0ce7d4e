"""The words and marks of a mail in one row, each with its place, for the models that read word by word."""

import re
from dataclasses import dataclass
from functools import lru_cache

from processor.reading.letter.text import Part, ReadingText
from processor.reading.lexicon import fold, words

MOST_TOKENS = 3_000
# Marks above and below letters (Arabic shadda, a combining accent) belong to the word.
_LETTERS = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u0655\u0670])*"
_TOKEN = re.compile(rf"{_LETTERS}(?:[.'’ʼ`-]{_LETTERS})*\.?|\d+|[^\w\s]|_+")
_ABBREVIATED = 3  # letters before the full stop of an abbreviation, at most, where no list knows it


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark; `place` is the part of the letter ("greeting", "body", "signature", "attached"), `start` counts in the part's text."""

    text: str
    folded: str
    part: Part
    start: int
    place: str

    @property
    def end(self) -> int:
        """Behind its last character, in the part's text."""
        return self.start + len(self.text)

    @property
    def is_word(self) -> bool:
        """Whether it consists of letters."""
        return self.text[0].isalpha()


@lru_cache(maxsize=2)
def tokens_of(text: ReadingText) -> tuple[Token, ...]:
    """All tokens of what was newly written, in the order of the lines, and of attached lists; at most MOST_TOKENS."""
    placed = [(part, "greeting") for part in text.greeting] + [(part, "body") for part in text.body] + [(part, "signature") for part in text.signature]
    placed.sort(key=lambda item: item[0].number)
    placed += [(part, "attached") for part in text.lists]
    tokens: list[Token] = []
    for part, place in placed:
        tokens += split(part, place)
        if len(tokens) > MOST_TOKENS:
            break
    return tuple(tokens[:MOST_TOKENS])


def split(part: Part, place: str) -> list[Token]:
    """The tokens of one line; the full stop of a sentence is a mark of its own, that of an abbreviation belongs to its word."""
    found = []
    for match in _TOKEN.finditer(part.text):
        word, start = match[0], match.start()
        if word.endswith(".") and len(word) > 1 and not _is_abbreviation(word):
            found += [Token(word[:-1], fold(word[:-1]), part, start, place), Token(".", ".", part, start + len(word) - 1, place)]
        else:
            found.append(Token(word, fold(word), part, start, place))
    return found


@lru_cache(maxsize=20_000)
def _is_abbreviation(word: str) -> bool:
    bare = word[:-1]
    return len(bare) == 1 or "." in bare or (len(bare) <= _ABBREVIATED and fold(word) in words("people", "titles") | words("people", "honorifics"))
