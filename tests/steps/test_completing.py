"""What is missing is asked for once, once more after some days, and then shown to staff."""

from datetime import timedelta
from email import message_from_bytes, policy

from tests.steps.conftest import NOW, FaultyOffice, registration
from tests.steps.test_ordering import STAFF, people

DAY = timedelta(days=1)
WITHOUT_ORGANISATION = "Guten Tag,\r\n\r\nhiermit melde ich mich zum Fachtag am 12. März 2027 an.\r\n\r\nMit freundlichen Grüßen\r\n{name}\r\n"
ASKED = "Zu Ihrer Anmeldung fehlt uns noch etwas [Anmeldung 1001]"


def letters_to(office: FaultyOffice, address: str) -> list[tuple[str, str]]:
    """Subject and text of each letter to an address."""
    messages = [message_from_bytes(letter.message, policy=policy.default) for letter in office.smtp.letters if letter.recipients[0] == address]
    return [(str(message["Subject"]), str(body.get_content()) if (body := message.get_body(("plain",))) else "") for message in messages]


def test_who_does_not_answer_is_asked_once_more_and_then_shown_to_staff(faulty: FaultyOffice) -> None:
    faulty.imap.deliver(registration("Aylin Kaya", WITHOUT_ORGANISATION), NOW)
    for day in range(12):
        faulty.tick(NOW + day * DAY)
    asked = letters_to(faulty, "aylin.kaya@verein.example")
    assert [subject for subject, _ in asked] == [ASKED, ASKED]
    assert ["warten wir noch auf eine Antwort" in " ".join(text.split()) for _, text in asked] == [False, True]
    shown = [text for _, text in letters_to(faulty, STAFF) if "1001 Aylin Kaya (aylin.kaya@verein.example): es fehlt Organisation" in " ".join(text.split())]
    assert len(shown) == 1


def test_who_answers_is_asked_no_more_and_not_shown(faulty: FaultyOffice) -> None:
    faulty.imap.deliver(registration("Aylin Kaya", WITHOUT_ORGANISATION), NOW)
    faulty.tick()
    answer = "Guten Tag,\r\n\r\nmeine Organisation: Kulturverein Brücke e.V.\r\n\r\n{name}\r\n"
    raw = registration("Aylin Kaya", answer).replace(b"<1.", b"<2.").replace(b"Subject: Anmeldung", b"Subject: Re: " + ASKED.encode())
    faulty.imap.deliver(raw, NOW + DAY)
    for day in range(1, 12):
        faulty.tick(NOW + day * DAY)
    assert people(faulty) == [(1001, "confirmed", ("Aylin Kaya",))]
    assert [subject for subject, _ in letters_to(faulty, "aylin.kaya@verein.example")] == [ASKED, "Ihre Anmeldung ist bestätigt [Anmeldung 1001]"]
    assert not any("es fehlt" in text for _, text in letters_to(faulty, STAFF))
