"""The parts of a letter, and that hostile ones do not stall."""

import time

import pytest

from processor.reading.attendance import find_mode
from processor.reading.bodies.organisation import find_organisation
from processor.reading.contact import find_email, find_phone
from processor.reading.events.match import match_events
from processor.reading.language import find_language
from processor.reading.letter.layout import Section, lay_out
from processor.reading.options.choices import find_choices
from tests.reading.letters import letter


def test_the_parts_of_a_letter() -> None:
    text = letter("Sehr geehrte Frau Vogt,\n\nich komme.\n\nViele Grüße\nLea Adler\n\nPS: bitte vegan\n\nVon meinem iPhone gesendet")
    assert [line.section for line in lay_out(text).lines if line.text] == [
        Section.GREETING, Section.BODY, Section.CLOSING, Section.SIGNATURE, Section.BODY, Section.FOOTER]


def test_thanks_in_a_sentence_are_no_closing() -> None:
    text = letter("Vielen Dank für die Einladung, ich nehme mit meiner Kollegin gern daran teil.\nWorkshop 1 bitte")
    assert [line.section for line in lay_out(text).lines if line.text] == [Section.BODY, Section.BODY]


def sections(text: str) -> list[Section]:
    """The sections of the lines of a letter by Lea Adler that hold text."""
    return [line.section for line in lay_out(letter(text)).lines if line.text]


@pytest.mark.parametrize("mark", ["-", "–", "*", "•"])
def test_a_line_of_a_list_that_names_the_writer_begins_no_signature(mark: str) -> None:
    assert sections(f"Wir kommen:\n{mark} Wanda Ziegler\n{mark} Lea Adler\n{mark} Cem Aydın") == [Section.BODY] * 4


def test_a_dash_before_the_writers_name_alone_begins_the_signature() -> None:
    assert sections("Ich komme gern.\n- Lea Adler\nGrünau e.V.") == [Section.BODY, Section.SIGNATURE, Section.SIGNATURE]


@pytest.mark.parametrize("label", ["Vorname", "Name", "Vor- und Nachname", "Ad Soyad"])
def test_a_form_at_the_end_is_no_signature(label: str) -> None:
    assert sections(f"Anmeldung zum Treffen\n\n{label}: Lea Adler\nTelefon: 0211 5550123") == [Section.BODY] * 3


def test_the_board_of_a_body_stands_in_its_footer() -> None:
    assert sections("Ich komme gern.\nLea Adler\nVorstand: Wanda Ziegler, Cem Aydın\nVorsitzender des Aufsichtsrats: Jo Stern\nRegistergericht Musterstadt, GnR 99") == [
        Section.BODY, Section.SIGNATURE, Section.FOOTER, Section.FOOTER, Section.FOOTER]


def test_blank_lines_between_the_lines_of_a_footer_do_not_matter() -> None:
    assert sections("Ich komme gern.\n\nLea Adler\n\nVorstand: Wanda Ziegler\n\nRegistergericht Musterstadt, GnR 99")[-2:] == [Section.FOOTER, Section.FOOTER]


def test_a_list_by_office_is_no_footer() -> None:
    assert sections("Es kommen:\nVorstand: Wanda Ziegler\nKasse: Jo Stern") == [Section.BODY] * 3


def test_lines_that_say_how_to_reach_somebody_are_a_signature() -> None:
    assert sections("Ich komme gern.\n\nLea Maria Adler\nTel. 0211 5550123") == [Section.BODY, Section.SIGNATURE, Section.SIGNATURE]


@pytest.mark.parametrize("text", [
    "A" * 64_000, "Verein " * 9_000, "Name: x\n" * 2_000, "0211 " * 12_000, "„" * 60_000,
    "14.3." * 12_000, "[x] " * 15_000, "\t" * 60_000, "a:" * 30_000])
def test_hostile_letters_take_no_longer_than_ten_ordinary_ones_of_their_length(text: str, ordinary: float) -> None:
    assert processor_time(text) < 10 * ordinary


@pytest.fixture(scope="module")
def ordinary() -> float:
    """What a long letter of plain sentences costs, once word lists are loaded."""
    processor_time("Wir kommen gern.")
    return processor_time("Sehr geehrte Damen und Herren, ich melde mich an.\n" * 1_300)


def processor_time(text: str) -> float:
    """Seconds that this process itself spends on reading a letter, however busy the machine is."""
    started = time.process_time()
    read = letter(text)
    for find in (find_language, find_phone, find_email, find_organisation, find_mode, find_choices, match_events):
        find(read)
    return time.process_time() - started
