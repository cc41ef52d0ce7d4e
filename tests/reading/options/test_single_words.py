"""The options that a single word may mean."""

from dataclasses import replace

import pytest

from processor.domain.event import Choices
from processor.reading.options.single_words import options_meant_by
from tests.reading.letters import event

WALKS = replace(event(), choices=Choices("Gruppe", ("10 Uhr Spreeufer", "14 Uhr Altstadt", "18 Uhr Schlosspark")))


@pytest.mark.parametrize(("word", "options"), [
    ("altstadt", ("14 Uhr Altstadt",)), ("vormittags", ("10 Uhr Spreeufer",)), ("evening", ("18 Uhr Schlosspark",)), ("zweite", ("14 Uhr Altstadt",)), ("dritten", ("18 Uhr Schlosspark",)),
    ("vierte", ()), ("spaziergang", ()),
])
def test_a_word_may_mean_an_option_by_its_title_the_part_of_the_day_or_its_place(word: str, options: tuple[str, ...]) -> None:
    assert options_meant_by(word, WALKS) == options


def test_a_part_of_the_day_in_which_two_options_begin_means_none() -> None:
    assert options_meant_by("vormittags", replace(event(), choices=Choices("Gruppe", ("9 Uhr Ufer", "11 Uhr Park")))) == ()


def test_an_event_without_options_means_none() -> None:
    assert options_meant_by("zweite", replace(event(), choices=None)) == ()


DISHES = replace(event(), choices=Choices("Gericht", ("Ostseedorsch auf Senfsauce", "Rinderroulade mit Rotkohl", "Kürbisrisotto (vegetarisch)")))


@pytest.mark.parametrize(("word", "dish"), [("roulade", 1), ("rouladen", 1), ("dorsch", 0), ("risotto", 2)])
def test_the_tail_of_a_compound_names_the_one_option_that_has_it(word: str, dish: int) -> None:
    assert DISHES.choices is not None
    assert options_meant_by(word, DISHES) == (DISHES.choices.options[dish],)


def test_the_tail_that_two_options_share_names_neither() -> None:
    lanterns = replace(event(), choices=Choices("Werkbank", ("Papierlaternen", "Weidenlaternen", "Laternen aus Altem")))
    assert options_meant_by("laternen", lanterns) == ()
    assert options_meant_by("papier", lanterns) == ("Papierlaternen",)


@pytest.mark.parametrize(("word", "options"), [("ki", ("KI im Unterricht",)), ("ki-forum", ("KI im Unterricht",)), ("yoga", ("Rückenyoga",)), ("rot", ("Roter Bus",)), ("ro", ())])
def test_an_abbreviation_a_short_tail_and_a_word_without_its_ending_mean_an_option(word: str, options: tuple[str, ...]) -> None:
    assert options_meant_by(word, replace(event(), choices=Choices("Angebot", ("KI im Unterricht", "Rückenyoga", "Roter Bus")))) == options
