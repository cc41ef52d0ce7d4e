"""Options for people of an age."""

import pytest

from processor.domain.event import Choices
from processor.reading.options.ages import options_of_age

YOUNG, OLD = "8 bis 11 Jahre", "12 bis 16 Jahre"
GROUPS = Choices("Gruppe", (YOUNG, OLD))


@pytest.mark.parametrize(("clause", "picked"), [
    ("Meine Tochter Lina ist 9.", (YOUNG,)),
    ("Kızım 13 yaşında", (OLD,)),
    ("Lina (9) und Sara (14)", (YOUNG, OLD)),
    ("моїй доньці 10 років", (YOUNG,)),
    ("Alter: 15", (OLD,)),
    ("a 10-year-old, he is 10 years", (YOUNG,)),
    ("Ich bin 45 Jahre alt.", ()),
])
def test_years_pick_the_option_for_that_age(clause: str, picked: tuple[str, ...]) -> None:
    assert options_of_age(clause, GROUPS) == picked


@pytest.mark.parametrize("clause", [
    "Der Kurs ist um 12 Uhr", "Sie kommt am 14.", "am 9.10.", "Ich wohne seit 10 Jahren in der Stadt.", "vor 12 Jahren", "Wir sind 10 Kinder.",
    "Wir sind 10.", "Der Preis ist 12 Euro", "Meine Nummer ist 12 34 56",
    "Sie ist 9 Monate alt", "о 10 годині", "Mein Sohn (9) kommt nicht",
])
def test_other_numbers_are_no_years(clause: str) -> None:
    assert options_of_age(clause, GROUPS) == ()


@pytest.mark.parametrize(("clause", "picked"), [("Er ist 11", "Kinder bis 12 Jahre"), ("Sie ist 67 Jahre", "über 60 Jahre")])
def test_an_age_may_be_open_at_one_end(clause: str, picked: str) -> None:
    assert options_of_age(clause, Choices("Gruppe", ("Kinder bis 12 Jahre", "13 bis 16 Jahre", "über 60 Jahre"))) == (picked,)


def test_under_and_over_leave_the_year_itself_out() -> None:
    assert options_of_age("Ich bin 18", Choices("Gruppe", ("unter 18 Jahre", "ab 18 Jahre"))) == ("ab 18 Jahre",)


def test_where_one_option_alone_has_an_age_years_tell_nothing() -> None:
    assert options_of_age("Sie ist 9 Jahre alt", Choices("Kurs", ("Nähen", "Kinder bis 12 Jahre"))) == ()
