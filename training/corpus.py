"""Labelled inboxes as the reader sees them."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from processor.config import load
from processor.config.settings import Config
from processor.domain.mail import Mail, MailKind
from processor.domain.request import Thread
from processor.mime import parser
from processor.reading.letter.text import ReadingText, prepare

INBOXES = Path(__file__).parent.parent / "tests" / "inboxes"
STUDY = Path(__file__).parent / "study"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A mail by a person with its label; `inbox` is the folder's name."""

    inbox: str
    key: str
    mail: Mail
    text: ReadingText
    label: dict[str, Any]


def load_inbox(folder: Path) -> Iterator[Labelled]:
    """The mails of a labelled inbox that are not plainly a machine's."""
    settings = settings_for(folder)
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    for key, label in labels.items():
        raw = (folder / "mails" / f"{key}.eml").read_bytes()
        own_texts = [event.announcement for event in settings.events if event.announcement]
        mail = parser.parse(raw, parser.received_at(raw) or datetime.now(UTC), authserv_id="", own_texts=own_texts)
        if mail.kind is MailKind.PERSON:
            ours = "@" + settings.office.address.rpartition("@")[2]
            thread = Thread(is_reply_to_us=any(reference.endswith(ours) for reference in mail.references))
            yield Labelled(folder.name, key, mail, prepare(mail, settings.events, settings.office, thread), label)


def settings_for(folder: Path) -> Config:
    """The configuration that fits a labelled inbox, by `to_config.py` beside it or beside the inboxes of the tests."""
    beside = folder.parent / "to_config.py"
    made = subprocess.run([sys.executable, str(beside if beside.exists() else INBOXES / "to_config.py"), str(folder)], capture_output=True, text=True, check=True)
    with tempfile.NamedTemporaryFile("w", suffix=".toml", encoding="utf-8") as file:
        file.write(made.stdout)
        file.flush()
        return load(Path(file.name))
