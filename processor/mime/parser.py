"""Bytes to Mail: mail-parser reads the structure, our own walkers the texts."""

import email
import email.policy
from collections.abc import Sequence
from datetime import datetime
from email.message import Message
from email.parser import BytesHeaderParser

import mailparser

from processor.domain.mail import Line, Mail, MailKind, Zone
from processor.mime import guard, headers
from processor.mime.attachments import read_attachment
from processor.mime.authentication import verdict_of
from processor.mime.body import attachments, body_text
from processor.mime.bounce import read_bounce
from processor.mime.calendar import read_reply
from processor.mime.forwards import find_forwarded
from processor.mime.guard import UnreadableMail
from processor.mime.machine import kind_of, may_be_answered
from processor.mime.quotes import split
from processor.mime.signature import postscript_start, signature_start
from processor.mime.text import cap

__all__ = ["UnreadableMail", "parse", "received_at", "receivers"]

MAX_ATTACHMENTS = 20


def parse(raw: bytes, received: datetime, *, authserv_id: str = "", own_texts: Sequence[str] = ()) -> Mail:
    """The mail in `raw`, which our server received at `received` (aware, UTC).

    `authserv_id` names the server whose verdict on the sender counts; `own_texts` are what the office wrote itself.
    Raises UnreadableMail with a sentence for staff.
    """
    guard.check(raw)
    message, defects = _message(raw)
    sender, problem = headers.only_sender(message)
    lines, cut = _lines(message, own_texts)
    new_text = "\n".join(line.text for line in lines if line.zone in {Zone.NEW, Zone.SIGNATURE})
    subject = headers.header(message, "Subject")
    kind, reasons = kind_of(message, sender.email if sender else "", subject, new_text)
    return Mail(
        message_id=next(iter(headers.identities(message, "Message-ID")), ""),
        references=headers.identities(message, "References", "In-Reply-To"),
        sender=sender,
        reply_to=next(iter(headers.addresses(message, "Reply-To")), None),
        recipients=headers.addresses(message, "To"),
        cc=headers.addresses(message, "Cc"),
        subject=subject,
        sent_at=headers.date(message),
        received_at=received,
        lines=lines,
        forwarded=find_forwarded(lines),
        attachments=tuple(read_attachment(part) for part in attachments(message)[:MAX_ATTACHMENTS]),
        kind=kind,
        kind_reasons=reasons,
        may_be_answered=may_be_answered(message, sender.email if sender else ""),
        verdict=verdict_of(message, authserv_id),
        bounce=read_bounce(message) if kind is MailKind.BOUNCE else None,
        calendar_reply=read_reply(message) if kind is MailKind.CALENDAR_REPLY else None,
        defects=tuple(defect for defect in (*defects, problem, cut) if defect),
    )


def received_at(raw: bytes) -> datetime | None:
    """When the topmost Received header says that the server received the mail (UTC); None where it says nothing."""
    return headers.received_at(_header_of(raw))


def receivers(raw: bytes) -> frozenset[str]:
    """The addresses under To and Cc, in lower case."""
    message = _header_of(raw)
    return frozenset(address.email.lower() for name in ("To", "Cc") for address in headers.addresses(message, name))


def _header_of(raw: bytes) -> Message:
    return BytesHeaderParser().parsebytes(raw[: min(guard.header_end(raw), guard.MAX_HEADER_BYTES)])


def _message(raw: bytes) -> tuple[Message, list[str]]:
    """mail-parser's message; where it raises (5 of 1,765 real mails: unclosed nested multiparts), the standard library's."""
    try:
        parsed = mailparser.parse_from_bytes(raw)
        return parsed.message, [f"Die Mail ist nicht ganz regelgerecht: {name}." for name in sorted(parsed.defects_categories)]
    except RecursionError as error:
        raise UnreadableMail("Die Mail ist zu tief verschachtelt.") from error
    except Exception:  # noqa: BLE001 -- its own errors have no common base; the library below reads nearly everything
        try:
            return email.message_from_bytes(raw, policy=email.policy.compat32), ["Die Mail ist nicht regelgerecht aufgebaut."]
        except (RecursionError, ValueError, LookupError) as error:
            raise UnreadableMail("Die Mail ist so beschädigt, dass sie nicht gelesen werden kann.") from error


def _lines(message: Message, own_texts: Sequence[str]) -> tuple[tuple[Line, ...], str]:
    try:
        texts, cut = cap(body_text(message))
    except RecursionError as error:
        raise UnreadableMail("Die Mail ist zu tief verschachtelt.") from error
    zones = list(split(texts, own_texts).zones)
    new = [index for index, zone in enumerate(zones) if zone is Zone.NEW]
    own_lines = [texts[index] for index in new]
    start = signature_start(own_lines)
    end = postscript_start(own_lines, start)
    for position in range(start, end if end is not None else len(new)):
        zones[new[position]] = Zone.SIGNATURE
    return tuple(Line(number, zone, text.rstrip()) for number, (zone, text) in enumerate(zip(zones, texts, strict=True), 1)), cut
