"""The mails to the office's own staff: the daily summary and the final list."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from typing import Any

from processor.domain.decision import StaffNoticeKind
from processor.domain.mail import Address, Attachment
from processor.domain.office import Office
from processor.letters.compose import GERMAN, attach_files, new_message, set_body, split_subject
from processor.letters.environment import plain, render
from processor.letters.language import Language


@dataclass(frozen=True, slots=True)
class StaffLetter:
    """What a mail to staff says; `values` are for its template, texts of people in them are escaped here."""

    kind: StaffNoticeKind
    to: str
    message_id: str
    now: datetime
    values: dict[str, Any] = field(default_factory=dict)
    attachments: Sequence[Attachment] = ()


def compose_for_staff(office: Office, letter: StaffLetter) -> EmailMessage:
    """The mail, in German, whatever language the participants speak."""
    subject, markdown = split_subject(render(f"staff/{letter.kind.value}.md", GERMAN, _escaped(letter.values)))
    message = new_message(office, Address(letter.to), subject, letter.message_id, letter.now)
    message["Auto-Submitted"] = "auto-generated"
    set_body(message, subject, [(Language(GERMAN), markdown)])
    attach_files(message, letter.attachments)
    return message


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_escaped(item) for item in value]
    return value
