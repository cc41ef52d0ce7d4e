"""Labelled lines, forms and tables."""

import pytest

from processor.reading.letter.forms import field_of, find_labelled, ticked
from processor.reading.letter.layout import lay_out
from processor.reading.letter.tables import Record, find_records
from tests.reading.letters import letter


def test_labels_of_many_languages_are_known() -> None:
    assert [field_of(label) for label in ("Vor- und Nachname", "Ad Soyad", "ПІБ", "الاسم", "Tel.", "Teilnehmerin 2", "Dernek", "Uwe")] == [
        "name", "name", "name", "name", "phone", "name", "organisation", None]


@pytest.mark.parametrize(("label", "field"), [
    ("feld_vorname", "given_name"), ("TN-Vorname", "given_name"), ("Feld 1 (Rufname)", "given_name"), ("[Familienname]", "family_name"), ("EA-7-01 Zuname", "family_name"),
    ('Feld "Ihr Name"', "name"), ("1. Person, Vorname Nachname", "name"), ("Schüler/in", "name"), ("Verein/Initiative", "organisation"), ("Name + Vorname", "name"),
    ("Ihre Telefonnummer für Rückfragen", "phone"), ("Wie viele Plätze?", "count"), ("Vorgesetzte(r)", "other"),
    ("Name der Veranstaltung", None), ("Anzahl Kinder", None), ("A", None), ("Ihr", None)])
def test_what_form_servers_put_around_a_label_does_not_matter(label: str, field: str | None) -> None:
    assert field_of(label) == field


def test_only_what_is_ticked_counts() -> None:
    assert ticked("[x] vor Ort   [ ] online") == "vor Ort"
    assert ticked("☐ A ☒ B") == "B"
    assert ticked("ohne Kästchen") is None


def test_two_labels_may_share_a_line() -> None:
    found = find_labelled(lay_out(letter("Name: Lea Adler | Tel: 0211 5550123")))
    assert [(item.field, item.value) for item in found] == [("name", "Lea Adler"), ("phone", "0211 5550123")]


def test_a_header_that_names_both_parts_of_a_name_is_one_whatever_its_other_columns_are() -> None:
    text = letter("Siehe Liste", attached="Lfd.\tName\tVorname\tBüro\tKürzel\tRaum\n1\tHabermehl\tGesa\t30\tgh\t4")
    assert [record.name for record in find_records(lay_out(text))] == ["Gesa Habermehl"]


def test_rows_below_a_header_are_records() -> None:
    text = letter("Siehe Liste", attached="Vorname\tNachname\tVerein\nLea\tAdler\tGrünau e.V.\nJo\tStern\t")
    assert find_records(lay_out(text)) == (
        Record("Lea Adler", "Grünau e.V.", lines=(0,), is_table=True), Record("Jo Stern", lines=(0,), is_table=True))


def test_forms_filled_one_below_the_other_are_records() -> None:
    text = letter("Teilnehmer 1: Lea Adler\nWorkshop: 1\n\nTeilnehmer 2: Jo Stern\nWorkshop: 2")
    assert find_records(lay_out(text)) == (Record("Lea Adler", choice="1", lines=(1, 2)), Record("Jo Stern", choice="2", lines=(4, 5)))


def test_a_label_may_be_led_to_its_value_by_dots() -> None:
    found = find_labelled(lay_out(letter("Vorname ............. Lea\nNachname: ........... Adler\nTelefon .............")))
    assert [(item.field, item.value) for item in found] == [("given_name", "Lea"), ("family_name", "Adler"), ("phone", "")]


@pytest.mark.parametrize(("value", "picked"), [
    ("Workshop 1 [ ]  Workshop 2 [x]  Workshop 3 [ ]", "Workshop 2"),
    ("[ ] Workshop 1  [x] Workshop 2", "Workshop 2"),
    ("Saal ☒ online ☐", "Saal"),
    ("☒ Saal ☐ online", "Saal"),
    ("[ ] ja [ ] nein", ""),
    ("Saal", None)])
def test_boxes_stand_before_or_behind_what_they_tick(value: str, picked: str | None) -> None:
    assert ticked(value) == picked
