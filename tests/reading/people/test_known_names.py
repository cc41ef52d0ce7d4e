"""Who is known from before, and by which whole name."""

from dataclasses import replace

import pytest

from processor.domain.mail import Address
from processor.domain.request import Thread
from processor.reading.people.known_names import known_people, others_listed, whole_name
from tests.reading.letters import letter

OURS = "Guten Tag Kofi Darko,\nwir haben Sie angemeldet: Kofi Darko, Abena Darko und Esi Owusu.\nIda Vogt"


def test_the_quoted_letter_names_people_and_the_office_is_none_of_them() -> None:
    assert known_people(replace(letter("Danke"), quoted="Teilnehmende:\n- Kofi Darko\n- Abena Darko\n\nIda Vogt")) == ("Kofi Darko", "Abena Darko")


def test_the_registration_knows_better_than_the_quoted_letter() -> None:
    assert known_people(replace(letter("Danke"), quoted=OURS, thread=Thread(registered_names=("Lea Adler",)))) == ("Lea Adler",)


@pytest.mark.parametrize(("said", "whole"), [
    ("Abena", "Abena Darko"),
    ("Frau Owusu", "Esi Owusu"),
    ("Darko", "Darko"),
    ("Yaw", "Yaw"),
])
def test_part_of_a_name_means_the_one_known_person_who_bears_it(said: str, whole: str) -> None:
    assert whole_name(replace(letter("Danke"), thread=Thread(registered_names=("Kofi Darko", "Abena Darko", "Esi Owusu"))), said) == whole


def test_a_salutation_is_completed_by_the_signature_or_another_line() -> None:
    signed = letter("Frau Vollmer kommt.", signature="Dr. Annette Vollmer\nMusikschule")
    listed = letter("Im Auftrag von Frau Dr. Vollmer melde ich an:\nFrau Dr. Annette Vollmer, Workshop 2")
    assert [whole_name(text, "Frau Vollmer") for text in (signed, listed, letter("Frau Vollmer kommt."))] == ["Annette Vollmer", "Annette Vollmer", "Frau Vollmer"]


@pytest.mark.parametrize("line", [
    "Es kommt Frau Vollmer (Annette).", "Frau Vollmer (Annette, 26)", "Frau Vollmer, Vorname Annette, und ich", "Frau Vollmer (Vorname: Annette)", "Frau Vollmer, Annette mit Vornamen",
    "Ms Vollmer (first name Annette)",
])
def test_a_salutation_is_completed_by_the_given_name_behind_it(line: str) -> None:
    assert whole_name(letter(line), "Frau Vollmer") == "Annette Vollmer"


@pytest.mark.parametrize("line", [
    "Es kommt Frau Vollmer (Lesesaal).", "Frau Vollmer, Annette Krug und ich", "Frau Vollmer und Annette", "Frau Vollmersen (Annette)", "Frau Vollmer (Anna und Paul)",
    "Herr Vollmer (Leon)", "Frau Vollmer (Mia kommt mit)",
])
def test_what_else_stands_behind_a_name_does_not_complete_it(line: str) -> None:
    assert whole_name(letter(line), "Frau Vollmer") == "Frau Vollmer"


@pytest.mark.parametrize(("line", "whole"), [
    ("Frau Vollmer (das bin ich), Herr Krug", "Annette Vollmer"), ("Frau Krug und Frau Vollmer (= ich)", "Annette Vollmer"), ("Frau Vollmer (ich)", "Annette Vollmer"),
    ("Frau Vollmer, ich komme später", "Frau Vollmer"), ("Frau Vollmer (ich vertrete sie)", "Frau Vollmer"),
])
def test_who_writes_of_herself_by_her_salutation_goes_by_her_whole_name(line: str, whole: str) -> None:
    assert whole_name(letter(line, sender=Address("a.vollmer@musik.example", "Vollmer, Annette")), "Frau Vollmer") == whole


@pytest.mark.parametrize(("registered", "others"), [
    (("Alois Kibler", "Lisbeth Kibler"), ("Lisbeth Kibler",)),
    (("Alois Kibler", "Lisbeth Kibler", "Veit Kibler"), ("Lisbeth Kibler", "Veit Kibler")),
    (("Alois Kibler",), ()),
    (("Lisbeth Kibler", "Veit Kibler"), None),
    (("Lisbeth Kibler",), None),
    (("Aloys Kibler",), ()),
])
def test_others_are_listed_beside_the_writer_who_must_stand_there(registered: tuple[str, ...], others: tuple[str, ...] | None) -> None:
    assert others_listed(replace(letter("Meine Frau kann nicht."), thread=Thread(registered_names=registered)), ["Alois Kibler"]) == others


@pytest.mark.parametrize(("staying", "others"), [
    (["Alois Kibler", "Veit"], ("Lisbeth Kibler",)),
    (["Alois Kibler", "Veit", "Lisbeth"], ()),
    (["Alois Kibler", "Hanna"], None),
])
def test_of_those_registered_the_others_are_those_whom_the_mail_does_not_name(staying: list[str], others: tuple[str, ...] | None) -> None:
    registered = ("Alois Kibler", "Lisbeth Kibler", "Veit Kibler")
    assert others_listed(replace(letter("Meine Frau kann nicht, Veit und ich kommen."), thread=Thread(registered_names=registered)), staying) == others


def test_a_list_below_is_ours_where_the_office_signs_it() -> None:
    mail = letter("Meine Frau kann nicht.")
    ours = replace(mail, quoted=f"Angemeldet sind:\n- Kofi Darko\n- Abena Darko\n\n{mail.office.name}")
    others = replace(mail, quoted="Angemeldet sind:\n- Kofi Darko\n- Abena Darko\n\nTSV Aue")
    assert (others_listed(ours, ["Kofi Darko"]), others_listed(others, ["Kofi Darko"])) == (("Abena Darko",), None)


def test_names_written_small_on_a_list_are_names() -> None:
    assert known_people(replace(letter("Meine Frau kann nicht."), quoted="Angemeldet sind:\n- lotta haas\n- Abena Darko\n- programm und anfahrt")) == ("Lotta Haas", "Abena Darko")


def test_who_is_written_in_two_scripts_is_the_writer() -> None:
    known = replace(letter("Мама не прийде."), thread=Thread(registered_names=("Оксана Кравець", "Ганна Кравець")))
    assert others_listed(known, ["Oksana Kravets"]) == ("Ганна Кравець",)


@pytest.mark.parametrize("quoted", [
    "Guten Tag Kofi Darko,\nvorgemerkt sind:\n- Kofi Darko (Verein Aue)\n- Abena Darko (Verein Aue)\n\nStadtarchiv Lindenau",
    "Reserviert: Kofi Darko, Abena Darko. Welches Essen möchten Sie?",
    "> 1. Kofi Darko\n> 2. Abena Darko, vor Ort",
    "- Kofi Darko (mit Abena Darko)",
    "Angemeldet: Kofi Darko, Abena Darko\n\n- Programm und Anfahrt",
])
def test_what_stands_around_the_names_of_a_quoted_list_is_nobody(quoted: str) -> None:
    assert known_people(replace(letter("Danke"), quoted=quoted)) == ("Kofi Darko", "Abena Darko")
