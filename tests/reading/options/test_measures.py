"""Options told apart by a number and its unit."""

import pytest

from processor.domain.event import Choices
from processor.reading.options.measures import options_measuring

RIDES = Choices("Strecke", ("Familienrunde 12 km", "Waldrunde 30 km", "Bahnsprint 500 m"))
FAMILY, FOREST, SPRINT = RIDES.options


@pytest.mark.parametrize(("clause", "picked"), [
    ("wir fahren die 12 Kilometer", (FAMILY,)),
    ("30km bitte", (FOREST,)),
    ("запишите меня на 30 километров", (FOREST,)),
    ("500-Meter-Strecke", (SPRINT,)),
    ("12 oder 30 km", ()),
    ("12 km oder 30 km", ()),
    ("statt der 30 km nur die 12 km", (FAMILY,)),
    ("Wir sind 12 Leute", ()),
    ("Ich wohne 12 km entfernt", ()),
])
def test_a_measure_picks_its_option(clause: str, picked: tuple[str, ...]) -> None:
    assert options_measuring(clause, RIDES) == picked
