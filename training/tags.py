"""What the network learns to say of every word, and of the mail as a whole."""

from dataclasses import dataclass

from processor.reading.letter.text import ReadingText
from processor.reading.network.judgement import ASKS, MODES, PURPOSES, SEATS, TAGS, WRITERS

ANY_TAG = (1 << len(TAGS)) - 1


@dataclass(frozen=True, slots=True)
class Example:
    """A mail with what the network shall say.

    Attributes:
        allowed: for every token the tags that are right, as bits; more than one where the label leaves it open.
        values: for every token the number of people that it stands for, or -1.
        purpose, asks, writer, mode, seats: numbers in the network's lists; -1 where the label leaves it open.
        has_cases: a name of the label stands in the text in another case than the nominative.
    """

    text: ReadingText
    allowed: tuple[int, ...]
    values: tuple[int, ...]
    purpose: int
    asks: int
    writer: int
    mode: int
    seats: int
    group: str = ""
    has_cases: bool = False


def bit(*tags: str) -> int:
    """These tags as bits."""
    return sum(1 << TAGS.index(tag) for tag in tags)


def seats_in(count: int | None) -> int:
    """The place of a number of seats among SEATS; -1 for None."""
    return -1 if count is None else min(count, len(SEATS) - 1)


def number_in(choices: tuple[str, ...], wanted: str | None) -> int:
    """The place of a word in one of the network's lists; -1 for None."""
    return -1 if wanted is None else choices.index(wanted)


__all__ = ["ANY_TAG", "ASKS", "MODES", "PURPOSES", "TAGS", "WRITERS", "Example", "bit", "number_in", "seats_in"]
