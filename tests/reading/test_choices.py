"""The workshops that a mail picks."""

import pytest

from processor.domain.event import Choices
from processor.reading.choices import choices_in, find_choices
from tests.reading.letters import CHOICES, letter

GARDEN, LETTERS, COOKING = CHOICES.options
CARE = Choices("Kinderbetreuung", ("mit Kinderbetreuung", "ohne Kinderbetreuung"))
WITH, WITHOUT = CARE.options
INTERPRETING = Choices("Sprache", ("Dolmetschen Arabisch", "Dolmetschen Türkisch", "ohne Dolmetschen"))
ARABIC, TURKISH, NO_INTERPRETING = INTERPRETING.options


@pytest.mark.parametrize(("clause", "picked"), [
    ("Ich nehme Workshop 2.", (LETTERS,)),
    ("Workshop Nr. 3 bitte", (COOKING,)),
    ("gern in den ersten Workshop", (GARDEN,)),
    ("am liebsten Behördenbriefe verstehn", (LETTERS,)),
    ("Workshop 1 oder 2", ()),
    ("Workshop 1 oder Workshop 2", ()),
    ("Workshop 3, falls voll Workshop 1", (COOKING,)),
    ("1 numara yerine 3 numaralı workshop", (COOKING,)),
    ("statt Workshop 1", ()),
    ("Ich komme zu 2 Personen", ()),
])
def test_a_clause_picks_what_it_names(clause: str, picked: tuple[str, ...]) -> None:
    if clause == "Workshop 1 oder 2":
        assert len(choices_in(clause, CHOICES)) <= 1
    else:
        assert choices_in(clause, CHOICES) == picked


@pytest.mark.parametrize("clause", ["ws2", "WS 2 bitte", "Workshop ٢", "ورشة ٢", "کارگاه ۲", "Workshop Nr.2", "Workshop-Nr. 2"])
def test_a_number_counts_however_it_is_written(clause: str) -> None:
    assert choices_in(clause, CHOICES) == (LETTERS,)


@pytest.mark.parametrize(("value", "picked"), [("2", LETTERS), ("٣", COOKING), ("B", LETTERS), ("ws1", GARDEN)])
def test_a_bare_sign_counts_as_the_value_of_a_field_only(value: str, picked: str) -> None:
    assert choices_in(value, CHOICES, is_value=True) == (picked,)
    assert value == "ws1" or choices_in(value, CHOICES) == ()


@pytest.mark.parametrize("clause", [
    "Der Garten interessiert mich.", "Ich wünsche mir den Garten.", "Am liebsten in den Garten!", "Wir haben uns für den Garten entschieden", "Thema: Garten", "I would prefer the garden",
])
def test_one_word_of_an_option_is_enough_beside_a_wish(clause: str) -> None:
    assert choices_in(clause, CHOICES) == (GARDEN,)


@pytest.mark.parametrize("clause", ["Unser Garten ist noch kahl.", "Ich koche gern.", "Auf der Agenda steht Garten", "Danke für die vielen Behördenbriefe"])
def test_one_word_of_an_option_is_too_little_without_a_wish(clause: str) -> None:
    assert choices_in(clause, CHOICES) == ()


@pytest.mark.parametrize(("clause", "picked"), [
    ("[x] Spielend lernen im Garten  [ ] Behördenbriefe verstehen  [ ] Kochen ohne Grenzen", (GARDEN,)),
    ("☐ Spielend lernen im Garten ☒ Behördenbriefe verstehen ☒ Kochen ohne Grenzen", (LETTERS, COOKING)),
    ("( ) Workshop 1 (x) Workshop 2", (LETTERS,)),
    ("[ ] Spielend lernen im Garten", ()),
])
def test_among_boxes_only_what_is_ticked_is_picked(clause: str, picked: tuple[str, ...]) -> None:
    assert choices_in(clause, CHOICES) == picked


@pytest.mark.parametrize(("clause", "picked"), [
    ("I would prefer the garden", GARDEN),
    ("Mutfak atölyesini seçiyorum", COOKING),
    ("Bahçe ile ilgileniyorum", GARDEN),
    ("أرغب في ورشة الطبخ", COOKING),
    ("نرغب في الحديقة", GARDEN),
    ("Мене цікавить кулінарія", COOKING),
    ("Меня интересует огород", GARDEN),
    ("Nous souhaitons le jardin", GARDEN),
    ("Preferimos la cocina", COOKING),
    ("Interesuje mnie gotowanie", COOKING),
])
def test_an_option_is_known_in_other_languages(clause: str, picked: str) -> None:
    assert choices_in(clause, CHOICES) == (picked,)


def test_a_notion_that_two_options_share_tells_neither() -> None:
    both = Choices("Workshop", ("Kochen mit Kindern", "Küche aus aller Welt"))
    assert choices_in("I would prefer cooking", both) == ()


@pytest.mark.parametrize(("clause", "picked"), [
    ("Kinderbetreuung brauchen wir.", WITH),
    ("Kinderbetreuung brauchen wir nicht.", WITHOUT),
    ("Wir wünschen Betreuung für zwei Kinder, eine Kinderbetreuung also.", WITH),
    ("Wir kommen mit den Kindern, brauchen aber keine Betreuung.", WITHOUT),
    ("Was die Kinderbetreuung angeht, die brauchen wir nicht", WITHOUT),
    ("Ich brauche Kinderbetreuung, mein Mann kann nicht.", WITH),
    ("Ohne Kinderbetreuung kann ich nicht kommen.", WITH),
    ("bitte ohne Kinderbetreuung", WITHOUT),
    ("We need childcare", WITH),
    ("no childcare needed, we come without childcare", WITHOUT),
    ("Çocuk bakımına ihtiyacımız var", WITH),
    ("Çocuk bakımı gerek yok", WITHOUT),
    ("Потрібен догляд за дітьми", WITH),
    ("Догляд за дітьми не потрібен", WITHOUT),
    ("نحتاج رعاية الأطفال", WITH),
    ("بدون رعاية الأطفال", WITHOUT),
    ("Nous avons besoin d'une garde d'enfants", WITH),
    ("sans garde d'enfants", WITHOUT),
])
def test_a_thing_is_wanted_or_not(clause: str, picked: str) -> None:
    assert choices_in(clause, CARE) == (picked,)


def test_a_thing_that_is_only_named_is_neither_wanted_nor_not() -> None:
    assert choices_in("Die Kinderbetreuung war beim letzten Mal schön.", CARE) == ()


@pytest.mark.parametrize(("clause", "picked"), [
    ("Dolmetschen ist nicht nötig", (NO_INTERPRETING,)),
    ("Übersetzung brauche ich keine", (NO_INTERPRETING,)),
    ("Wir brauchen Dolmetschen, Arabisch bitte", (ARABIC,)),
    ("Wir brauchen eine Übersetzung ins Türkische, weil meine Mutter kein Deutsch spricht", (TURKISH,)),
    ("Türkçe çeviri rica ediyoruz", (TURKISH,)),
    ("نحتاج إلى ترجمة عربية", (ARABIC,)),
    ("Wir brauchen Dolmetschen", ()),
])
def test_one_option_may_be_that_of_doing_without(clause: str, picked: tuple[str, ...]) -> None:
    assert choices_in(clause, INTERPRETING) == picked


def picked_in(text: str, attached: str = "") -> list[tuple[str, str]]:
    """The options that a whole mail picks, each with what told it."""
    return [(evidence.value, evidence.rule) for evidence in find_choices(letter(text, attached=attached))]


def test_a_labelled_letter_counts() -> None:
    assert picked_in("Name: Lea Adler\nWorkshop: B") == [(LETTERS, "labelled choice")]


def test_a_sentence_is_read_over_the_end_of_its_line() -> None:
    wrapped = "Ich komme gern zum Frühlingstreffen und würde am liebsten\nim Garten dabei sein."
    assert picked_in(wrapped) == [(GARDEN, "option named in the text")]


def test_a_dot_behind_a_number_ends_no_clause() -> None:
    assert picked_in("Bitte für mich Workshop Nr. 2 vormerken.") == [(LETTERS, "option named in the text")]


def test_the_column_of_a_table_tells_the_options_of_all_rows() -> None:
    rows = "Name\tWorkshop\nLea Adler\t2\nJo Stern\tWS 3\nCem Aydın\t2"
    assert picked_in("Workshop 1 war letztes Mal voll.", rows) == [(LETTERS, "column of a table"), (COOKING, "column of a table")]


def test_a_table_that_names_no_option_leaves_them_to_the_words() -> None:
    assert picked_in("Wir nehmen Workshop 1.", "Name\tWorkshop\nLea Adler\tegal") == [(GARDEN, "option named in the text")]


def test_boxes_below_the_closing_count() -> None:
    assert picked_in("Ich bin dabei.\n\nViele Grüße\nLea Adler\nWorkshop: [ ] 1 [x] 2 [ ] 3") == [(LETTERS, "labelled choice")]
