"""The organisation of the attendees."""

import pytest

from processor.domain.mail import Address
from processor.reading.names_of_bodies import is_organisation
from processor.reading.organisation import find_organisation
from tests.reading.letters import letter


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
