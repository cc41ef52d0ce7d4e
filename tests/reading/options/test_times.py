"""Options that begin at different times, told by the time of day."""

from dataclasses import replace

import pytest

from processor.domain.event import Choices
from processor.reading.options.times import begins_of, options_at
from tests.reading.letters import event

MORNING, NOON, LATE = "Rundgang durchs Haus (10 Uhr)", "Detektivrundgang (11:30 Uhr)", "Rundgang auf Arabisch (15 Uhr)"
TOURS = replace(event(), choices=Choices("Rundgang", (MORNING, NOON, LATE)))
SLOTS = replace(event(), choices=Choices("Zeitfenster", ("9.00–10.30 Uhr", "10.30–12.00 Uhr", "13:30–15 Uhr")))
GROUPS = replace(event(), choices=Choices("Gruppe", ("Vormittagsgruppe", "Abendgruppe")), announcement="Vormittagsgruppe: dienstags 9.30 bis 11 Uhr\nAbendgruppe: dienstags 17.30 bis 19 Uhr")


@pytest.mark.parametrize(("clause", "picked"), [
    ("Ich hätte gern den um 10.", MORNING),
    ("11:30 Uhr passt uns gut", NOON),
    ("halb zwölf wäre schön", NOON),
    ("um halb 12 Uhr", NOON),
    ("Wir kommen um zehn", MORNING),
    ("saat 15 turuna geliyoruz", LATE),
    ("Запишіть мене на 11:30", NOON),
    ("je prends le créneau de 11h30", NOON),
    ("um drei bitte", LATE),
    ("nicht um 10, sondern um 15 Uhr", LATE),
    ("um 10 Uhr, falls voll um 15 Uhr", MORNING),
    ("[ ] 10 Uhr [x] 15 Uhr", LATE),
    ("Wir kommen um 11.30.", NOON),
    ("Zapisuję nas na 11:30", NOON),
    ("prijavljujem nas na termin u 15", LATE),
    ("na sessão das 15h", LATE),
    ("para el turno de las 10h, plus mi hermana", MORNING),
    ("прошу на 15 годину", LATE),
])
def test_a_time_of_day_picks_the_option_that_begins_then(clause: str, picked: str) -> None:
    assert options_at(clause, TOURS) == (picked,)


@pytest.mark.parametrize("clause", [
    "Wir sind 10 Personen.", "am 8.10. kommen wir", "Ich arbeite bis 15 Uhr", "Das macht 11.30 Euro", "Bitte nicht um 10 Uhr", "nur nicht um zehn", "Um 10 Uhr kann ich nicht", "um 10 oder um 15 Uhr",
    "Ich bitte um drei Plätze", "Wir kommen alle drei.", "Запишите нас на 3 человека.", "nous viendrons à trois", "3 h Anfahrt", "um eine Bestätigung bitte ich", "gegen 10 Euro",
    "am 15.10.", "am 11.10. kommen wir", "10.11.", "je ne viens plus à 10h",
    "in letzter Zeit war ich krank", "Ich habe sonst keine Zeit.", "die letzte Führung war toll",
])
def test_other_numbers_pick_none(clause: str) -> None:
    assert options_at(clause, TOURS) == ()


@pytest.mark.parametrize(("clause", "picked"), [
    ("von 9 bis 10.30 Uhr", "9.00–10.30 Uhr"), ("9:00–10:30", "9.00–10.30 Uhr"), ("halb elf", "10.30–12.00 Uhr"), ("halb zwei", "13:30–15 Uhr"),
    ("der letzte Termin bitte", "13:30–15 Uhr"), ("the earliest appointment please", "9.00–10.30 Uhr"), ("la prima oră", "9.00–10.30 Uhr"),
])
def test_of_a_span_of_time_the_beginning_counts_and_the_first_and_last_have_a_name_of_their_own(clause: str, picked: str) -> None:
    assert options_at(clause, SLOTS) == (picked,)


@pytest.mark.parametrize(("clause", "picked"), [("Uhrzeit 9.30", "Vormittagsgruppe"), ("die spätere Gruppe", "Abendgruppe"), ("17:30", "Abendgruppe")])
def test_the_announcement_says_when_an_option_begins(clause: str, picked: str) -> None:
    assert options_at(clause, GROUPS) == (picked,)


@pytest.mark.parametrize("options", [
    ("Nähen (10 Uhr)", "Backen (10 Uhr)"),
    ("Samstag, 10.05.", "Samstag, 17.05."), ("Kinder ab 6 Jahren", "Jugend ab 12 Jahren"), ("Grundkurs (30-40 h)", "Aufbaukurs (50-60 h)"),
])
def test_options_without_a_time_of_their_own_begin_at_none(options: tuple[str, ...]) -> None:
    assert begins_of(replace(event(), choices=Choices("Kurs", options))) == {}


def test_an_event_without_options_has_none_at_any_time() -> None:
    assert options_at("um 10 Uhr", replace(event(), choices=None)) == ()


RIDES = replace(event(), choices=Choices("Angebot", ("Fahrt 9:15 Uhr ab Rathaus", "Fahrt 11:00 Uhr ab Hafen", "Tisch Gebühren")))
HALVES = replace(event(), choices=Choices("Gruppe", ("Vormittag", "Nachmittag")))


@pytest.mark.parametrize(("clause", "picked"), [("für 11 Uhr", "Fahrt 11:00 Uhr ab Hafen"), ("the 9.15 boat", "Fahrt 9:15 Uhr ab Rathaus")])
def test_an_option_without_a_time_leaves_those_of_the_others(clause: str, picked: str) -> None:
    assert options_at(clause, RIDES) == (picked,)


@pytest.mark.parametrize(("clause", "picked"), [("ein Platz um 9 Uhr", "Vormittag"), ("13 Uhr", "Nachmittag"), ("um zwei bitte", "Nachmittag")])
def test_a_time_of_day_picks_the_option_that_is_called_by_its_part_of_the_day(clause: str, picked: str) -> None:
    assert options_at(clause, HALVES) == (picked,)


@pytest.mark.parametrize("clause", ["gerne kl. 10", "o godzinie 10 proszę", "the 10 am slot", "ten o'clock please", "zehn Uhr"])
def test_the_hour_is_told_in_many_ways(clause: str) -> None:
    assert options_at(clause, TOURS) == (MORNING,)


@pytest.mark.parametrize("clause", ["wir kommen zu 3 am 8.5.", "um zwei Plätze", "Seit zehn Jahren dabei"])
def test_numbers_of_people_and_years_are_no_part_of_the_day(clause: str) -> None:
    assert options_at(clause, HALVES) == ()
