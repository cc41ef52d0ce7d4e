"""Somebody else's wish about a registration is carried out only if the registered address says yes."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from tests.steps.conftest import NOW, FaultyOffice, registration
from tests.steps.test_ordering import people

HOUR = timedelta(hours=1)
KAYA = "aylin.kaya@verein.example"
QUESTION = "Möchten Sie das? Bitte antworten Sie mit Ja oder Nein [Anmeldung 1001]"
WISH = "Guten Tag,\r\n\r\nbitte melden Sie Aylin Kaya vom Fachtag ab.\r\n\r\nMit freundlichen Grüßen\r\n{name}\r\n"


def reply(office: FaultyOffice, at: int, text: str, *, name: str = "Aylin Kaya", address: str = KAYA, extra: str = "") -> None:
    """An answer to the office's last letter to Aylin Kaya."""
    letters = [message_from_bytes(letter.message, policy=policy.default) for letter in office.smtp.letters if letter.recipients[0] == KAYA]
    header = f"Subject: Re: {letters[-1]['Subject']}\r\nReferences: {letters[-1]['Message-ID']}\r\n{extra}"
    raw = registration(name, text, address).replace(b"Subject: Anmeldung\r\n", header.encode()).replace(b"<1.", f"<{at}.".encode())
    office.imap.deliver(raw, NOW + at * HOUR)
    office.tick(NOW + at * HOUR)


@pytest.fixture
def doubted(faulty: FaultyOffice) -> FaultyOffice:
    """An office at which a stranger has asked to cancel a registration whose number he knows."""
    faulty.receive("Aylin Kaya")
    faulty.tick()
    raw = registration("Jan Fremd", WISH, "fremd@anderswo.example").replace(b"Subject: Anmeldung", b"Subject: Absage [Anmeldung 1001]")
    faulty.imap.deliver(raw, NOW + HOUR)
    faulty.tick(NOW + HOUR)
    return faulty


def test_the_registered_address_is_asked_and_nothing_is_changed(doubted: FaultyOffice) -> None:
    assert people(doubted) == [(1001, "confirmed", ("Aylin Kaya",))]
    assert doubted.sent()[1:] == [("fremd@anderswo.example", "Ihre Mail ist angekommen"), (KAYA, QUESTION)]
    assert doubted.mails()[-1] == ("handled", "staff")


def test_a_yes_of_the_registered_address_carries_the_wish_out(doubted: FaultyOffice) -> None:
    reply(doubted, 2, "Ja\r\n")
    assert people(doubted) == [(1001, "cancelled", ())]
    assert doubted.sent()[-1] == (KAYA, "Ihre Abmeldung ist angekommen [Anmeldung 1001]")


def test_a_no_leaves_everything_as_it_is(doubted: FaultyOffice) -> None:
    reply(doubted, 2, "Nein, auf keinen Fall\r\n")
    assert (people(doubted), doubted.mails()[-1]) == ([(1001, "confirmed", ("Aylin Kaya",))], ("handled", "ignore"))


def test_a_yes_of_somebody_else_or_a_forged_one_changes_nothing(doubted: FaultyOffice) -> None:
    reply(doubted, 2, "Ja\r\n", name="Jan Fremd", address="fremd@anderswo.example")
    reply(doubted, 3, "Ja\r\n", extra=f"Authentication-Results: {doubted.desk.mailbox.authserv_id}; dmarc=fail\r\n")
    assert people(doubted) == [(1001, "confirmed", ("Aylin Kaya",))]


def test_whoever_writes_again_and_again_makes_us_ask_once_a_day(doubted: FaultyOffice) -> None:
    for at in (2, 3):
        raw = registration("Jan Fremd", WISH, "fremd@anderswo.example").replace(b"Subject: Anmeldung", b"Subject: Absage [Anmeldung 1001]")
        doubted.imap.deliver(raw.replace(b"<1.", f"<{at}.".encode()), NOW + at * HOUR)
        doubted.tick(NOW + at * HOUR)
    assert [letter for letter in doubted.sent() if letter[0] == KAYA][1:] == [(KAYA, QUESTION)]
