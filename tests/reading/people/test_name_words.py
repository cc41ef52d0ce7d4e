"""What a word is by its letters alone."""

import pytest

from processor.reading.acts import find_clauses
from processor.reading.people.attendees import find_cast
from processor.reading.people.name_words import are_turned, is_hardly_a_name, is_surely_given
from processor.reading.people.role_case import COMES
from processor.reading.people.written_names import full_name
from processor.reading.purpose import Purpose
from tests.reading.letters import letter, person, verdict


@pytest.mark.parametrize(("first", "second", "is_turned"), [
    ("Steinbrecher", "Annegret", True), ("Annegret", "Steinbrecher", False), ("Winkelhofer", "Dragoslava", True), ("steinbrecher", "annegret", True), ("Іваненко", "Оксана", True),
    ("Adler", "Stern", False), ("قریشی", "مریم", False),
])
def test_a_family_name_before_a_given_name_is_known_by_the_letters_of_both(first: str, second: str, is_turned: bool) -> None:
    assert are_turned(first, second) is is_turned


@pytest.mark.parametrize(("word", "is_none"), [("Blumenladen", True), ("Vorsitzende", True), ("Werkstattleiter", True), ("Annegret", False), ("Steinbrecher", False), ("Đorđina", False)])
def test_words_of_trades_and_offices_are_no_names(word: str, is_none: bool) -> None:
    assert is_hardly_a_name(word) is is_none


def test_a_given_name_that_no_list_knows_is_one_by_its_letters() -> None:
    assert [is_surely_given(word) for word in ("Annegretlinde", "Steinbrecher")] == [True, False]


@pytest.mark.parametrize(("written", "name"), [
    ("Steinbrecher Annegret", "Annegret Steinbrecher"), ("Amtsrätin Ines Vogel", "Ines Vogel"), ("Praktikantin Zita Moravec", "Zita Moravec"),
    ("OStR Ines Vogel", "Ines Vogel"), ("Mag.a Ines Vogel", "Ines Vogel"), ("TAG Ines Lea", "Ines Lea TAG"), ("McKay Ines Vogel", "McKay Ines Vogel"), ("Đỗ Minh Khoa", "Minh Khoa Đỗ"),
    ("Freitag Anna Lea", "Freitag Anna Lea"), ("Blumenladen Ines Vogel", "Blumenladen Ines Vogel"),
    ("Goodluck Jonathan", "Goodluck Jonathan"), ("DiCaprio Luca Marco", "DiCaprio Luca Marco"),
    ("Шевчук Іванівна", "Шевчук Іванівна"), ("Jae-won Lim", "Jae-won Lim"), ("Lea Adler", "Lea Adler"),
])
def test_names_are_put_in_order_by_their_letters(written: str, name: str) -> None:
    assert full_name(written) == name


@pytest.mark.parametrize(("name", "doubts"), [
    ("Blumenladen Winter", ["Es ist nicht sicher, ob «Blumenladen Winter» ein Name ist."]), ("Frau Winter", []), ("Annegretlinde Winter", []), ("de la Cruz", []), ("J. Winter", []),
])
def test_a_name_that_begins_with_a_word_that_is_hardly_one_is_for_a_human(name: str, doubts: list[str]) -> None:
    text = letter(f"Ich komme gern.\n{name}")
    cast = find_cast(text, find_clauses(text), [person(text, name, COMES)], verdict(Purpose.REGISTER))
    assert [doubt.sentence for doubt in cast.doubts] == doubts
