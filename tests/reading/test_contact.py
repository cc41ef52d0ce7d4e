"""Telephone numbers and addresses."""

from dataclasses import replace

import pytest

from processor.reading.contact import emails_in, find_email, find_phone, phones_in
from tests.reading.letters import letter


def value(evidence: object) -> str:
    """The value of evidence, "" for none."""
    return str(getattr(evidence, "value", ""))


def test_a_date_is_no_telephone_number() -> None:
    assert phones_in("am 02.12.2024 oder 2024-12-02, IBAN DE12 5001 0517 0648 4898 90") == ()


def test_numbers_become_e164() -> None:
    assert phones_in("0151 / 555 123 45 oder (0211) 555-0123, ٠١٥١٥٥٥٠١٢٣٤") == ("+4915155512345", "+492115550123", "+4915155501234")


def test_a_fax_is_no_telephone() -> None:
    assert phones_in("Tel. 0211 5550123 | Fax 0211 5550199") == ("+492115550123",)


def test_the_number_in_the_text_comes_before_the_signature() -> None:
    text = letter("Ich komme, erreichbar unter 0170 5551234.\n\nViele Grüße\nLea Adler\nTel. 0211 5550123")
    assert value(find_phone(text)) == "+491705551234"


def test_the_offices_own_number_is_left_out() -> None:
    assert find_phone(letter("Ich habe Sie unter 02111 5550100 nicht erreicht und komme gern.")) is None


def test_another_address_is_found_but_not_the_offices() -> None:
    text = letter("Bitte die Bestätigung an jo.stern@haus.example schicken, nicht an anmeldung@musterstadt.example.")
    assert value(find_email(text)) == "jo.stern@haus.example"


def test_addresses_end_before_the_full_stop() -> None:
    assert emails_in("Schreiben Sie an a.b@c.example.") == ("a.b@c.example",)


@pytest.mark.parametrize(("text", "number"), [
    ("meine zwei Kinder und ich kommen gern am Freitag zu Ihnen, Handy 0171\n5550146, viele Grüße", "+491715550146"),
    ("wir kommen zu dritt mit dem Zug und freuen uns sehr, Tel. 0171 555 01\n46. Bis bald", "+491715550146"),
    ("wir kommen gern zu dritt und freuen uns sehr darauf, Tel. 0171 5550146\n12 Stühle bringen wir mit", "+491715550146"),
    ("wir freuen uns alle schon sehr auf den Abend und sind insgesamt 3\n0171 5550146, viele Grüße", "+491715550146"),
    ("Tel. 0211\n5550 Brötchen bringen wir mit", ""),
])
def test_a_number_that_the_mail_program_has_cut_in_two_is_one(text: str, number: str) -> None:
    assert value(find_phone(letter(text))) == number


@pytest.mark.parametrize(("timezone", "written", "number"), [
    ("Europe/Berlin", "0664 5550147", "+496645550147"), ("Europe/Vienna", "0664 5550147", "+436645550147"), ("Europe/Zurich", "027 555 01 47", "+41275550147")])
def test_numbers_are_those_of_the_country_of_the_office(timezone: str, written: str, number: str) -> None:
    text = letter(f"Ich komme gern, {written}")
    assert value(find_phone(replace(text, office=replace(text.office, timezone=timezone)))) == number


def test_a_mail_without_a_line_names_no_number() -> None:
    assert find_phone(letter("")) is None
