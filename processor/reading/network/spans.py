"""The network's word-by-word judgement put together: runs of words that are one name, one organisation or one number of people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from processor.reading.letter.text import ReadingText
from processor.reading.letter.tokens import Token
from processor.reading.lexicon import words
from processor.reading.network.judgement import ROLES, TAGS, VALUES, Array, look
from processor.reading.numbers import number_of
from processor.reading.people.names import PARTICLES

PERSON_ROLES = ("A", "C", "N")
_BEGINS = np.array([TAGS.index(f"B-{role}") for role in ROLES])
_GOES_ON = np.array([TAGS.index(f"I-{role}") for role in ROLES])
_GROUPS = (("person", (0, 1, 2)), ("organisation", (3,)), ("family", (4,)), ("total", (5,)), ("companions", (6,)), ("choice", (7,)))
_PERSON = 1  # the place of the first group behind "nothing"
_AND = words("people", "and") - PARTICLES
# Between people: "Rolf u. Gerda Brand", "Azra i Haris Delić"; "Kunst & Kultur" is one body.
SIGNS_OF_AND = frozenset({"&", "+", "u", "u.", "i"})
MARKS_AROUND = " .,;:،؛"
# A wrapped line is longer than this; a name may go on in the next one.
WRAPPED = 50


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """Words that belong together.

    Attributes:
        kind: person, organisation, family, total, companions or choice.
        roles: for a person the probability of A (comes), C (is taken off) and N (is only named); their sum is below 1
            where the words may be no name.
        value: for total and companions the number of people.
        certainty: how sure the kind is, 0 to 1.
    """

    kind: str
    tokens: tuple[Token, ...]
    roles: Mapping[str, float]
    value: int
    certainty: float

    @property
    def text(self) -> str:
        """The words as written, within one line with the spaces as written."""
        first, last = self.tokens[0], self.tokens[-1]
        if first.part is last.part:
            return first.part.text[first.start:last.end].strip(MARKS_AROUND)
        return " ".join(token.text for token in self.tokens).strip(MARKS_AROUND)


@lru_cache(maxsize=2)
def find_spans(text: ReadingText) -> tuple[Span, ...]:
    """All spans in the order of the text."""
    seen = look(text)
    if not seen.tokens:
        return ()
    by_role = seen.tags[:, _BEGINS] + seen.tags[:, _GOES_ON]
    by_kind = np.stack([seen.tags[:, 0], *(by_role[:, list(roles)].sum(axis=1) for _, roles in _GROUPS)], axis=1)
    best = by_kind.argmax(axis=1).tolist()
    begins = (seen.tags[:, _BEGINS].sum(axis=1) > seen.tags[:, _GOES_ON].sum(axis=1)).tolist()
    found: list[Span] = []
    start = 0
    for index in range(1, len(seen.tokens) + 1):
        is_same = index < len(seen.tokens) and best[index] == best[start] and (not best[start] or _go_together(seen.tokens[start:index + 1], begins=begins[index], are_people=best[start] == _PERSON))
        if not is_same:
            if best[start]:
                found.append(_span(seen.tokens, (start, index), by_role, by_kind, seen.values))
            start = index
    return tuple(span for span in found if any(token.text[0].isalnum() for token in span.tokens) and not (span.kind == "person" and _is_and(span.tokens[0], are_people=True)))


def _span(tokens: Sequence[Token], where: tuple[int, int], by_role: Array, by_kind: Array, values: Array) -> Span:
    start, end = where
    number = int(by_kind[start].argmax())
    kind = _GROUPS[number - 1][0]
    mean = by_role[start:end].mean(axis=0)
    value = _value(tokens[start:end], values[start:end]) if kind in {"total", "companions"} else 0
    return Span(kind, tuple(tokens[start:end]), dict(zip(PERSON_ROLES, map(float, mean[:3]), strict=True)), value, float(by_kind[start:end, number].mean()))


def _value(tokens: Sequence[Token], values: Array) -> int:
    """Digits and number words speak for themselves; else what the network learned of such words."""
    said = [number for token in tokens if (number := number_of(token.folded.rstrip("."))) is not None]
    guess = int(values.mean(axis=0).argmax())
    if len(said) == 1 and (any(token.text.isdigit() for token in tokens) or guess in {said[0], VALUES - 1}):
        return said[0]
    return guess


def _go_together(tokens: Sequence[Token], *, begins: bool, are_people: bool) -> bool:
    """Whether the last word goes on what the others began; behind one word nobody else can begin without a comma or an "und"."""
    before, token = tokens[-2], tokens[-1]
    if any(_is_and(word, are_people=are_people) for word in (before, token)):
        return not are_people and _joins_halves(tokens)  # "Nazlı und Timo Schröer" are two
    is_cut = len(tokens) == 2 and before.is_word and token.is_word and not before.text.islower()
    is_wrapped = before.part is not token.part and before.is_word and token.is_word
    return (not begins or is_cut or is_wrapped) and _are_joined(before, token)


def _joins_halves(tokens: Sequence[Token]) -> bool:
    """Whether the "und" is that of 'Wein- und Heimatverein', the last word but one or the last."""
    return any(word.is_word and hyphen.text == "-" and hyphen.start == word.end and hyphen.part is word.part for word, hyphen in pairwise(tokens[-4:-1]))


def _is_and(token: Token, *, are_people: bool) -> bool:
    return (are_people and token.text in SIGNS_OF_AND) or (len(token.folded) > 1 and token.text.islower() and token.folded in _AND)


def _are_joined(before: Token, token: Token) -> bool:
    """Whether nothing but a space or the end of a wrapped line stands between two words."""
    if before.part is token.part:
        return True
    is_next = token.place == before.place and token.part.number == before.part.number + 1
    return is_next and len(before.part.text) > WRAPPED and before.end == len(before.part.text.rstrip())
