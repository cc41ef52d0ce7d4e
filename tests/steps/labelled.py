"""A reader that looks each mail up in its inbox's labels, so that a rehearsal shows what all but the reading makes of it."""

import json
from collections.abc import Sequence
from email import message_from_bytes
from pathlib import Path
from typing import Any

from processor.domain.event import Event, Mode
from processor.domain.mail import Mail
from processor.domain.naming import words_of
from processor.domain.office import Office
from processor.domain.request import Act, NamedAttendee, Request, Thread
from processor.steps.handling import Read


def reader_of(inbox: Path) -> Read:
    """Reads the labels of `inbox` in place of its mails."""
    labels = json.loads((inbox / "labels.json").read_text(encoding="utf-8"))
    of_message = {_message_id(inbox / "mails" / f"{name}.eml"): label for name, label in labels.items()}

    def read(mail: Mail, events: Sequence[Event], office: Office, thread: Thread) -> Request:
        del office, thread
        return _request(of_message[mail.message_id], events)

    return read


def _message_id(path: Path) -> str:
    return str(message_from_bytes(path.read_bytes())["Message-ID"]).strip("<> ")


def _request(label: dict[str, Any], events: Sequence[Event]) -> Request:
    addresses = _all(label.get("email"))
    return Request(
        acts=tuple(Act(act) for act in label["acts"]),
        attendees=tuple(NamedAttendee(_as_read(name, label), email=_address_of(name, addresses)) for name in label.get("attendees", ())),
        cancelled=tuple(label.get("cancelled", ())),
        count=label.get("count"),
        organisation=next(iter(_all(label.get("organisation"))), ""),
        phone=next(iter(_all(label.get("phone"))), ""),
        email=addresses[0] if len(addresses) == 1 else "",
        mode=Mode(label["mode"]) if label.get("mode") else None,
        choices=tuple(label.get("choices", ())),
        language=next(iter(_all(label.get("language"))), "de"),
        event_ids=tuple(event.id for event in events) if label.get("event", True) else (),
    )


def _as_read(name: str, label: dict[str, Any]) -> str:
    """Labels leave the salutation out; a lone family name had one, a lone given name is asked about."""
    return name if " " in name or "names" in label.get("missing", ()) else f"Frau {name}"


def _all(value: str | list[str] | None) -> list[str]:
    """A label holds one value, or a list of which any is right."""
    return value if isinstance(value, list) else [value] if value else []


def _address_of(name: str, addresses: list[str]) -> str:
    """The address that bears the person's name."""
    words = [word for word in words_of(name) if len(word) > 2]
    return next((address for address in addresses if any(word in address for word in words)), "")
