"""The workshops that a whole mail picks."""

from dataclasses import replace

from processor.domain.event import Choices
from processor.reading.options.choices import find_choices
from tests.reading.letters import CHOICES, event, letter

GARDEN, LETTERS, COOKING = CHOICES.options


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


def test_the_subject_picks_where_nothing_else_does_and_the_mail_answers_none() -> None:
    found = [[evidence.value for evidence in find_choices(letter(text, subject))] for text, subject in (
        ("Hiermit melde ich mich an.", "Anmeldung Workshop 2"), ("Ich nehme Workshop 3.", "Workshop 2"), ("Hiermit melde ich mich an.", "AW: Anmeldung Workshop 2"))]
    assert found == [[LETTERS], [COOKING], []]


def test_a_table_that_names_no_option_leaves_them_to_the_words() -> None:
    assert picked_in("Wir nehmen Workshop 1.", "Name\tWorkshop\nLea Adler\tegal") == [(GARDEN, "option named in the text")]


def test_boxes_below_the_closing_count() -> None:
    assert picked_in("Ich bin dabei.\n\nViele Grüße\nLea Adler\nWorkshop: [ ] 1 [x] 2 [ ] 3") == [(LETTERS, "labelled choice")]


def test_a_field_under_the_events_own_word_for_its_options_picks_one() -> None:
    tables = replace(event(), choices=Choices("Termin", ("Suppe", "Salat", "Fisch")))
    assert [evidence.value for evidence in find_choices(letter("Termin: 2\nName: Lea Adler", events=(tables,)))] == ["Salat"]


def test_boxes_below_each_other_pick_what_is_ticked_and_nothing_else() -> None:
    boxes = "Ich bin dabei.\n[ ] Workshop 1 Spielend lernen im Garten\n[x] Workshop 2 Behördenbriefe verstehen\n[ ] Workshop 3 Kochen ohne Grenzen"
    assert [value for value, _ in picked_in(boxes)] == [LETTERS]


def test_the_second_choice_of_a_form_is_left_out() -> None:
    assert picked_in("Name: Lea Adler\nWorkshop: 3\nErsatz-Workshop: 1") == [(COOKING, "labelled choice")]


def test_a_clause_that_begins_with_if_full_only_counts_where_nothing_else_picks() -> None:
    assert [[value for value, _ in picked_in(text)] for text in ("Workshop 3. Falls voll: Workshop 1.", "Falls noch Platz ist, Workshop 1.")] == [[COOKING], [GARDEN]]


def test_a_column_may_go_by_the_events_own_word_for_its_options() -> None:
    meals = replace(event(), choices=Choices("Gericht", ("Suppe", "Salat", "Fisch")))
    rows = "Name\tGericht\nLea Adler\tFisch\nJo Stern\tSuppe"
    assert [evidence.value for evidence in find_choices(letter("Wir kommen zu zweit.", attached=rows, events=(meals,)))] == ["Fisch", "Suppe"]


def test_boxes_beside_numbers_of_people_and_boxes_that_nobody_ticked_pick_nothing() -> None:
    empty = "\n".join(f"[ ] Workshop {number} {option}" for number, option in enumerate(CHOICES.options, 1))
    found = [[value for value, _ in picked_in(text)] for text in ("Anzahl: [ ] 1 [x] 2 [ ] 3\nWorkshop 3 bitte", "[x] 2 Personen [ ] 3 Personen", f"Ich möchte zu Workshop 2.\n{empty}")]
    assert found == [[COOKING], [], [LETTERS]]


def test_a_ticked_option_may_speak_of_alternatives() -> None:
    topics = replace(event(), choices=Choices("Thema", ("Filzen", "Alternative Energien")))
    assert [evidence.value for evidence in find_choices(letter("[ ] Filzen\n[x] Alternative Energien", events=(topics,)))] == ["Alternative Energien"]


def test_the_field_of_a_form_may_pick_all_options_at_once() -> None:
    halves = replace(event(), choices=Choices("Modul", ("Vormittag: Grundlagen", "Nachmittag: Übungen")))
    found = find_choices(letter("Name: Lea Adler\nModul: beide Module", events=(halves,)))
    assert [evidence.value for evidence in found] == ["Vormittag: Grundlagen", "Nachmittag: Übungen"]


def test_a_line_of_a_list_that_nobody_fills_picks_nothing() -> None:
    halves = replace(event(), choices=Choices("Gruppe", ("Vormittagsgruppe", "Nachmittagsgruppe")))
    listed = "Unsere Verteilung:\nVormittag: Lea Adler, Jo Stern\nNachmittag: –"
    assert [evidence.value for evidence in find_choices(letter(listed, events=(halves,)))] == ["Vormittagsgruppe"]


def test_the_numbered_second_wish_of_a_form_is_left_out() -> None:
    assert [value for value, _ in picked_in("Name: Lea Adler\n1. Wunschworkshop: Garten\n2. Wunschworkshop: Kochen")] == [GARDEN]


def test_what_shall_hold_if_all_is_taken_is_a_second_choice() -> None:
    assert [value for value, _ in picked_in("Am liebsten in den Garten, und wenn da alles besetzt ist, zum Kochen.")] == [GARDEN]


def test_who_comes_alone_means_the_option_that_is_picked_far_more_surely() -> None:
    assert picked_in("Hallo, ich komme allein vorbei. Das Kochen überlasse ich meinem Mann, mich bitte für den Garten eintragen.\nLea Adler") == [(GARDEN, "option named in the text")]
