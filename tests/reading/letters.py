"""Letters of invented people for the tests of the finders."""

from datetime import UTC, datetime

from processor.domain.event import Choices, Event, EventMode
from processor.domain.mail import Address, Attachment, Line, Mail, Zone
from processor.domain.office import Contact, Office
from processor.domain.request import Thread
from processor.reading.letter.text import Part, ReadingText, prepare
from processor.reading.lexicon import fold
from processor.reading.people.person import Mention, Person
from processor.reading.purpose import Purpose, Verdict

OFFICE = Office(
    name="Amt für Vielfalt Musterstadt", address="anmeldung@musterstadt.example", timezone="Europe/Berlin", languages=("de", "en"),
    contact=Contact("Ida Vogt", "ida.vogt@musterstadt.example", "02111 5550100"), staff=frozenset({"ida.vogt@musterstadt.example"}),
)
RECEIVED_AT = datetime(2025, 2, 1, tzinfo=UTC)
CHOICES = Choices("Workshop", ("Spielend lernen im Garten", "Behördenbriefe verstehen", "Kochen ohne Grenzen"))


def event(key: str = "treffen-maerz", month: int = 3, title: str = "Frühlingstreffen", day: int = 14) -> Event:
    """A hybrid event of 2025 with three workshops."""
    return Event(
        id=key, title=title, starts_at=datetime(2025, month, day, 15, tzinfo=UTC), ends_at=datetime(2025, month, day, 18, tzinfo=UTC),
        closes_at=datetime(2025, month, day - 5, 23, tzinfo=UTC), venue="Kulturspeicher am Wall, Wallstr. 1, 40000 Musterstadt",
        timezone="Europe/Berlin", mode=EventMode.HYBRID, choices=CHOICES,
    )


def letter(
    text: str, subject: str = "", sender: Address | None = None, attached: str = "", events: tuple[Event, ...] = (), signature: str = "",
) -> ReadingText:
    """What the finders read of a mail with this newly written text; `signature` are lines that the mail program marked as such."""
    lines = [(Zone.NEW, line) for line in text.split("\n")] + [(Zone.SIGNATURE, line) for line in signature.split("\n") if signature]
    mail = Mail(
        message_id="", references=(), sender=sender or Address("lea.adler@post.example", "Lea Adler"), reply_to=None, recipients=(), cc=(),
        subject=subject, sent_at=None, received_at=RECEIVED_AT,
        lines=tuple(Line(number, zone, line) for number, (zone, line) in enumerate(lines, 1)),
        attachments=(Attachment("liste.xlsx", "", b"", attached),) if attached else (),
    )
    return prepare(mail, events or (event(),), OFFICE, Thread())


def person(text: ReadingText, name: str, role: str, place: str = "body") -> Person:
    """Somebody whom the network sees in one place of the mail in this role ("A" comes, "C" is taken off, "N" is only named)."""
    parts = {
        "body": text.body, "greeting": text.greeting, "signature": text.signature, "attached": text.lists,
        "subject": (Part(0, text.subject, fold(text.subject)),), "sender": (Part(-1, name, fold(name)),),
    }[place]
    part = next(part for part in parts if name in part.text)
    roles = {"A": 0.05, "C": 0.05, "N": 0.05} | {role: 0.9}
    return Person(name, (Mention(name, part, name, place, "network", roles, start=part.text.find(name)),))


def verdict(purpose: Purpose) -> Verdict:
    """The plain judgement that a mail has this purpose."""
    return Verdict(purpose, {other: float(other is purpose) for other in Purpose}, asks=False)
