"""One person's name in two pieces."""

import pytest

from processor.reading.people.split_names import put_together
from tests.reading.letters import letter, person


@pytest.mark.parametrize(("line", "pieces", "whole"), [
    ("Abraha; Selam", ("Abraha", "Selam"), "Selam Abraha"),
    ("Lessing (Henrike)", ("Lessing", "Henrike"), "Henrike Lessing"),
    ("meine Kollegin Halyna, Familienname Tkachuk", ("Halyna", "Tkachuk"), "Halyna Tkachuk"),
    ("Fatou kommt, also Fatoumata Barry", ("Fatou", "Fatoumata Barry"), "Fatoumata Barry"),
])
def test_pieces_of_a_name_are_one_person_where_one_seat_is_wished_for(line: str, pieces: tuple[str, str], whole: str) -> None:
    text = letter(line)
    assert [found.name for found in put_together([person(text, piece, "A") for piece in pieces], 1)] == [whole]


def test_pieces_of_names_are_two_people_where_two_seats_or_none_are_named() -> None:
    text = letter("Abraha; Selam")
    both = [person(text, piece, "A") for piece in ("Abraha", "Selam")]
    assert [put_together(both, seats) for seats in (2, None)] == [both, both]


def test_whole_names_of_two_people_stay_two_whatever_the_number_of_seats() -> None:
    text = letter("Lea Adler, Jo Stern")
    both = [person(text, name, "A") for name in ("Lea Adler", "Jo Stern")]
    assert put_together(both, 1) == both


def test_who_only_signs_with_a_given_name_is_nobody_else() -> None:
    text = letter("Wir melden Lea Adler und Jo Stern an.\nSteffi")
    people = [person(text, name, "A") for name in ("Lea Adler", "Jo Stern", "Steffi")]
    assert put_together(people, 2) == people[:2]
