"""The mail of a third person inside a forwarded one."""

from datetime import UTC, datetime

import pytest

from processor.domain.mail import Address, ForwardedMail, Line, Zone
from processor.mime.parser import parse

NOW = datetime(2025, 3, 10, 9, tzinfo=UTC)


def forwarded(header: str) -> ForwardedMail | None:
    """What is found below the line 'Gesendet: …' of a forwarded mail that begins with `header`."""
    text = f"Zur Kenntnis.\n\n{header}\nGesendet: Montag, 10. März 2025 09:12\nAn: Hinz, Jana <j.hinz@verein.example>\nBetreff: Fachtag\n\nIch bin dabei.\n\nViele Grüße\nAylin Kaya\n"
    head = "From: Jana Hinz <j.hinz@verein.example>\r\nSubject: WG: Fachtag\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return parse(f"{head}{text}".encode(), NOW).forwarded


@pytest.mark.parametrize(("written", "name"), [
    ("Aylin Kaya <a.kaya@verein.example>", "Aylin Kaya"),
    ('"Kaya, Aylin" <A.Kaya@verein.example>', "Kaya, Aylin"),
    ("'Aylin Kaya' <a.kaya@verein.example>", "Aylin Kaya"),
    ("Kaya, Aylin <a.kaya@verein.example>", "Kaya, Aylin"),
    ("Kaya, Aylin [mailto:a.kaya@verein.example]", "Kaya, Aylin"),
    ("Aylin Kaya <mailto:a.kaya@verein.example>", "Aylin Kaya"),
    ("<a.kaya@verein.example>", ""),
    ("a.kaya@verein.example", ""),
])
def test_the_address_is_read_however_the_mail_program_writes_it(written: str, name: str) -> None:
    found = forwarded(f"Von: {written}")
    assert found is not None
    assert found.sender == Address("a.kaya@verein.example", name)


def test_a_name_without_an_address_is_kept() -> None:
    found = forwarded("Von: Kaya, Aylin")
    assert found is not None
    assert found.sender == Address("", "Kaya, Aylin")


def test_the_forwarded_mail_has_zones_of_its_own() -> None:
    found = forwarded("Von: Aylin Kaya <a.kaya@verein.example>")
    assert found == ForwardedMail(Address("a.kaya@verein.example", "Aylin Kaya"), "Fachtag", (
        Line(7, Zone.NEW, ""), Line(8, Zone.NEW, "Ich bin dabei."), Line(9, Zone.NEW, ""),
        Line(10, Zone.SIGNATURE, "Viele Grüße"), Line(11, Zone.SIGNATURE, "Aylin Kaya"), Line(12, Zone.SIGNATURE, ""),
    ))
