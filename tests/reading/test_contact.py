"""Telephone numbers and addresses."""

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
