"""How many people a mail speaks of, and what is odd about their number."""

from dataclasses import replace

import pytest

from processor.domain.event import Required
from processor.domain.request import Doubt, Thread
from processor.reading.people.doubts import doubts_about_number
from processor.reading.people.party import Party, find_party
from tests.reading.letters import letter


def test_the_field_of_a_form_tells_the_seats_alone() -> None:
    found = find_party(letter("Name: Lea Adler\nAnzahl der Personen: 4\nBemerkung: sonst kommen wir zu zweit"))
    assert (found.total, found.as_a_whole, found.is_contradictory) == (4, None, False)


def test_a_number_of_other_people_asks_for_no_seats() -> None:
    assert find_party(letter("Früher kamen jeden Tag zwanzig Leute in unser Café. Ich melde mich an.\nLea Adler")).total is None


@pytest.mark.parametrize(("words", "seats"), [("Das Team Süd kommt zu acht auf den Turm.", 8), ("Der Chor reist zu zwölft an.", 12)])
def test_words_that_only_count_people_need_no_second_reader(words: str, seats: int) -> None:
    assert find_party(letter(words)).total == seats


FEWER = "Es werden mehr Personen genannt (3), als Plätze gewünscht sind (2)."
SEVERAL = "Die Mail nennt verschiedene Zahlen von Personen."


@pytest.mark.parametrize(("party", "sentences"), [
    (Party(None, 0), []),
    (Party(3, 0, as_a_whole=3), []),
    (Party(5, 2, as_a_whole=4), []),
    (Party(2, 0), [FEWER]),
    (Party(None, 0, as_a_whole=2), [FEWER]),
    (Party(3, 0, as_a_whole=2), [FEWER]),
    (Party(2, 0, as_a_whole=3), [FEWER]),
    (Party(None, 0, as_a_whole=0), []),
    (Party(3, 0, is_contradictory=True), [SEVERAL]),
    (Party(2, 0, is_contradictory=True), [FEWER]),
])
def test_more_people_than_seats_and_several_numbers_are_for_staff(party: Party, sentences: list[str]) -> None:
    assert list(doubts_about_number(party, 3, 3)) == [Doubt(sentence) for sentence in sentences]


def test_a_lone_given_name_beside_as_many_whole_names_as_seats_is_no_question() -> None:
    assert [list(doubts_about_number(party, 2, 3)) for party in (Party(2, 0), Party(3, 0, as_a_whole=2))] == [[], [Doubt(FEWER)]]


def test_an_answer_to_us_asks_for_no_number_of_seats_as_a_whole() -> None:
    asked = Thread(asked=frozenset({Required.NAMES}), is_reply_to_us=True)
    assert [find_party(replace(letter("Kofi Addo"), thread=thread)).as_a_whole for thread in (asked, Thread(is_reply_to_us=True))] == [None, None]
