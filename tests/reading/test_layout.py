"""The parts of a letter, and that hostile ones do not stall."""

import time

import pytest

from processor.reading.attendance import find_mode
from processor.reading.choices import find_choices
from processor.reading.contact import find_email, find_phone
from processor.reading.event_match import match_events
from processor.reading.language import find_language
from processor.reading.layout import Section, lay_out
from processor.reading.organisation import find_organisation
from tests.reading.letters import letter


def test_the_parts_of_a_letter() -> None:
    text = letter("Sehr geehrte Frau Vogt,\n\nich komme.\n\nViele Grüße\nLea Adler\n\nPS: bitte vegan\n\nVon meinem iPhone gesendet")
    assert [line.section for line in lay_out(text).lines if line.text] == [
        Section.GREETING, Section.BODY, Section.CLOSING, Section.SIGNATURE, Section.BODY, Section.FOOTER]


def test_thanks_in_a_sentence_are_no_closing() -> None:
    text = letter("Vielen Dank für die Einladung, ich nehme mit meiner Kollegin gern daran teil.\nWorkshop 1 bitte")
    assert [line.section for line in lay_out(text).lines if line.text] == [Section.BODY, Section.BODY]


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
