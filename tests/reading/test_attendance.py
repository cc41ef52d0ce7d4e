"""In person or online."""

from dataclasses import replace

import pytest

from processor.domain.event import EventMode, Mode
from processor.reading.attendance import find_mode, mode_in
from tests.reading.letters import event, letter


@pytest.mark.parametrize(("clause", "mode"), [
    ("Ich nehme online teil", Mode.ONLINE),
    ("nicht online, sondern vor Ort", Mode.IN_PERSON),
    ("online statt vor Ort", Mode.ONLINE),
    ("Yüz yüze katılacağım", Mode.IN_PERSON),
    ("буду онлайн", Mode.ONLINE),
    ("я прийду особисто", Mode.IN_PERSON),
    ("en visio, depuis chez moi", Mode.ONLINE),
    ("[ ] vor Ort  [x] online", None),
    ("vor Ort oder online, weiß ich noch nicht", None),
    ("Ich komme gern", None),
])
def test_a_clause_says_the_mode_or_nothing(clause: str, mode: Mode | None) -> None:
    assert mode_in(clause) is mode


def test_ticked_boxes_decide() -> None:
    evidence = find_mode(letter("Teilnahme: [ ] vor Ort  [x] online"))
    assert evidence is not None
    assert evidence.value == "online"


@pytest.mark.parametrize(("text", "mode", "rule"), [
    ("Erst dachte ich an Zoom, jetzt komme ich doch lieber persönlich in den Saal.", "in_person", "network"),
    ("Ich nehme online teil.", "online", "words of the mode"),
])
def test_the_mail_as_a_whole_goes_before_single_words_only_where_it_is_sure_of_something_else(text: str, mode: str, rule: str) -> None:
    evidence = find_mode(letter(text))
    assert evidence is not None
    assert (evidence.value, evidence.rule) == (mode, rule)


def test_different_people_leave_the_registration_open() -> None:
    assert find_mode(letter("- Lea Adler, vor Ort\n- Jo Stern, online")) is None


def test_the_name_of_the_house_means_in_person() -> None:
    evidence = find_mode(letter("Ich komme in den Kulturspeicher."))
    assert evidence is not None
    assert evidence.value == "in_person"


@pytest.mark.parametrize(("rows", "mode"), [
    ("Lea Adler\tvor Ort\nJo Stern\tin Präsenz", "in_person"),
    ("Lea Adler\tper Video\nJo Stern\t", "online"),
    ("Lea Adler\tvor Ort\nJo Stern\tonline", None),
    ("Lea Adler\tvielleicht\nJo Stern\tegal", None),
])
def test_a_column_of_a_table_tells_the_mode_where_all_rows_agree(rows: str, mode: str | None) -> None:
    evidence = find_mode(letter("siehe Liste", attached=f"Name\tTeilnahme\n{rows}"))
    assert (evidence and (evidence.value, evidence.rule)) == (mode and (mode, "column of a table"))


def test_a_column_of_a_table_goes_before_the_words_of_the_mail() -> None:
    evidence = find_mode(letter("Die Einladung zur Online-Teilnahme kam an, hier unsere Liste.", attached="Name\tTeilnahme\nLea Adler\tvor Ort"))
    assert evidence is not None
    assert (evidence.value, evidence.words) == ("in_person", "Lea Adler: vor Ort")


@pytest.mark.parametrize("text", ["", "Ich melde mich an und bringe Kuchen mit."])
def test_without_words_and_without_certainty_no_mode_is_told(text: str) -> None:
    assert find_mode(letter(text, subject="Anmeldung")) is None


@pytest.mark.parametrize(("words", "mode"), [
    ("Мы придём в библиотеку.", "in_person"), ("Anamla kütüphaneye geleceğiz.", "in_person"), ("We will come to the library.", "in_person"), ("Nous ne viendrons pas à la bibliothèque.", None),
])
def test_so_does_the_house_in_another_language(words: str, mode: str | None) -> None:
    evidence = find_mode(letter(words, events=(replace(event(), venue="Stadtbibliothek, Am Wall 1"),)))
    assert (evidence.value if evidence else None) == mode


def test_so_does_the_room_in_the_house() -> None:
    evidence = find_mode(letter("Nils Paul, Hohenstaufensaal.", events=(replace(event(), venue="Landratsamt Göppingen, Hohenstaufensaal, Lorcher Str. 6, 73033 Göppingen"),)))
    assert evidence is not None and evidence.value == "in_person"


@pytest.mark.parametrize(("line", "mode"), [("Dabei: [ ] im Saal  [x] am Bildschirm", "online"), ("Teilnahmeform: [x] Pavillon  [ ] Livestream", "in_person")])
def test_only_what_is_ticked_counts_and_the_house_may_be_a_value(line: str, mode: str) -> None:
    pavilion = replace(event(), mode=EventMode.HYBRID, venue="Pavillon im Rosengarten, Wallstr. 1")
    found = find_mode(letter(f"Name: Lea Adler\n{line}", events=(pavilion,)))
    assert found is not None
    assert found.value == mode


@pytest.mark.parametrize("text", [
    "Ich melde mich an, bitte ohne Teams.", "Videokonferenzen sind nichts für mich, Online mag ich nicht. Lea Adler", "Computer: nein", "Bitte melden Sie mich an, den Livestream verstehe ich nicht.",
    "Запишіть мене, онлайн я не можу.", "Ich komme lieber analog als online.", "Online değil, yüz yüze katılmak istiyorum.", "Zoom: nein danke",
])
def test_who_only_denies_to_come_online_comes_in_person(text: str) -> None:
    evidence = find_mode(letter(text))
    assert evidence is not None
    assert evidence.value == "in_person"


@pytest.mark.parametrize("text", ["Online, weil ich nicht fahren kann.", "Online no problem for me", "Meine Wenigkeit nimmt online teil."])
def test_a_reason_and_the_end_of_a_word_deny_no_mode(text: str) -> None:
    evidence = find_mode(letter(text))
    assert evidence is not None
    assert evidence.value == "online"


@pytest.mark.parametrize("text", ["Name: Lea Adler\nIm Kulturspeicher: nein", "Name: Lea Adler\nIm Kulturspeicher: nein\nZoom: ja"])
def test_the_crossed_out_place_of_a_form_means_online(text: str) -> None:
    evidence = find_mode(letter(text))
    assert evidence is not None
    assert evidence.value == "online"
