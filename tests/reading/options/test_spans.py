"""Options that last from one time of day to another."""

from dataclasses import replace

import pytest

from processor.domain.event import Choices
from processor.reading.options.spans import options_within
from tests.reading.letters import event

FIRST, SECOND, THIRD = "9-11 Uhr", "11-13 Uhr", "13-15 Uhr"
SHIFTS = replace(event(), choices=Choices("Schicht", (FIRST, SECOND, THIRD)))
WORKSHOPS = replace(event(), choices=Choices("Workshop", ("Garten", "Kochen")))


@pytest.mark.parametrize(("clause", "picked"), [
    ("ich kann 11 bis 13", (SECOND,)),
    ("ab 9 Uhr bis 13 Uhr", (FIRST, SECOND)),
    ("von neun bis elf", (FIRST,)),
    ("von eins bis drei", (THIRD,)),
    ("entre 11 et 13", (SECOND,)),
    ("з 9 до 11", (FIRST,)),
    ("nga ora 13 deri në 15", (THIRD,)),
    ("from 1 pm to 3 pm", (THIRD,)),
    ("wir sind 9 bis 11 Leute", ()),
    ("9 oder 11 Uhr", ()),
    ("nicht 9 bis 11, sondern 13 bis 15", (THIRD,)),
    ("von 10 bis 12", ()),
])
def test_a_span_of_time_picks_what_lies_within(clause: str, picked: tuple[str, ...]) -> None:
    assert options_within(clause, SHIFTS) == picked


def test_options_without_times_are_never_picked_by_them() -> None:
    assert options_within("9 bis 11", WORKSHOPS) == ()
