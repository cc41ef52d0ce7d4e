"""A mail with the roles of its people as far as they are known: what the rules for roles look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from processor.reading.acts import Clause
from processor.reading.letter.text import ReadingText
from processor.reading.network.judgement import look
from processor.reading.people.party import Party
from processor.reading.people.person import Person
from processor.reading.purpose import Verdict

COMES, GONE, NAMED = "A", "C", "N"
# Below this a person's role is a question for staff.
CERTAIN = 0.8
DOUBLE = 2
# Above this the number of seats does not overrule what the words say of the writer.
SURE_OF_WRITER = 0.9
# Below this the mail as a whole leaves it to the words whether the writer is the one who cancels.
SURE_TO_CANCEL = 0.8


@dataclass(slots=True)
class RoleCase:
    """A mail with the roles as far as they are known.

    Attributes:
        by_rule: what the rules alone make of each person; "" where they are silent.
        roles: COMES, GONE or NAMED for each person.
    """

    text: ReadingText
    clauses: Sequence[Clause]
    verdict: Verdict
    party: Party
    writer: Person | None
    by_rule: dict[Person, str]
    roles: dict[Person, str]

    @property
    def whole(self) -> Mapping[str, float]:
        """What the network makes of the writer from the mail as a whole."""
        return look(self.text).whole["writer"]


def is_far_surer(one: float, other: float) -> bool:
    """Whether the doubt in one probability is less than half of that in another."""
    return 1 - other > DOUBLE * (1 - one) + 0.005
