"""Plays mails on the real steps, each of which means a given request, and shows what came of them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from icalendar import Calendar

from processor.config import load
from processor.domain.event import Event
from processor.domain.mail import Mail
from processor.domain.office import Office
from processor.domain.request import Request, Thread
from processor.steps import rehearsal


@dataclass(frozen=True)
class Played:
    """What came of the mails: the final lists, and the letters in the order in which they left."""

    final: Any
    letters: list[EmailMessage]

    def to(self, address: str) -> list[EmailMessage]:
        """The letters to an address."""
        return [letter for letter in self.letters if letter["To"].addresses[0].addr_spec == address]

    def subjects(self, address: str) -> list[str]:
        """What they are about."""
        return [str(letter["Subject"]) for letter in self.to(address)]

    def entries(self, address: str) -> list[tuple[str, str, int]]:
        """Method, identity and sequence of each calendar entry that went there."""
        return [entry for letter in self.to(address) for entry in _entries(letter)]


def play(folder: Path, config: Path, *mails: tuple[str, str, Request], in_thread: bool = False) -> Played:
    """Plays mails (time in UTC, sender, what is meant); `in_thread`: each answers those before it and the letters to them."""
    (folder / "mails").mkdir()
    for number, (at, sender, _) in enumerate(mails, 1):
        message = EmailMessage()
        message["Received"] = f"from a by b; {format_datetime(datetime.fromisoformat(at).replace(tzinfo=UTC))}"
        message["From"], message["Subject"], message["Message-ID"] = sender, "Anmeldung", f"<{number}@mail.example>"
        if in_thread and number > 1:
            message["References"] = f"<{number - 1}@mail.example> <answer-{number - 1}@stadt.example>"
        message.set_content(f"Mail {number}\n")
        (folder / "mails" / f"{number}.eml").write_bytes(message.as_bytes())

    def read(mail: Mail, events: Sequence[Event], office: Office, thread: Thread) -> Request:
        del events, office, thread
        return mails[int(mail.message_id.partition("@")[0]) - 1][2]

    list(rehearsal.rehearse(load(config), folder / "mails", folder / "out", read))
    final = json.loads((folder / "out" / "registrations.json").read_text(encoding="utf-8"))
    letters: list[EmailMessage] = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted((folder / "out" / "sent").glob("*.eml"))]
    return Played(final, letters)


def text_of(letter: EmailMessage) -> str:
    """The plain text, in one line."""
    body = letter.get_body(("plain",))
    return " ".join(str(body.get_content()).split()) if body is not None else ""


def _entries(letter: EmailMessage) -> Iterator[tuple[str, str, int]]:
    for part in letter.walk():
        if part.get_content_type() == "text/calendar":
            calendar = Calendar.from_ical(part.get_content())
            (entry,) = calendar.walk("VEVENT")
            yield str(calendar["METHOD"]), str(entry["UID"]).partition("@")[0], int(entry["SEQUENCE"])
