"""Everybody whom a mail names, by tables, which need no judgement on what is a name."""

import pytest

from processor.reading.people.persons import find_people
from tests.reading.letters import letter


def listed(*names: str) -> list[str]:
    """The names of a table as the reader writes them."""
    rows = "\n".join(f"{name}\tGrünau e.V." for name in names)
    return [person.name for person in find_people(letter("siehe Liste", attached=f"Name\tVerein\n{rows}")) if person.is_in("attached")]


@pytest.mark.parametrize(("names", "read"), [
    (("Tariq Wahidi", "Wahidi Shabnam"), ["Tariq Wahidi", "Shabnam Wahidi"]),
    (("Wahidi Shabnam", "Tariq Wahidi"), ["Shabnam Wahidi", "Tariq Wahidi"]),
    (("Tariq Wahidi", "Shabnam Wahidi"), ["Tariq Wahidi", "Shabnam Wahidi"]),
    (("Tolwani Shabnam",), ["Tolwani Shabnam"]),
    (("Tolwani Anca Maria", "Călin Tolwani"), ["Anca Maria Tolwani", "Călin Tolwani"]),
    (("Jonas Ernst", "Ernst Adler"), ["Jonas Ernst", "Ernst Adler"]),
    (("Shabnam Wahidi", "Wahidi"), ["Shabnam Wahidi"]),
])
def test_a_family_name_that_stands_first_is_known_by_the_relatives(names: tuple[str, ...], read: list[str]) -> None:
    assert listed(*names) == read


def test_a_list_with_the_family_name_first_turns_those_of_whom_it_is_not_plain() -> None:
    rows = "Guten Tag, hier unsere Gruppe:\n\nKAYA Aylin\nal-Khoury Rima\nADLER Lea\nOsei-Bonsu Abena\n"
    assert [person.name.casefold() for person in find_people(letter(rows))] == ["aylin kaya", "rima al-khoury", "lea adler", "abena osei-bonsu"]


@pytest.mark.parametrize(("rows", "read"), [
    (("1. Hobelmann Jan, Küche", "2. Riedinger Ute, Empfang", "3. Tesfay Abraham, Küche"), {"Jan Hobelmann", "Ute Riedinger", "Abraham Tesfay"}),
    (("1. Hobelmann Jan, Küche", "2. Ute Riedinger, Empfang", "3. Haldor Fritz, Küche"), {"Jan Hobelmann", "Ute Riedinger", "Haldor Fritz"}),
])
def test_of_a_list_the_plainly_turned_are_put_in_order_and_the_others_only_with_most_of_them(rows: tuple[str, ...], read: set[str]) -> None:
    body = "\n".join(("Guten Tag,", "", "wir melden an:", *rows, "", "Freundliche Grüße"))
    assert {person.name for person in find_people(letter(body)) if person.is_in("body")} == read


def test_whoever_is_spoken_of_behind_a_greeting_is_not_greeted() -> None:
    found = {person.name: max(person.roles, key=person.roles.__getitem__) for person in find_people(letter("Guten Tag, meine Mutter, Liesbeth Adler, möchte am Frühlingstreffen teilnehmen."))}
    assert found == {"Liesbeth Adler": "A", "Lea Adler": "N"}


@pytest.mark.parametrize(("line", "read"), [
    ("Vogt Jonte, Tran Mai Linh, Wójcik Marcin", ["Jonte Vogt", "Mai Linh Tran", "Marcin Wójcik"]),
    ("Jonte Vogt, Mai Linh Tran, Marcin Wójcik", ["Jonte Vogt", "Mai Linh Tran", "Marcin Wójcik"]),
])
def test_a_row_with_the_family_name_first_turns_those_of_whom_it_is_not_plain(line: str, read: list[str]) -> None:
    assert [person.name for person in find_people(letter(f"Aus meinem Kurs melde ich an:\n{line}.")) if person.is_in("body")] == read


@pytest.mark.parametrize(("line", "read"), [
    ("Vom Betriebsrat nehmen teil: Osei, Kwame; Wahidi, Tariq.", {"Kwame Osei", "Tariq Wahidi"}),
    ("Anmeldung für zwei: Osei, Kwame und Wahidi, Tariq.", {"Kwame Osei", "Tariq Wahidi"}),
    ("Wir kommen: Dirk, Ute, Nils und Bente Osei.", {"Dirk", "Ute", "Nils", "Bente Osei"}),
])
def test_pairs_with_the_family_name_first_are_one_name_each_and_given_names_in_a_row_are_none(line: str, read: set[str]) -> None:
    assert {person.name for person in find_people(letter(f"Guten Tag,\n{line}\nGruß")) if person.is_in("body")} == read


def test_pairs_behind_other_words_of_the_sentence_are_left_to_a_question() -> None:
    people = find_people(letter("Guten Tag,\nes kommen Wahidi, Tariq und Osei, Kwame.\nGruß"))
    assert {person.name for person in people if person.is_in("body")} == {"Wahidi", "Tariq", "Osei", "Kwame"}


def test_whoever_a_form_names_in_another_field_is_read_where_the_network_is_sure() -> None:
    form = "Name: Lea Adler\nTelefon: 0176 5550101\nBemerkung: Meine Nachbarin Ines Kolbe kommt auch mit.\nVorgesetzte: Petra Ohm"
    assert [person.name for person in find_people(letter(form)) if person.is_in("body")] == ["Lea Adler", "Ines Kolbe"]


def test_two_spaces_do_not_cut_a_name() -> None:
    found = [person.name for person in find_people(letter("Guten Tag,\nes kommen\n- Karl Heinz  Schmidt Rottluff\n- Kwame Osei\n")) if person.is_in("body")]
    assert found == ["Karl Heinz Schmidt Rottluff", "Kwame Osei"]


def test_whoever_a_form_calls_a_relative_is_left_to_the_form() -> None:
    form = "Name: Ines Kolbe\nEhepartner: Tom Kolbe\nTelefon: 0176 5550101"
    assert [person.name for person in find_people(letter(form)) if person.is_in("body")] == ["Ines Kolbe"]


@pytest.mark.parametrize("line", ["Beatrix Osei\tKwame Wahidi", "Mannschaft: Beatrix Osei   Kwame Wahidi"])
def test_two_columns_are_two_people(line: str) -> None:
    assert [person.name for person in find_people(letter(f"Guten Tag,\nes kommen\n{line}\n")) if person.is_in("body")] == ["Beatrix Osei", "Kwame Wahidi"]


@pytest.mark.parametrize(("text", "read"), [
    ("Poštovani, prijavljujem mog sina Aguša Kovača.\n\nSrdačno\nMilka Kovač", ["Aguš Kovač", "Milka Kovač"]),
    ("Hallo, ich komme gern mit Kindern.\n\nViele Grüße Anne-\nKathrin Osei", ["Anne-Kathrin Osei"]),
    ("Guten Tag,\n\nfür unser Haus nehmen teil:\n\nFleischer, Anita\nBegović, Emir\nLe, Thi Hong\nKaya, Aylin\n\nFreundliche Grüße", ["Anita Fleischer", "Emir Begović", "Thi Hong Le", "Aylin Kaya"]),
    ("Guten Tag, die Feuerwehr meldet vier: OBI Hobelmann Jan, LM Riedinger Ute, FM Özdemir Can, FM Rainer Leo.", ["Jan Hobelmann", "Ute Riedinger", "Can Özdemir", "Leo Rainer"]),
    ("Guten Tag, hier unsere Gruppe:\n\n- Hobelmann Jan\n- Riedinger Ute\n- Brand Uwe mit Frau\n", ["Jan Hobelmann", "Ute Riedinger", "Uwe Brand"]),
    ("Guten Tag, Herr Ender möchte gern kommen. Bertram Ender hat kein Telefon.", ["Bertram Ender"]),
    ("Guten Tag, Frau Cosima möchte gern kommen. Cosima Abel hat kein Telefon.", ["Cosima Abel"]),
    ("Guten Tag, es kommt Imam Yusuf Kaplan.", ["Yusuf Kaplan"]),
    ("Здравствуйте, запишите нас: Эйхлер Дарина, Вольф Рольф.", ["Дарина Эйхлер", "Рольф Вольф"]),
])
def test_a_name_is_written_whole_in_order_and_in_the_nominative(text: str, read: list[str]) -> None:
    assert [person.name for person in find_people(letter(text)) if not person.is_sender] == read
