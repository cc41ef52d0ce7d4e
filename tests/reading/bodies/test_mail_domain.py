"""Names that the sender's domain bears as well."""

import pytest

from processor.domain.mail import Address
from processor.reading.bodies.mail_domain import is_named_after, named_after
from processor.reading.bodies.organisation import find_organisation
from tests.reading.letters import letter


@pytest.mark.parametrize(("domain", "line", "names"), [
    ("ahornhof.example", "Ahornhof meldet an: Lea Adler", ["Ahornhof"]),
    ("ahornhof-nord.example", "wir vom Ahornhof", ["Ahornhof"]),
    ("post.ahornhof.example", "wir vom Ahornhof", ["Ahornhof"]),
    ("buecherstube.example", "die Bücherstube kommt", ["Bücherstube"]),
    ("kita-am-see.example", "Kita am See, Frau Adler", ["Kita am See"]),
    ("falkenfreunde.example", "von uns Falkenfreunden", ["Falkenfreunden"]),
    ("ahornhof.example", "unter dem ahornhof", []),
    ("ahorn-hof.example", "Ahornblätter fallen", []),
    ("gmx.de", "Ich heiße Gmx", []),
    ("", "Ahornhof", []),
])
def test_words_with_a_capital_that_the_domain_bears_are_named_after_it(domain: str, line: str, names: list[str]) -> None:
    assert list(named_after(domain, line)) == names


@pytest.mark.parametrize(("domain", "name", "is_named"), [
    ("ahornhof.example", "Wohnheim Ahornhof e.V.", True), ("ahornhof.example", "Ahornhofschule", True), ("ahornhof.example", "Caritas Nord", False), ("gmx.de", "Gmx", False),
])
def test_a_longer_name_may_hold_that_of_the_domain(domain: str, name: str, *, is_named: bool) -> None:
    assert is_named_after(domain, name) is is_named


@pytest.mark.parametrize(("text", "email", "organisation"), [
    ("Ahornhof meldet zwei Leute an, Lea Adler und Jo Stern.", "l.adler@ahornhof.example", "Ahornhof"),
    ("Ich komme gern.\n\nLea Adler\nAhornhof Wohnen und Leben\nTel. 0211 5550123", "l.adler@ahornhof.example", "Ahornhof Wohnen und Leben"),
    ("Ich komme vom Wohnheim Ahornhof e.V. Die Caritas Nord hat davon erzählt.", "l.adler@ahornhof.example", "Wohnheim Ahornhof e.V."),
    ("Ich komme gern in die Stadt.", "l.adler@stadt-musterort.example", ""),
    ("Ich, Lea Adler, komme gern.", "lea@adler-bau.example", ""),
    ("Ahornhof meldet zwei Leute an.", "lea.adler@gmx.de", ""),
])
def test_the_domain_tells_the_organisation_unless_it_is_the_writers_own_name_or_a_mere_common_word(text: str, email: str, organisation: str) -> None:
    found = find_organisation(letter(text, sender=Address(email, "Lea Adler")))
    assert (found.value if found else "") == organisation


@pytest.mark.parametrize(("text", "email", "organisation"), [
    ("Wir arbeiten mit Ahornhofdirektor Stern. Ich bin vom Verein Neue Wege e.V.", "l.adler@ahornhof.example", "Verein Neue Wege e.V."),
    ("Ich melde Otto Bergmann vom Verein Neue Wege e.V. an.", "info@bergmann.example", "Verein Neue Wege e.V."),
    ("Ich wohne in Wuppertal und komme gern.", "l.adler@wuppertal.de", ""),
    ("Ich komme vom Frauenhaus Nord e.V.\n\nLea Adler\nVodafone: 0172 5550123", "l.adler@vodafone.de", "Frauenhaus Nord e.V."),
])
def test_neither_a_person_nor_a_town_nor_a_provider_is_an_organisation_by_its_domain(text: str, email: str, organisation: str) -> None:
    found = find_organisation(letter(text, sender=Address(email, "Lea Adler")))
    assert (found.value if found else "") == organisation
