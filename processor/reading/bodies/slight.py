"""Words in which the network sees an organisation at least slightly: enough where the event asks for one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from processor.reading.letter.text import Part, ReadingText
from processor.reading.letter.tokens import Token
from processor.reading.lexicon import words
from processor.reading.network.judgement import TAGS, look
from processor.reading.numbers import number_of

# A word from which on one may be named, and how much less is enough for the words around it.
SLIGHT = 0.1
AROUND = 0.05
_BODY = [TAGS.index("B-G"), TAGS.index("I-G")]
_MARKS = " .,;:()"
_PLACES = frozenset({"body", "greeting", "signature", "sender", "attached"})


@dataclass(frozen=True, slots=True)
class SlightBody:
    """Words that may name an organisation; `certainty` is that of the surest word."""

    name: str
    part: Part
    certainty: float


def slight_bodies(text: ReadingText) -> Iterator[SlightBody]:
    """Runs of words of one line, without the article before and a number behind them."""
    seen = look(text)
    likely = [(token, float(tags[_BODY].sum())) for token, tags in zip(seen.tokens, seen.tags, strict=False)]
    for run in _runs(likely):
        tokens = _without_edges([token for token, _ in run])
        certainty = max(sure for _, sure in run)
        if tokens and certainty >= SLIGHT:
            part = tokens[0].part
            yield SlightBody(part.text[tokens[0].start:tokens[-1].end].strip(_MARKS), part, certainty)


def _runs(likely: Sequence[tuple[Token, float]]) -> Iterator[list[tuple[Token, float]]]:
    run: list[tuple[Token, float]] = []
    for token, sure in likely:
        if run and (sure < AROUND or token.part is not run[-1][0].part):
            yield run
            run = []
        if sure >= AROUND and token.place in _PLACES:
            run.append((token, sure))
    if run:
        yield run


def _without_edges(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[0].folded in words("function_words") or not tokens[0].text[0].isalnum()) and tokens[0].text[0] not in "\"„“«":
        tokens = tokens[1:]
    while len(tokens) > 1 and (tokens[-1].folded in words("function_words") or (tokens[-1].is_word and number_of(tokens[-1].folded) is not None)):
        tokens = tokens[:-1]
    return tokens
