"""What of a mail is read: the new text, or that of the third person whose mail is only passed on."""

import pytest

from processor.domain.mail import Address, ForwardedMail, Line, Mail, Zone
from processor.domain.request import Thread
from processor.reading.letter.text import Part, ReadingText, joined, prepare
from processor.reading.lexicon import fold
from tests.reading.letters import OFFICE, RECEIVED_AT, event

HINZ = Address("j.hinz@verein.example", "Jana Hinz")
KAYA = Address("a.kaya@verein.example", "Aylin Kaya")
SIGNATURE = ("Jana Hinz", "Nachbarschaftsverein Grünau e.V.")


def passed_on(own: str, *, subject: str = "WG: Frühlingstreffen", sender: Address = HINZ, inner: Address = KAYA) -> ReadingText:
    """What is read where somebody writes `own` and their signature above another's mail."""
    above = [(Zone.NEW, line) for line in own.split("\n")] + [(Zone.SIGNATURE, line) for line in SIGNATURE]
    lines = tuple(Line(number, zone, line) for number, (zone, line) in enumerate(above, 1))
    forwarded = ForwardedMail(inner, "Frühlingstreffen", (Line(20, Zone.NEW, "Ich bin dabei."), Line(21, Zone.SIGNATURE, "Aylin")))
    mail = Mail("", (), sender, None, (), (), subject, None, RECEIVED_AT, lines, forwarded)
    return prepare(mail, (event(),), OFFICE, Thread())


def of(text: ReadingText) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Whose text is read, its body and its signature."""
    return (text.sender.name if text.sender else "", tuple(part.text for part in text.body), tuple(part.text for part in text.signature))


@pytest.mark.parametrize("own", [
    "", "zur Kenntnis", "Liebe Kolleginnen, siehe unten, bitte vormerken. Danke!", "Liebe Ida Vogt, das kam heute von Aylin Kaya.", "Anmeldung von Frau Kaya, Gruß Jana Hinz",
])
def test_a_mail_that_is_only_passed_on_is_read_with_the_forwarders_signature_below(own: str) -> None:
    assert of(passed_on(own)) == ("Aylin Kaya", ("Ich bin dabei.",), ("Aylin", *SIGNATURE))


@pytest.mark.parametrize("own", [
    "Wie abgestimmt, kommen Frau Kaya und ich.", "Ich und Frau Kaya kommen gern.", "Bitte Frau Kaya und mich vormerken.", "Please add Ms Kaya and me.", "Aylin and I will be there.",
    "Statt ihrer kommt Cem Aydın.", "Dazu noch Wanda Ziegler, bitte.",
])
def test_words_that_say_who_comes_are_read_instead_of_the_mail_below(own: str) -> None:
    assert of(passed_on(own)) == ("Jana Hinz", (own,), SIGNATURE)


def test_whoever_writes_much_above_a_mail_is_read() -> None:
    own = "wort " * 26
    assert of(passed_on(own.strip()))[:2] == ("Jana Hinz", (own.strip(),))


@pytest.mark.parametrize("inner", [Address("ida.vogt@musterstadt.example", "Ida Vogt"), Address("anmeldung@musterstadt.example", ""), HINZ])
def test_our_own_letters_and_the_writers_earlier_mails_are_not_read(inner: Address) -> None:
    assert of(passed_on("ja, gern", inner=inner)) == ("Jana Hinz", ("ja, gern",), SIGNATURE)


def test_the_mail_below_an_answer_is_not_read() -> None:
    assert of(passed_on("ja, gern", subject="Re: Frühlingstreffen")) == ("Jana Hinz", ("ja, gern",), SIGNATURE)


LONG = "Zum Frühlingstreffen melde ich aus unserem Haus die folgenden"


@pytest.mark.parametrize(("lines", "texts"), [
    ((LONG, "drei Kolleginnen an."), (f"{LONG}\ndrei Kolleginnen an.",)),
    ((LONG, LONG, "drei."), (f"{LONG}\n{LONG}\ndrei.",)),
    (("Ich komme", "mit Cem."), ("Ich komme", "mit Cem.")),
    ((f"{LONG}:", "Wanda Ziegler"), (f"{LONG}:", "Wanda Ziegler")),
    ((f"{LONG}.", "Danke"), (f"{LONG}.", "Danke")),
    ((LONG, "", "drei"), (LONG, "drei")),
])
def test_only_a_long_line_without_an_end_goes_on_in_the_next(lines: tuple[str, ...], texts: tuple[str, ...]) -> None:
    parts = [Part(number, text, fold(text)) for number, text in enumerate(lines, 1) if text]
    assert tuple(part.text for part in joined(parts)) == texts


def test_joined_lines_keep_the_number_of_the_first() -> None:
    assert joined([Part(4, LONG, fold(LONG)), Part(5, "Drei an.", "drei an.")]) == [Part(4, f"{LONG}\nDrei an.", f"{fold(LONG)} drei an.")]
