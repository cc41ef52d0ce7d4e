"""Who leads which option of an event."""

from dataclasses import replace

import pytest

from processor.domain.event import Choices
from processor.reading.options.leaders import leaders_of, options_led_by
from tests.reading.letters import event

TABLES = Choices("Tisch", ("Tisch 1: Zuschüsse der Stadt", "Tisch 2: Räume finden", "Tisch 3: Junge Leute gewinnen"))
ANNOUNCED = (
    "Eröffnung: Ida Vogt\n"
    "Tisch 1: Zuschüsse der Stadt (Silke Dördelmann)\n"
    "Tisch 2: Räume finden (Omar Haddad)\n"
    "Tisch 3: Junge Leute gewinnen (Omar Haddad, Jo Stern)")


def test_whoever_the_announcement_names_behind_one_option_alone_leads_it() -> None:
    announced = replace(event(), choices=TABLES, announcement=ANNOUNCED, people=("Ida Vogt", "Silke Dördelmann", "Omar Haddad", "Jo Stern"))
    assert leaders_of(announced) == {"dordelmann": "Tisch 1: Zuschüsse der Stadt", "stern": "Tisch 3: Junge Leute gewinnen"}


def test_an_event_without_options_has_no_leaders() -> None:
    assert leaders_of(replace(event(), choices=None, announcement=ANNOUNCED, people=("Omar Haddad",))) == {}


def test_options_that_the_announcement_leaves_out_have_no_leaders() -> None:
    assert leaders_of(replace(event(), choices=TABLES, announcement="Am Wall, 15 Uhr", people=("Omar Haddad",))) == {}


LED = replace(
    event(), people=("Ida Sommer", "Meta Krohn", "Rüdiger Voss"),
    choices=Choices("Nachmittag", ("Kräuter am Bach", "Wildbienen (Dr. Meta Krohn)", "Pilze im Wald (Rüdiger Voss)")))
_, BEES, FUNGI = LED.choices.options if LED.choices else ("", "", "")


@pytest.mark.parametrize(("clause", "option"), [
    ("nachmittags zu Frau Dr. Krohn", BEES), ("für den Vortrag von Herrn Voss", FUNGI), ("the session with Ms Krohn", BEES), ("ich reihe mich bei Rüdiger Voss ein", FUNGI),
    ("am liebsten zum Rüdiger", FUNGI), ("chez Madame Krohn", BEES),
])
def test_whoever_wants_to_go_to_a_leader_picks_the_option(clause: str, option: str) -> None:
    assert options_led_by(clause, LED) == (option,)


@pytest.mark.parametrize("clause", [
    "Liebe Frau Krohn", "Frau Krohn hat mich eingeladen", "mit Frau Krohn ist das besprochen", "nicht zu Frau Krohn", "ich komme mit Meta", "zu Frau Sommer", "",
])
def test_whoever_only_names_a_leader_picks_nothing(clause: str) -> None:
    assert options_led_by(clause, LED) == ()
