"""Reads a mail without mailbox and database and says what would be done with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from processor.domain import registrar, supposition
from processor.domain.decision import Amend, Decision, Outcome
from processor.domain.event import Event
from processor.domain.mail import Mail, MailKind
from processor.domain.office import Office
from processor.domain.request import Act, Request, Thread
from processor.mime import parser
from processor.reading import reader
from processor.reading.people.names import SALUTATIONS


@dataclass(frozen=True, slots=True)
class Examination:
    """A mail, what was read in it, and what would be done."""

    mail: Mail
    request: Request
    decision: Decision


def find_mails(paths: Sequence[Path]) -> Iterator[Path]:
    """The files named, and those ending in .eml in the folders named, in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*.eml") if found.is_file())
        else:
            yield path


def examine(raw: bytes, events: Sequence[Event], office: Office, now: datetime, *, authserv_id: str = "") -> Examination:
    """What would be done if the sender had whatever registration the mail supposes.

    `now` is aware; the time of receipt is that of the topmost Received header, else `now`.
    Raises processor.mime.parser.UnreadableMail.
    """
    received_at = parser.received_at(raw) or now
    mail = parser.parse(raw, received_at, authserv_id=authserv_id, own_texts=[event.announcement for event in events if event.announcement])
    thread = Thread(is_reply_to_us=any(reference.endswith("@" + office.address.rpartition("@")[2]) for reference in mail.references))
    request = reader.read(mail, events, office, thread)
    return Examination(mail, request, registrar.decide(supposition.suppose(mail, request, events, office, received_at, is_answer=thread.is_reply_to_us)))


def as_label(mail: Mail, request: Request, decision: Decision, *, is_list_known: bool = False) -> dict[str, Any]:
    """The values in the keys of the labelled inboxes, ready for JSON; `is_list_known`: the decision was made with the list at hand."""
    registers = Act.REGISTER in request.acts or Act.CHANGE in request.acts
    return {
        "kind": MailKind.BULK.value if request.is_machine else mail.kind.value,
        "acts": [act.value for act in request.acts],
        "attendees": [_attendee(attendee) for attendee in request.attendees],
        "cancelled": [name for name in _struck_off(decision) or request.cancelled if is_list_known or _is_whole(name)],
        "count": request.count if request.count is not None or not registers else len(request.attendees) or None,
        "organisation": request.organisation or None,
        "phone": request.phone or None,
        "email": request.email or None,
        "mode": request.mode.value if request.mode else None,
        "choices": list(request.choices),
        "language": request.language,
        "event": _event(request),
        "action": decision.outcome.value,
        "missing": _missing(decision),
        "reasons": _reasons(mail, request, decision),
    }


def _struck_off(decision: Decision) -> list[str]:
    """Whom the decision takes off a registration, by the names that stand there: the mail may have said "Herr Berlin" only."""
    return [
        attendee.name for change in decision.changes if isinstance(change, Amend)
        for attendee in change.after.attendees if attendee.name and attendee.is_cancelled and attendee not in change.before.attendees
    ]


def _is_whole(name: str) -> bool:
    """Whether a name tells who is meant without the list; a lone given or family name does not ("Deniz kommt nicht")."""
    return len(name.split()) - (name.split()[0] in SALUTATIONS) > 1


def _attendee(attendee: Any) -> dict[str, Any]:
    values = {
        "name": attendee.name,
        "mode": attendee.mode.value if attendee.mode else None,
        "choices": list(attendee.choices),
        "email": attendee.email,
        "phone": attendee.phone,
    }
    return {key: value for key, value in values.items() if value or key == "name"}


def _event(request: Request) -> str | list[str] | None:
    if len(request.event_ids) > 1:
        return list(request.event_ids)
    return request.event_ids[0] if request.event_ids else None


def _missing(decision: Decision) -> list[str]:
    if decision.outcome is not Outcome.ASK:
        return []
    return sorted({required.value for notice in decision.notices for required in notice.missing})


def _reasons(mail: Mail, request: Request, decision: Decision) -> list[dict[str, Any]]:
    reasons: list[dict[str, Any]] = [{"field": "kind", "value": mail.kind.value, "words": reason} for reason in mail.kind_reasons]
    reasons += [
        {
            "field": evidence.field, "value": evidence.value, "line": evidence.line,
            "words": evidence.words, "rule": evidence.rule, "confidence": round(evidence.confidence, 2),
        }
        for evidence in request.evidence
    ]
    reasons += [{"field": "doubt", "value": doubt.sentence, "words": doubt.words} for doubt in request.doubts]
    reasons.append({"field": "action", "value": decision.outcome.value, "rule": decision.rule, "words": decision.for_staff})
    return reasons
