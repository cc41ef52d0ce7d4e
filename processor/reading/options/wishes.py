"""What the words around an option say of it: wished for, done without, picked before, or a second choice."""

import re
from functools import cache

from processor.reading.letter.forms import ticked
from processor.reading.lexicon import alternatives, fold, pattern, tables
from processor.reading.numbers import DIGITS


def wanted(clause: str) -> str:
    """What is ticked in a clause, or else all of it up to its second choice; folded, with Latin digits."""
    ticks = ticked(clause)
    return _first_choice(fold(clause if ticks is None else ticks).translate(DIGITS)[:1000])


def _first_choice(folded: str) -> str:
    """The clause up to what shall hold only if the first choice is full."""
    match = second_choice().search(folded)
    return folded[:match.start()] if match and match.start() > 0 else folded


@cache
def second_choice() -> re.Pattern[str]:
    """Words from which on a clause tells what shall hold only if the first choice is full: "falls", "wenn da alles besetzt ist"."""
    return re.compile(rf"{around('second').pattern}|(?<!\w)(?:{alternatives('choice_words', 'if')})(?:\s+\w+){{1,5}}?\s+(?:{alternatives('choice_words', 'full')})(?!\w)")


def is_former(folded: str, start: int, end: int) -> bool:
    """Whether a folded clause names what stands between the two places as what was picked before or is not picked."""
    before, after = folded[max(0, start - 22):start], folded[end:end + 22]
    if re.match(r"\s*(?:\w+\s)?(?:yerine|degil|auf dem zettel|gebucht|angemeldet)", after):
        return True
    if re.search(r"(?<!\w)von (?:\w+ )?$", before) and re.search(r"(?<!\w)(?:auf|in|zu)(?!\w)", after):
        return True
    return around("former").search(before.rpartition(",")[2]) is not None


def kept_words(folded: str, word: re.Pattern[str]) -> list[str]:
    """The words of a folded clause that `word` finds, but for those named as not, or not any more, wished for: "statt Drucken", "nicht zum Weben", "erst wollten wir Drucken"."""
    found = list(word.finditer(folded))
    if not (around("former").search(folded) or around("at_first").search(folded)):
        return [match[0] for match in found]
    return [match[0] for match in found if not is_dropped(folded[:match.start()])]


def is_dropped(before: str) -> bool:
    """Whether the folded text right before a word says that it is not, or not any more, wished for."""
    return _dropped().search(before[-60:]) is not None or around("at_first").search(around("turns").split(before.rpartition(",")[2])[-1]) is not None


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile(rf"{around('former').pattern}\s+(?:(?!(?:{alternatives('choice_words', 'turns')})(?!\w))\w+\s+){{0,2}}$")


def is_either(folded: str) -> bool:
    """Whether a folded clause says "or"."""
    return around("either").search(folded) is not None


def is_wished(folded: str) -> bool:
    """Whether something is wished for; 'Kochen interessiert mich nicht' wishes for nothing."""
    return any(wishes().search(piece) and not pattern("acts", "negation").search(piece) for piece in folded.split(","))


@cache
def around(section: str) -> re.Pattern[str]:
    """The words of a section of lexicon/choice_words.toml, whole."""
    listed = "|".join(re.escape(fold(word)) for word in tables("choice_words")[section]["words"])
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


@cache
def wishes() -> re.Pattern[str]:
    """Beginnings of words by which something is wished for."""
    return re.compile(rf"(?<!\w)(?:{alternatives('choice_words', 'wishes')})")
