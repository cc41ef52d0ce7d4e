"""Tells all that is known of one mail, or of one letter, for those who look after the program."""

from collections.abc import Mapping, Sequence
from email import message_from_bytes, policy
from typing import Any
from zoneinfo import ZoneInfo

from processor.steps.story import LETTERS, local, summary_of
from processor.storage.tables import InboundMailRow, OutboxMailRow

MAILS = {
    "missing": "announced by the server and not handed out", "pending": "waits to be handled", "handled": "handled",
    "set_aside": "set aside, because it could not be handled", "erased": "erased",
}
FILING = {"filed": "moved to its folder", "left": "left in the inbox", "due": "still to be moved"}


def of_mail(mail: InboundMailRow, letters: Sequence[OutboxMailRow], zone: ZoneInfo) -> str:
    """What was read in a mail, from which words, by which rule; and the `letters` that answered it."""
    return "\n".join([
        f"Mail m{mail.id} from {mail.sender or ('(erased)' if mail.status == 'erased' else '(unknown)')}: «{mail.subject}»",
        f"  received {local(mail.received_at, zone)}, {_listed(MAILS[mail.status], FILING.get(mail.filing))}",
        f"  outcome: {_listed(mail.outcome or 'none yet', mail.rule and f'by rule {mail.rule}', mail.registration_number and f'registration {mail.registration_number}')}",
        *([f"  for staff: «{mail.for_staff}»"] if mail.for_staff else []),
        *([f"  last error: «{mail.error}»"] if mail.error else []),
        *(f"    {_reason(reason)}" for reason in mail.reading.get("reasons", [])),
        *(f"  {summary_of(letter)}" for letter in letters),
    ])


def of_letter(letter: OutboxMailRow, zone: ZoneInfo) -> str:
    """What became of a letter, and its text."""
    about = _listed(letter.inbound_id and f"answers mail m{letter.inbound_id}", letter.registration_number and f"about registration {letter.registration_number}")
    left = f"left {local(letter.sent_at, zone)}" if letter.sent_at else f"next try {local(letter.next_attempt_at, zone)}" if letter.status == "queued" else ""
    return "\n".join([
        f"Letter b{letter.id} to {letter.recipient or '(erased)'}: «{letter.subject}»",
        f"  {_listed(letter.kind, about)}",
        f"  written {local(letter.created_at, zone)}, {_listed(LETTERS[letter.status], left, f'attempts: {letter.attempts}')}",
        *([f"  reason: «{letter.error}»"] if letter.error else []),
        "",
        _text(letter),
    ])


def _listed(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part)


def _reason(reason: Mapping[str, Any]) -> str:
    words = f"  «{str(reason['words']).strip()}»" if reason.get("words") else ""
    rule = f" ({reason['rule']})" if reason.get("rule") else ""
    return f"{reason.get('field', '')}: {reason.get('value', '')}{words}{rule}"


def _text(letter: OutboxMailRow) -> str:
    body = message_from_bytes(letter.message, policy=policy.default).get_body(("plain",)) if letter.message else None
    return str(body.get_content()).rstrip() if body else "(its text is erased)"
