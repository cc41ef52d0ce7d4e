"""Options on different days."""

import pytest

from processor.domain.event import Choices
from processor.reading.options.dates import options_on

DATES = Choices("Termin", ("Dienstag, 4. Mai, 18 Uhr", "Freitag, 7. Mai, 10 Uhr", "Freitag, 11. Juni, 10 Uhr"))
FOURTH, SEVENTH, ELEVENTH = DATES.options


@pytest.mark.parametrize(("clause", "picked"), [
    ("Ich komme am 7. Mai.", (SEVENTH,)),
    ("für den 4.5. bitte zwei Plätze", (FOURTH,)),
    ("запишіть мене на 11 червня", (ELEVENTH,)),
    ("am 11. gern", (ELEVENTH,)),
    ("am 4.5. und am 11.6.", (FOURTH, ELEVENTH)),
    ("am 4.5. oder am 7.5.", ()),
    ("am 7. Mai kann ich nicht", ()),
    ("statt am 4. Mai lieber am 7. Mai", (SEVENTH,)),
    ("Ich komme am 12. Mai.", ()),
    ("am 4. und 7. Mai", (FOURTH, SEVENTH)),
    ("Tisch 4 und 7. Mai", (SEVENTH,)),
])
def test_a_date_picks_the_option_on_that_day(clause: str, picked: tuple[str, ...]) -> None:
    assert options_on(clause, DATES) == picked


def test_options_without_dates_of_their_own_are_picked_by_none() -> None:
    rooms = Choices("Raum", ("Saal, 4. Mai", "Keller, 4. Mai"))
    assert options_on("am 4. Mai", rooms) == ()
