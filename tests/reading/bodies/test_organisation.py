"""The organisation of the attendees."""

from dataclasses import replace

import pytest

from processor.domain.event import Choices, Required
from processor.domain.mail import Address
from processor.reading.bodies.names import bodies_in, is_organisation
from processor.reading.bodies.organisation import find_organisation
from tests.reading.letters import event, letter


def found(text: str, sender: Address | None = None) -> str:
    """The organisation of a letter, "" for none."""
    evidence = find_organisation(letter(text, sender=sender))
    return evidence.value if evidence else ""


@pytest.mark.parametrize(("text", "organisation"), [
    ("Verein: Brückenbauer Süd e.V.\nName: Lea Adler", "Brückenbauer Süd e.V."),
    ("Ich komme vom Türkischen Elternverein Musterstadt.", "Türkischer Elternverein Musterstadt"),
    ("Lea Adler, Nachbarschaftsverein Grünau, Tel. 0211 5550123", "Nachbarschaftsverein Grünau"),
    ("Ich melde mich an.\n\nViele Grüße\nLea Adler\nSozialpädagogin\nStadt Musterstadt\nJugendamt", "Stadt Musterstadt"),
    ("Umut Derneği adına iki kişi geliyoruz.", "Umut Derneği"),
    ("I am writing on behalf of the Harbour Community Centre.", "Harbour Community Centre"),
    ("Ich komme mit zwei Kolleginnen von der Sternklinik.", "Sternklinik"),
    ("Wir sind von der Ordination Dr. Lechner und kommen zu zweit.", "Ordination Dr. Lechner"),
    ("Vom Wein- und Heimatverein Grünau kommen Lea Adler und Jo Stern.", "Wein- und Heimatverein Grünau"),
])
def test_the_name_is_read_whole(text: str, organisation: str) -> None:
    assert found(text) == organisation


def test_our_own_house_is_nobodys_organisation() -> None:
    assert found("Ich komme gern in den Kulturspeicher zum Amt für Vielfalt Musterstadt.") == ""


def test_the_display_name_may_be_an_organisation() -> None:
    assert found("Wir kommen zu zweit.", Address("info@verein.example", "Kulturverein Adler")) == "Kulturverein Adler"


def test_a_common_noun_is_no_name() -> None:
    assert found("Aus unserem Verein kommen drei.") == ""


def test_organisations_and_people_are_told_apart() -> None:
    assert is_organisation("Caritasverband Musterstadt e.V.")
    assert not is_organisation("Lea Adler")


@pytest.mark.parametrize("name", [
    "Bäckerei Karl Ernst", "Kanzlei Noorzai", "Tischlerei Kaya", "Salon Derya", "Autohaus Mehmet Kaya", "Praxis Dr. Ziegler", "Buchhandlung Lea Adler",
    "Pflegedienst Maria Hilf", "Grace Chapel", "Calvary Fellowship", "Circle of Hope",
])
def test_a_house_that_bears_a_persons_name_is_an_organisation(name: str) -> None:
    assert [body.name for body in bodies_in(name)] == [name]
    assert is_organisation(name)


def test_a_house_is_known_even_where_a_month_ends_its_name() -> None:
    assert is_organisation("Bäckerei Ernst August")


@pytest.mark.parametrize("name", ["Ernst August", "Wanda Kaya", "Grace Ziegler", "Bäckerei", "Musikschule"])
def test_a_person_or_a_trade_alone_is_none(name: str) -> None:
    assert not is_organisation(name)


def test_a_month_behind_a_house_is_no_part_of_its_name() -> None:
    assert [body.name for body in bodies_in("Wir von der Bäckerei Krug August 2025")] == ["Bäckerei Krug"]


@pytest.mark.parametrize(("text", "organisation"), [
    ("Guten Tag, ich bin Lea Adler und wohne in der Altstadt, arbeite aber im Nachbarschaftszentrum\nOstwache. Ich komme gern.", "Nachbarschaftszentrum Ostwache"),
    ("Guten Abend, ich arbeite seit drei Jahren als Kulturdolmetscherin bei der Johannes-Ziegler-\nStiftung und würde gern kommen.", "Johannes-Ziegler-Stiftung"),
    ("Ich komme gern für den IFD.", "IFD"),
    ("Ich mache ein Praktikum bei der Lebenshilfe und möchte teilnehmen.", "Lebenshilfe"),
    ("I'm a PhD student at the UFZ and would like to join.", "UFZ"),
    ("Zwei von der Jungen Gemeinde melden sich an.", "Junge Gemeinde"),
])
def test_a_name_may_go_on_in_the_next_line_or_stand_behind_words_that_only_bodies_follow(text: str, organisation: str) -> None:
    assert found(text) == organisation


def test_the_events_own_word_for_its_options_introduces_no_body() -> None:
    grouped = replace(event(), choices=Choices("Gruppe", ("Raumschmuck", "Gesang")))
    assert find_organisation(letter("Name: Lea Adler\nGruppe: zwei", events=(grouped,))) is None


def test_a_house_may_be_at_home_where_the_bus_of_an_option_stops() -> None:
    stops = replace(event(), choices=Choices("Zustieg", ("Grünau", "Musterstadt")))
    evidence = find_organisation(letter("Aus der Stadtbibliothek Grünau kommt Lea Adler. Zustieg bitte in Grünau.", events=(stops,)))
    assert (evidence.value if evidence else "") == "Stadtbibliothek Grünau"


def test_an_office_of_a_house_is_no_body_of_its_own() -> None:
    assert found("Für den Mesnerbund melde ich Herrn Cem Aydın an.\n\nLea Adler, Geschäftsstelle") == ""


@pytest.mark.parametrize(("required", "organisation"), [(frozenset({Required.ORGANISATION}), "Auenkompass"), (frozenset[Required](), "")])
def test_a_name_without_any_mark_is_an_organisation_where_the_event_asks_for_one(required: frozenset[Required], organisation: str) -> None:
    said = "Ich bin beim Frühlingstreffen gern dabei.\n\nViele Grüße\nJette Vogel\nAuenkompass\n0211 555-14"
    signed = letter(said, sender=Address("vogel@post.example", "Jette Vogel"), events=(replace(event(), required=required),))
    evidence = find_organisation(signed)
    assert (evidence.value if evidence else "") == organisation


def test_where_the_event_asks_for_an_organisation_nothing_else_becomes_one() -> None:
    plain = letter("Ich melde mich zum Frühlingstreffen an.\nLea Adler, Lehrerin, Tel. 0211 5550123", events=(replace(event(), required=frozenset({Required.ORGANISATION})),))
    assert find_organisation(plain) is None
