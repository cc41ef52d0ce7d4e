"""How each of several people takes part."""

import pytest

from processor.domain.event import Mode
from processor.domain.mail import Address
from processor.reading.people.modes import modes_of
from processor.reading.people.persons import find_people
from tests.reading.letters import letter, person

HERE, THERE = Mode.IN_PERSON, Mode.ONLINE
STERN, BERG = "Jo Stern", "Ann Berg"


@pytest.mark.parametrize(("words", "modes"), [
    ("Jo Stern vor Ort, Ann Berg online.", {STERN: HERE, BERG: THERE}),
    ("Vor Ort: Jo Stern\nOnline: Ann Berg", {STERN: HERE, BERG: THERE}),
    ("Ein Platz vor Ort für Jo Stern und ein Zugang online für Ann Berg.", {STERN: HERE, BERG: THERE}),
    ("Jo Stern: per Zoom. Ann Berg: im Kulturspeicher.", {STERN: THERE, BERG: HERE}),
    ("Jo Stern und Ann Berg kommen online.", {}),
    ("Jo Stern vor Ort. Ann Berg weiß es noch nicht.", {}),
])
def test_each_takes_part_in_the_way_that_is_told_beside_the_name(words: str, modes: dict[str, Mode]) -> None:
    text = letter(words)
    people = [person(text, name, "A") for name in (STERN, BERG)]
    assert {found.name: mode for found, mode in modes_of(text, people).items()} == modes


def test_names_in_a_row_take_part_in_the_same_way() -> None:
    text = letter("Jo Stern, Ann Berg: vor Ort. Cem Aydın: online.")
    people = [person(text, name, "A") for name in (STERN, BERG, "Cem Aydın")]
    assert {found.name: mode for found, mode in modes_of(text, people).items()} == {STERN: HERE, BERG: HERE, "Cem Aydın": THERE}


def test_whoever_writes_says_so_with_i() -> None:
    text = letter("Meine Kollegin Ann Berg kommt vor Ort, ich bleibe online.\nLea Adler", sender=Address("lea.adler@post.example", "Lea Adler"))
    assert {someone.name: mode for someone, mode in modes_of(text, find_people(text)).items()} == {BERG: HERE, "Lea Adler": THERE}
