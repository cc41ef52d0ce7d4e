"""Options for people of an age."""

import pytest

from processor.domain.event import Choices
from processor.reading.option_ages import options_of_age

YOUNG, OLD = "8 bis 11 Jahre", "12 bis 16 Jahre"
GROUPS = Choices("Gruppe", (YOUNG, OLD))


@pytest.mark.parametrize(("clause", "picked"), [
    ("Meine Tochter Lina ist 9.", (YOUNG,)),
    ("Kızım 13 yaşında", (OLD,)),
    ("Lina (9) und Sara (14)", (YOUNG, OLD)),
    ("моїй доньці 10 років", (YOUNG,)),
    ("Alter: 15", (OLD,)),
    ("Ich bin 45 Jahre alt.", ()),
    ("Der Kurs ist 12 Uhr", ()),
    ("am 9.10.", ()),
])
def test_years_pick_the_option_for_that_age(clause: str, picked: tuple[str, ...]) -> None:
    assert options_of_age(clause, GROUPS) == picked


@pytest.mark.parametrize(("clause", "picked"), [("Er ist 11", "Kinder bis 12 Jahre"), ("Sie ist 67 Jahre", "ab 60 Jahren")])
def test_an_age_may_be_open_at_one_end(clause: str, picked: str) -> None:
    assert options_of_age(clause, Choices("Gruppe", ("Kinder bis 12 Jahre", "Jugend 13 bis 17 Jahre", "ab 60 Jahren"))) == (picked,)


def test_where_one_option_alone_has_an_age_years_tell_nothing() -> None:
    assert options_of_age("Sie ist 9 Jahre alt", Choices("Kurs", ("Nähen", "Kinder bis 12 Jahre"))) == ()
