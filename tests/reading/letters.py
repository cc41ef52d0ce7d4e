"""Letters of invented people for the tests of the finders."""

from datetime import UTC, datetime

from processor.domain.event import Choices, Event, EventMode
from processor.domain.mail import Address, Attachment, Line, Mail, Zone
from processor.domain.office import Contact, Office
from processor.domain.request import Thread
from processor.reading.text import ReadingText, prepare

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
    text: str, subject: str = "", sender: Address | None = None, attached: str = "", events: tuple[Event, ...] = (),
) -> ReadingText:
    """What the finders read of a mail with this newly written text."""
    mail = Mail(
        message_id="", references=(), sender=sender or Address("lea.adler@post.example", "Lea Adler"), reply_to=None, recipients=(), cc=(),
        subject=subject, sent_at=None, received_at=RECEIVED_AT,
        lines=tuple(Line(number, Zone.NEW, line) for number, line in enumerate(text.split("\n"), 1)),
        attachments=(Attachment("liste.xlsx", "", b"", attached),) if attached else (),
    )
    return prepare(mail, events or (event(),), OFFICE, Thread())
