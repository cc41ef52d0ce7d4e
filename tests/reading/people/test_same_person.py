"""Which places of a mail name one and the same person."""

import pytest

from processor.reading.letter.text import Part
from processor.reading.lexicon import fold
from processor.reading.people.person import Mention
from processor.reading.people.same_person import gather


def gathered(*names: str) -> list[set[str]]:
    """The names of the text, each on a line of its own, together by person."""
    mentions = [Mention(name, Part(number, name, fold(name)), name, "body", "network", {"A": 1.0, "C": 0.0, "N": 0.0}) for number, name in enumerate(names, 1)]
    return [{mention.name for mention in cluster} for cluster in gather(mentions)]


@pytest.mark.parametrize(("lone", "whole"), [
    ("Frau Samadis", "Leyla Samadi"), ("Frau Samadis", "Frau Samadi"), ("Herrn Krugs", "Jens Krug"), ("Leas", "Lea Adler"), ("Ольгу", "Ольга Ткаченко"), ("D. Karimova", "Dilnoza Karimova"),
    ("rasha alomari", "Rasha Al-Omari"),
])
def test_a_lone_name_in_another_case_is_nobody_new(lone: str, whole: str) -> None:
    assert gathered(whole, lone) == [{whole, lone}]


@pytest.mark.parametrize(("one", "other"), [("Frau Peters", "Lea Adler"), ("Jonas", "Jona Stern"), ("Frau Hans", "Wanda Ziegler"), ("Ольгу", "Олена Ткаченко")])
def test_another_name_is_somebody_else(one: str, other: str) -> None:
    assert {frozenset(names) for names in gathered(other, one)} == {frozenset({one}), frozenset({other})}


def test_a_lone_family_name_is_the_one_who_bears_it_and_not_the_spouse_with_two() -> None:
    people = gathered("Herr Thies", "Volker Thies", "Beate Thies-Lohmann")
    assert sorted(map(sorted, people)) == [["Beate Thies-Lohmann"], ["Herr Thies", "Volker Thies"]]


@pytest.mark.parametrize(("sends", "writes", "people"), [
    ("Ingeborg Roth", "Inge Roth", [["Inge Roth", "Inge Roth"]]), ("Inge Adler", "Ingeborg Adler", [["Ingeborg Adler", "Ingeborg Adler"]]),
    ("Lea Adler", "Leon Adler", [["Lea Adler"], ["Leon Adler"]]),
])
def test_the_mail_program_may_know_a_longer_or_shorter_form_of_the_name(sends: str, writes: str, people: list[list[str]]) -> None:
    mentions = [Mention(name, Part(number, name, fold(name)), name, place, "network", {"A": 1.0, "C": 0.0, "N": 0.0}) for number, (name, place) in enumerate(((sends, "sender"), (writes, "body")))]
    assert sorted([mention.name for mention in cluster] for cluster in gather(mentions)) == people
