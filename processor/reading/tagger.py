"""Finds the names of people in running text, word by word, with a small sequence model (a conditional random field)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pycrfsuite

from processor.reading import learned
from processor.reading.lexicon import fold, words
from processor.reading.names import HOMOGRAPHS, PARTICLES
from processor.reading.text import ReadingText
from processor.reading.tokens import Token, tokens_of
from processor.reading.wordshape import likeness

_MARKS = frozenset({",", ";", ":", "(", ")", "/", "&", "-", "–", "|", "+", "*", "•", "\"", "„", "“", ".", "!", "?", "@"})
_SUFFIXES = (2, 3)


@dataclass(frozen=True, slots=True)
class Span:
    """Words that the model takes for one person's name, with its certainty from 0 to 1."""

    tokens: tuple[Token, ...]
    confidence: float

    @property
    def text(self) -> str:
        """The words with single spaces between them."""
        return " ".join(token.text for token in self.tokens).strip(" .")


def find_spans(text: ReadingText) -> list[Span]:
    """The names of people in the order of the text."""
    tokens = tokens_of(text)
    if not tokens:
        return []
    tagger = load()
    tags = tagger.tag(features(tokens, hints(text)))
    spans: list[Span] = []
    start: int | None = None
    for index in range(len(tokens) + 1):
        tag = tags[index] if index < len(tokens) else "O"
        is_broken = start is not None and index < len(tokens) and not _are_joined(tokens[index - 1], tokens[index])
        if start is not None and (tag != "I" or is_broken):
            certainty = min(max(tagger.marginal("B", at), tagger.marginal("I", at)) for at in range(start, index))
            spans.append(Span(tuple(tokens[start:index]), certainty))
            start = None
        if tag == "B" or (tag == "I" and start is None):
            start = index
    return [span for span in spans if any(token.is_word for token in span.tokens)]


def hints(text: ReadingText) -> frozenset[str]:
    """Folded words of the sender's display name and address, which show what a name is."""
    if text.sender is None:
        return frozenset()
    local = text.sender.email.partition("@")[0]
    pieces = fold(f"{text.sender.name} {local}".replace(".", " ").replace("_", " ").replace("-", " ").replace(",", " ")).split()
    return frozenset(piece for piece in pieces if len(piece) > 2 and piece.isalpha() and not words("function_words") & {piece})


def features(tokens: Sequence[Token], hinted: frozenset[str]) -> list[list[str]]:
    """What the model sees of each token: shapes, kinds and neighbours; never the letters of a name beyond its ending."""
    own = [_own_features(tokens, index, hinted) for index in range(len(tokens))]
    rows = []
    for index, mine in enumerate(own):
        row = list(mine)
        for distance in (-2, -1, 1, 2):
            at = index + distance
            if 0 <= at < len(own):
                row += [f"{distance}:{feature}" for feature in own[at] if not feature.startswith("s")]
        rows.append(row)
    return rows


def _own_features(tokens: Sequence[Token], index: int, hinted: frozenset[str]) -> list[str]:
    token = tokens[index]
    found = [f"x={shape(token.text)}", f"p={token.place}"]
    if index == 0 or tokens[index - 1].part is not token.part:
        found.append("first")
    if index + 1 == len(tokens) or tokens[index + 1].part is not token.part:
        found.append("last")
    if not token.is_word:
        return [*found, f"m={token.text if token.text in _MARKS else 'mark'}"]
    bare = token.folded.rstrip(".")
    kinds = kinds_of(bare)
    found += [f"k={kind}" for kind in kinds]
    if bare in hinted:
        found.append("hint")
    if any(kind[:4] not in {"give", "fami", "like"} for kind in kinds) and not {"given", "family"} & set(kinds):
        found.append(f"w={bare}")
    else:
        found += [f"s{length}={bare[-length:]}" for length in _SUFFIXES if len(bare) > length + 1]
    return found


@cache
def kinds_of(bare: str) -> tuple[str, ...]:
    """The closed lists that hold a folded word, and how much it sounds like a name."""
    found = [name for name in ("honorifics", "titles", "functions", "kin", "kin_plural", "possessives", "writer", "and") if bare in words("people", name) or f"{bare}." in words("people", name)]
    if bare in PARTICLES:
        found.append("particle")
    if bare in words("function_words"):
        found.append("function")
    if bare in words("common_words") or bare in words("forms"):
        found.append("common")
    parts = bare.split("-")
    if all(part in words("first_names") for part in parts) and bare not in HOMOGRAPHS:
        found.append("given")
    if any(part in words("family_names") for part in parts):
        found.append("family")
    return (*found, f"like{int(likeness(bare) * 5)}")


def shape(text: str) -> str:
    """The outline of a word: 'Xx', 'XX', 'x', 'X.', 'X-X', a script without capitals, a number or a mark."""
    if text[0].isdigit():
        return f"9{min(len(text), 5)}"
    if not text[0].isalpha():
        return "mark"
    if not (text[0].isupper() or text[0].islower()):
        return "other"
    if text.rstrip(".").isupper():
        return "X." if len(text.rstrip(".")) == 1 else "XX"
    kind = "Xx" if text[0].isupper() else "x"
    return kind + ("-" if "-" in text else "") + ("." if text.endswith(".") else "")


def _are_joined(before: Token, token: Token) -> bool:
    """Whether nothing but a space or the end of a wrapped line stands between two words."""
    if before.part is token.part:
        return True
    return token.part.number == before.part.number + 1 and len(before.part.text) > 50 and before.end == len(before.part.text.rstrip())


@cache
def load() -> pycrfsuite.Tagger:
    """The model learned/persons.crfsuite, as `training` wrote it."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(learned.path_of("persons.crfsuite")))
    return tagger
