"""Mails of machines, and mails of people that speak like one."""

from datetime import UTC, datetime

import pytest

from processor.domain.mail import MailKind
from processor.mime.parser import parse

NOW = datetime(2025, 3, 10, 9, tzinfo=UTC)


def kind_of(body: str, *, sender: str = "Aylin Kaya <kaya@verein.example>", headers: str = "", subject: str = "Fachtag") -> MailKind:
    """The kind of a mail with this text."""
    head = f"From: {sender}\r\nSubject: {subject}\r\n{headers}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return parse(f"{head}{body}\r\n".encode(), NOW).kind


@pytest.mark.parametrize("absence", [
    "Ich bin bis zum 21. März nicht im Büro. Ihre Mail wird nicht weitergeleitet.",
    "Ich befinde mich derzeit im Urlaub und bin ab dem 24. März wieder erreichbar.",
    "I am currently out of the office and will answer when I am back.",
    "Şu anda ofis dışındayım.",
    "Guten Tag,\nvielen Dank für Ihre E-Mail. Ihre Nachricht ist bei mir eingegangen und wird so bald wie möglich beantwortet. Ich bin bis zum 14. März im Urlaub.",
    "Thank you for your message. It is important to me and I will respond to it as soon as possible. I am currently on annual leave until 14 March.",
    "Merhaba,\nmesajınız için teşekkür ederim. 3 Mart ile 14 Mart 2025 tarihleri arasında yıllık izindeyim.",
    "Bonjour,\nje vous remercie de votre message que j'ai bien reçu et que je lirai à mon retour. Je suis en congé jusqu'au 14 mars.",
    "Здравствуйте! Спасибо за Ваше письмо. К сожалению, с 3 по 14 марта я не смогу на него ответить, так как нахожусь в отпуске.",
])
def test_a_mail_of_nothing_but_an_absence_is_automatic(absence: str) -> None:
    assert kind_of(absence) is MailKind.AUTO_REPLY


@pytest.mark.parametrize("wish", [
    "Bitte melden Sie mich trotzdem an.\n",
    "Für mich nimmt Cem Aydın teil.\n",
    "Merken Sie uns bitte vor, also: vormerken für zwei.\n",
    "Reservieren Sie mir bitte einen Stuhl.\n",
    "Notieren Sie bitte Cem Aydın.\n",
    "Wir brauchen zwei Plätze.\n",
    "Merken Sie mich bitte vor, am besten merken Sie mich gleich vor.\n",
    "Wir nehmen gern teil, alle drei.\n",
    "Wir sind vier Personen.\n",
    "Ich melde hiermit Cem Aydın.\n",
])
def test_a_person_who_speaks_of_an_absence_beside_a_wish_is_no_machine(wish: str) -> None:
    assert kind_of(f"Guten Tag,\n{wish}Nächste Woche bin ich nicht im Büro.\nAylin Kaya") is MailKind.PERSON


def test_a_person_on_holiday_who_forwards_a_mail_is_no_machine() -> None:
    assert kind_of("Hallo, siehe unten, ich bin im Urlaub.", subject="WG: Fachtag") is MailKind.PERSON
    assert kind_of("Hallo, ich bin im Urlaub.") is MailKind.AUTO_REPLY
    assert kind_of("Ich bin im Urlaub. In dringenden Fällen bitte mit dem Empfang Kontakt aufnehmen.") is MailKind.AUTO_REPLY


def test_a_particle_at_the_end_of_any_line_tells_a_sign_up() -> None:
    assert kind_of("Guten Tag,\nich nehme gerne teil.\nBis Freitag bin ich im Urlaub.\nAylin Kaya") is MailKind.PERSON


@pytest.mark.parametrize("told", [
    "Guten Tag, aus unserer Werkstatt geht Frau Ines Kolbe mit ins Museum, sie bringt zwei Lehrlinge mit. Ich bin im Urlaub.",
    "Liebe Frau Ott,\naus dem Laden stehen auf der Liste:\nInes Kolbe\nCem Aydın\nPavel Ruml\nIch selbst bin da in Elternzeit.",
    "Guten Tag,\nvielen Dank für Ihre Nachricht und die schöne Einladung. Ines Kolbe und Pavel Ruml möchten gern mit. Ich selbst bin bis zum 12.3. im Urlaub.",
    "Hallo,\ndanke für Ihre Mail! Aus unserer Gruppe gehen Ines Kolbe und Pavel Ruml mit in den Garten. Bis 12.3. bin ich im Urlaub, dann wieder da.",
    "Guten Tag, ich bin im Urlaub, meine Kollegin Ines Kolbe macht aber gern mit.",
    "Hallo, ja gerne! Ich bin zwar noch bis Freitag im Urlaub, aber am 14. März passt es.",
    "Good morning, please put our trainee Ines Kolbe and her tutor on your list. I am on annual leave.",
])
def test_whoever_first_says_something_else_and_then_to_be_away_is_no_machine(told: str) -> None:
    assert kind_of(told) is MailKind.PERSON


@pytest.mark.parametrize("name", [
    "Return-Path", "Reply-To", "Precedence", "X-Precedence", "Auto-Submitted", "X-Notes-Item", "X-Spam-Flag", "Received", "Authentication-Results", "List-Owner", "In-Reply-To",
])
def test_a_header_with_raw_umlauts_is_read_like_any_other(name: str) -> None:
    person = MailKind.AUTO_REPLY if name == "Auto-Submitted" else MailKind.PERSON
    assert kind_of("Ich komme gern.", headers=f"{name}: <grüße@bäckerei.example>\r\n") is person


@pytest.mark.parametrize(("subject", "body", "kind"), [
    ("Gelesen: Ihre Anmeldung", "Ihre Nachricht wurde am Mittwoch, 4. März 2025 12:58 gelesen.", MailKind.RECEIPT),
    ("Read: Your registration", "Your message\n\nTo: Ida Vogt\nSent: Tuesday\n\nwas read on Wednesday.", MailKind.RECEIPT),
    ("Gelesen: Ihre Anmeldung", "Gelesen und verstanden, ich komme zu zweit.", MailKind.PERSON),
])
def test_a_read_receipt_is_known_by_subject_and_words(subject: str, body: str, kind: MailKind) -> None:
    assert kind_of(body, subject=subject) is kind


FORM = "Vorname: Aylin\nNachname: Kaya\nIch möchte den Newsletter erhalten: nein"


@pytest.mark.parametrize(("headers", "kind"), [
    ("", MailKind.BULK),
    ("Reply-To: Aylin Kaya <kaya@verein.example>\r\n", MailKind.PERSON),
    ("Reply-To: no-reply@formulare.example\r\n", MailKind.BULK),
])
def test_a_form_of_a_web_page_is_a_persons_where_the_answer_goes_to_somebody(headers: str, kind: MailKind) -> None:
    assert kind_of(FORM, sender="Webformular <noreply@formulare.example>", headers=headers) is kind
