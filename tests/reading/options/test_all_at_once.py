"""Words that pick all options at once."""

import pytest

from processor.domain.event import Choices
from processor.reading.options.all_at_once import every_option

HALVES = Choices("Modul", ("Vormittag: Grundlagen", "Nachmittag: Übungen"))
SHIFTS = Choices("Schicht", ("9-11 Uhr", "11-13 Uhr", "13-15 Uhr"))
OWN = Choices("Abend", ("Anfang", "Vertiefung", "Beide Abende"))


@pytest.mark.parametrize(("clause", "choices", "picked"), [
    ("beide Module bitte", HALVES, HALVES.options),
    ("оба модуля, пожалуйста", HALVES, HALVES.options),
    ("den ganzen Tag", HALVES, HALVES.options),
    ("alle drei Schichten", SHIFTS, SHIFTS.options),
    ("alle zwei Schichten", SHIFTS, ()),
    ("beide Schichten", SHIFTS, ()),
    ("den ganzen Tag", SHIFTS, ()),
    ("wir kommen beide", HALVES, ()),
    ("Sind beide Module auf Deutsch?", HALVES, ()),
    ("nicht beide Module", HALVES, ()),
    ("beide Abende", OWN, ()),
])
def test_a_word_for_all_picks_all_where_the_event_has_so_many(clause: str, choices: Choices, picked: tuple[str, ...]) -> None:
    assert every_option(clause, choices) == picked
