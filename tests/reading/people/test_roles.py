"""What everybody named does, where the mail says it more plainly than single words."""

from dataclasses import replace

import pytest

from processor.domain.event import Required
from processor.domain.mail import Address
from processor.domain.request import Thread
from processor.reading.acts import find_clauses
from processor.reading.letter.text import ReadingText
from processor.reading.lexicon import fold, pattern
from processor.reading.people.party import Party
from processor.reading.people.person import Person
from processor.reading.people.role_case import COMES, GONE, NAMED
from processor.reading.people.roles import Roles, find_roles
from processor.reading.purpose import Purpose
from tests.reading.letters import letter, person, verdict


def roles_in(text: ReadingText, people: list[Person], purpose: Purpose) -> Roles:
    return find_roles(text, find_clauses(text), people, verdict(purpose), Party(None, 0))


def unsure(somebody: Person, **roles: float) -> Person:
    """The person as the network sees him or her with these probabilities."""
    return replace(somebody, mentions=tuple(replace(mention, roles={"A": 0.0, "C": 0.0, "N": 0.0} | roles) for mention in somebody.mentions))


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


def test_somebody_of_whom_it_is_said_comes_alone() -> None:
    text = letter("Ich muss leider absagen. Frau Krug lässt sich nicht abhalten und kommt allein.", signature="Lea Adler")
    writer, krug = person(text, "Lea Adler", GONE, "signature"), person(text, "Krug", GONE)
    assert roles_in(text, [writer, krug], Purpose.CANCEL).of == {writer: GONE, krug: NAMED}


@pytest.mark.parametrize("words", [
    "Jo Stern ja, Cem Aydın muss zum Arzt.", "Jo Stern und Ann Berg kommen. Cem Aydın hat Prüfung.", "Cem Aydın muss passen, Jo Stern: ja", "Cem Aydın hat Prüfung. Ich komme mit Jo Stern.",
])
def test_somebody_of_whom_a_cancellation_says_yes_is_not_taken_off(words: str) -> None:
    text = letter(words, signature="Lea Adler")
    writer, stern, aydin = person(text, "Lea Adler", NAMED, "signature"), person(text, "Jo Stern", GONE), person(text, "Cem Aydın", GONE)
    assert roles_in(text, [writer, stern, aydin], Purpose.CANCEL).of == {writer: NAMED, stern: NAMED, aydin: GONE}


def test_whoever_only_stands_in_brackets_among_all_is_not_the_one_who_is_taken_off() -> None:
    text = letter("Angemeldet sind wir zu dritt (Lea Adler, Jo Stern, Cem Aydın), Cem muss nun passen.")
    stern, aydin = person(text, "Jo Stern", GONE), person(text, "Cem Aydın", GONE)
    named_again = replace(aydin, mentions=(*aydin.mentions, replace(aydin.mentions[0], said="Cem", start=text.body[0].text.rindex("Cem"))))
    assert roles_in(text, [stern, named_again], Purpose.CANCEL).of == {stern: NAMED, named_again: GONE}


def test_where_all_who_are_taken_off_stand_in_brackets_all_are_meant() -> None:
    text = letter("Beide (Jo Stern, Cem Aydın) können nicht kommen.")
    stern, aydin = person(text, "Jo Stern", GONE), person(text, "Cem Aydın", GONE)
    assert roles_in(text, [stern, aydin], Purpose.CANCEL).of == {stern: GONE, aydin: GONE}


@pytest.mark.parametrize("words", ["an ihrer Stelle kommt", "dafür kommt", "stattdessen nimmt teil"])
def test_whoever_comes_in_somebodys_place_is_told_by_the_words_between(words: str) -> None:
    text = letter(f"Frau Krug ist im Urlaub, {words} Frau Ziegler.", signature="Lea Adler")
    gone, coming = unsure(person(text, "Krug", GONE), C=0.6, A=0.3), unsure(person(text, "Ziegler", COMES), A=0.6, C=0.3)
    found = roles_in(text, [gone, coming], Purpose.CHANGE)
    assert (found.of, found.settled) == ({gone: GONE, coming: COMES}, {gone, coming})


def test_whoever_is_named_beside_a_list_of_all_seats_does_not_come() -> None:
    text = letter("Wir kommen zu zweit:\n1. Jo Stern\n2. Cem Aydın\nFrau Krug ist im Ruhestand.", signature="Lea Adler")
    writer = person(text, "Lea Adler", NAMED, "signature")
    stern, aydin, krug = (person(text, name, COMES) for name in ("Jo Stern", "Cem Aydın", "Krug"))
    found = find_roles(text, find_clauses(text), [writer, stern, aydin, krug], verdict(Purpose.REGISTER), Party(2, 0))
    assert (found.of, found.absent) == ({writer: NAMED, stern: COMES, aydin: COMES, krug: NAMED}, {krug})


def test_whoever_is_said_not_to_come_is_not_registered_with_the_others() -> None:
    text = letter("Jo Stern kommt gern.\nDer Cem kann nicht kommen.", signature="Lea Adler")
    stern, cem = person(text, "Jo Stern", COMES), unsure(person(text, "Cem", COMES), A=0.6, N=0.4)
    assert roles_in(text, [stern, cem], Purpose.REGISTER).of == {stern: COMES, cem: NAMED}


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


@pytest.mark.parametrize("saying", ["Ich komme aber.", "Ich schon!", "Ich bin trotzdem dabei.", "I am still coming.", "Я прийду."])
def test_a_writer_who_says_to_come_is_not_taken_off_with_others(saying: str) -> None:
    text = letter(f"Herr Sommer fällt leider aus.\n{saying}", signature="Lea Adler")
    writer, gone = person(text, "Lea Adler", GONE, "signature"), person(text, "Sommer", GONE)
    found = roles_in(text, [writer, gone], Purpose.CANCEL)
    assert (found.of[writer], writer in found.settled) == (NAMED, True)


@pytest.mark.parametrize(("seats", "role"), [(1, NAMED), (2, COMES), (None, COMES)])
def test_a_writer_who_least_surely_comes_wishes_for_the_seats_of_others(seats: int | None, role: str) -> None:
    text = letter("Mein Enkel Jo Stern möchte mitraten.", signature="Lea Adler")
    writer, grandson = person(text, "Lea Adler", COMES, "signature"), person(text, "Jo Stern", COMES)
    sure = unsure(grandson, A=0.99, N=0.01)
    found = find_roles(text, find_clauses(text), [writer, sure], verdict(Purpose.REGISTER), Party(None, 0, as_a_whole=seats))
    assert found.of == {writer: role, sure: COMES}


def test_who_does_not_come_by_a_line_of_the_list_is_no_question() -> None:
    text = letter("Wir melden an:\n- Jo Stern\n- Cem Aydın - nein")
    stern, aydin = person(text, "Jo Stern", COMES), person(text, "Cem Aydın", COMES)
    found = roles_in(text, [stern, aydin], Purpose.REGISTER)
    assert (found.of, aydin in found.settled) == ({stern: COMES, aydin: NAMED}, True)


@pytest.mark.parametrize("saying", ["Ich selbst nehme nicht teil.", "Ich selbst bin leider verhindert.", "I cannot attend myself.", "Сама я не прийду."])
def test_a_writer_who_says_not_to_come_registers_only_others(saying: str) -> None:
    text = letter(f"Ich melde Jo Stern an.\n{saying}", signature="Lea Adler")
    writer, other = person(text, "Lea Adler", COMES, "signature"), person(text, "Jo Stern", COMES)
    found = roles_in(text, [writer, other], Purpose.REGISTER)
    assert (found.of, found.absent) == ({writer: NAMED, other: COMES}, {writer})


@pytest.mark.parametrize(("asked", "role"), [({Required.NAMES}, COMES), ({Required.PHONE}, NAMED)])
def test_whoever_is_named_where_we_asked_for_names_comes(asked: set[Required], role: str) -> None:
    text = replace(letter("Die zweite Person ist Jo Stern."), thread=Thread(asked=frozenset(asked), registered_names=("Lea Adler",)))
    open_one = unsure(person(text, "Jo Stern", NAMED), A=0.15, N=0.85)
    writer = person(text, "Lea Adler", NAMED, "sender")
    assert roles_in(text, [writer, open_one], Purpose.REGISTER).of[open_one] == role


@pytest.mark.parametrize(("saying", "role"), [
    ("Meine Frau liegt mit Fieber. Sie kann morgen nicht kommen.", NAMED),
    ("My husband is ill and cannot come.", NAMED),
    ("Meine Frau ist krank, ich muss daher leider absagen.", GONE),
    ("Meine Frau ist krank, muss leider absagen.", GONE),
    ("Wir können nicht kommen, meine Frau ist krank.", GONE),
])
def test_whoever_cancels_for_the_family_without_a_word_on_oneself_keeps_the_seat(saying: str, role: str) -> None:
    text = letter(saying, signature="Lea Adler")
    writer = person(text, "Lea Adler", GONE, "signature")
    assert roles_in(text, [writer], Purpose.CANCEL).of == {writer: role}


def test_whoever_is_named_only_in_the_subject_stays_where_an_office_takes_somebody_off() -> None:
    text = letter("Herr Sommer fällt leider aus.", subject="Anmeldung Frau Krug", sender=Address("info@gruenau.example", "Sekretariat"))
    krug, sommer = unsure(person(text, "Krug", GONE, "subject"), C=0.6, N=0.4), person(text, "Sommer", GONE)
    assert roles_in(text, [krug, sommer], Purpose.CANCEL).of == {krug: NAMED, sommer: GONE}


@pytest.mark.parametrize(("clause", "stays"), [
    ("Frau Krug bleibt auf der Liste", True), ("ich bleibe in der Gruppe A", True), ("остаюсь в списке", True), ("zostaję na liście", True), ("I will stay on the list", True),
    ("sie bleibt zu Hause", False), ("er bleibt noch im Bett", False), ("остаётся дома", False), ("zostaje w domu", False), ("she is staying at home", False),
])
def test_whoever_stays_at_home_does_not_stay_on_the_list(clause: str, *, stays: bool) -> None:
    assert (pattern("acts", "stays").search(fold(clause)) is not None) is stays


def test_whoever_a_sentence_names_where_greetings_stand_comes() -> None:
    text = letter("Hallo bitte Tariq Wahidi anmelden\n\nSent from my phone")
    writer, friend = person(text, "Lea Adler", NAMED, "sender"), unsure(person(text, "Tariq Wahidi", COMES, "greeting"), A=0.99)
    assert roles_in(text, [writer, friend], Purpose.REGISTER).of == {writer: NAMED, friend: COMES}


@pytest.mark.parametrize("greeting", ["Hallo Tariq Wahidi, ich melde uns an.", "Hallo Kwame Osei und Tariq Wahidi, ich melde uns an."])
def test_whoever_is_greeted_does_not_come(greeting: str) -> None:
    text = letter(greeting)
    writer, greeted = person(text, "Lea Adler", COMES, "sender"), unsure(person(text, "Tariq Wahidi", COMES, "greeting"), A=1.0)
    assert roles_in(text, [writer, greeted], Purpose.REGISTER).of == {writer: COMES, greeted: NAMED}
