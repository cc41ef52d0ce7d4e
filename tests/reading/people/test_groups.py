"""How many seats a group and its leaders take."""

import pytest

from processor.reading.people.groups import with_leaders
from tests.reading.letters import letter, person


@pytest.mark.parametrize(("words", "leaders", "seats"), [
    ("Zwölf Jugendliche plus ich kommen gern.", [], 13),
    ("Unsere Gruppe: 12 Kinder, dazu Jo Stern und Ann Berg.", ["Jo Stern", "Ann Berg"], 14),
    ("12 Auszubildende samt Ausbilderin Frau Jo Stern melde ich an.", ["Jo Stern"], 13),
    ("Zwölf Jugendliche plus ich Jo Stern kommen gern.", ["Jo Stern"], 13),
    ("12 pupils and I would love to come.", [], 13),
    ("Wir sind 12 Personen, Jo Stern kommt auch.", ["Jo Stern"], 12),
    ("12 Kinder kommen. Jo Stern lässt grüßen.", ["Jo Stern"], 12),
    ("Es kommen 8 Kinder und Jo Stern, also 12 Leute.", ["Jo Stern"], 12),
])
def test_who_leads_a_group_takes_a_seat_beside_it(words: str, leaders: list[str], seats: int) -> None:
    text = letter(words)
    assert with_leaders(text, [person(text, name, "A") for name in leaders], 12) == seats


def test_a_familys_own_children_are_no_group() -> None:
    text = letter("Wir kommen mit zwei Kindern und Jo Stern.")
    assert with_leaders(text, [person(text, "Jo Stern", "A")], 2) == 2
