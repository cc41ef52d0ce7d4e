"""What everybody named does, where the mail says it more plainly than single words."""

import pytest

from processor.reading.acts import find_clauses
from processor.reading.party import Party
from processor.reading.people import Person
from processor.reading.purpose import Purpose
from processor.reading.roles import COMES, GONE, NAMED, Roles, find_roles
from processor.reading.text import ReadingText
from tests.reading.letters import letter, person, verdict


def roles_in(text: ReadingText, people: list[Person], purpose: Purpose) -> Roles:
    return find_roles(text, find_clauses(text), people, verdict(purpose), Party(None, 0))


@pytest.mark.parametrize("saying", [
    "Ich selbst bleibe angemeldet.", "Frau Krug und ich bleiben wie geplant dabei.", "Bei mir bleibt es wie gehabt.", "I am still coming, Frau Krug, too, and I stay on the list.",
])
def test_a_writer_who_says_to_stay_is_not_taken_off(saying: str) -> None:
    text = letter(f"Herr Sommer fällt leider aus.\n{saying}", signature="Lea Adler")
    writer, gone = person(text, "Lea Adler", GONE, "signature"), person(text, "Sommer", GONE)
    found = roles_in(text, [writer, gone], Purpose.CANCEL)
    assert (found.of, writer in found.settled) == ({writer: NAMED, gone: GONE}, True)


def test_somebody_of_whom_it_is_said_stays() -> None:
    text = letter("Ich muss leider absagen.\nFrau Krug bleibt aber angemeldet.", signature="Lea Adler")
    writer, krug = person(text, "Lea Adler", GONE, "signature"), person(text, "Krug", GONE)
    assert roles_in(text, [writer, krug], Purpose.CANCEL).of == {writer: GONE, krug: NAMED}


def test_whoever_cancels_does_not_stay_because_all_else_does() -> None:
    text = letter("Ich muss leider absagen, alles andere bleibt wie geplant.", signature="Lea Adler")
    writer = person(text, "Lea Adler", GONE, "signature")
    assert roles_in(text, [writer], Purpose.CANCEL).of == {writer: GONE}


@pytest.mark.parametrize(("place", "role"), [("signature", NAMED), ("greeting", NAMED), ("body", COMES)])
def test_nobody_beside_the_writer_comes_who_stands_only_above_or_below_the_letter(place: str, role: str) -> None:
    places = {"greeting": "", "body": "", "signature": ""} | {place: "Wanda Ziegler"}
    text = letter(f"Liebe {places['greeting']},\nich komme gern. {places['body']}", signature=places["signature"])
    sender, other = person(text, "Lea Adler", COMES, "sender"), person(text, "Wanda Ziegler", COMES, place)
    assert roles_in(text, [sender, other], Purpose.REGISTER).of == {sender: COMES, other: role}
