"""Somebody whom a mail names, and each place where it does."""

from collections.abc import Mapping
from dataclasses import dataclass

from processor.reading.letter.text import Part
from processor.reading.network.spans import PERSON_ROLES

# How much the display name, greeting or signature says of somebody whom the text names as well.
BESIDE = 0.3


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named.

    Attributes:
        name: without title, given before family name, in the nominative; a lone family name with its salutation ("Frau Demir").
        part: the line.
        said: its words that are the name, as they stand there.
        place: subject, sender (the display name of From), greeting, body, signature or attached.
        source: what found it: table, form, list or network.
        roles: the probability of A (comes), C (is taken off), N (is only named).
        certainty: that these words are a person's name, 0 to 1.
        start: where `said` begins in the line's text; -1 where the whole line is meant.
    """

    name: str
    part: Part
    said: str
    place: str
    source: str
    roles: Mapping[str, float]
    certainty: float = 1.0
    start: int = -1

    @property
    def end(self) -> int:
        """Behind the last character of the name, in the line's text; 0 where the whole line is meant."""
        return self.start + len(self.said) if self.start >= 0 else 0


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """Somebody named: the fullest form of the name, given before family name, and every mention of it."""

    name: str
    mentions: tuple[Mention, ...]

    @property
    def is_sender(self) -> bool:
        """Whether the display name of From is this one."""
        return self.is_in("sender")

    @property
    def is_structured(self) -> bool:
        """Whether a form or a table says that this is a person."""
        return any(mention.source in {"table", "form"} for mention in self.mentions)

    @property
    def certainty(self) -> float:
        """That this is a person's name at all, 0 to 1."""
        return max(mention.certainty for mention in self.mentions)

    @property
    def roles(self) -> dict[str, float]:
        """The probability of each role, over all mentions; they sum to 1.

        What is plain in one place outweighs what is vague in another, what the text says outweighs who sends or signs it.
        """
        is_told = self.is_in("body", "attached")
        weights = [max(mention.roles.values()) ** 3 * (BESIDE if is_told and mention.place not in {"body", "attached"} else 1.0) for mention in self.mentions]
        sums = {role: sum(mention.roles[role] * weight for mention, weight in zip(self.mentions, weights, strict=True)) + 1e-6 for role in PERSON_ROLES}
        return {role: value / sum(sums.values()) for role, value in sums.items()}

    def is_in(self, *places: str) -> bool:
        """Whether a mention stands in one of the places."""
        return any(mention.place in places for mention in self.mentions)
