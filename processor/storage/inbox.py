"""The queue of mails that wait for their outcome."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from processor.storage.rows import storable
from processor.storage.tables import InboundMailRow, table_of

MAX_ATTEMPTS = 3
RETRY_AFTER = timedelta(minutes=5)


class ClaimLost(Exception):
    """The claim ran out, and the mail is another worker's or done: whatever was decided must not be written."""


@dataclass(frozen=True, slots=True)
class ClaimedMail:
    """A mail whose attempt has been counted; it is the worker's own until `until`, which no two claims of a mail share."""

    id: int
    until: datetime
    raw: bytes
    received_at: datetime
    is_whole: bool
    attempts: int


@dataclass(frozen=True, slots=True)
class MailResult:
    """What is kept of a decision."""

    sender: str
    subject: str
    message_id: str
    kind: str
    outcome: str
    rule: str
    for_staff: str = ""
    event_id: str = ""
    registration_number: int | None = None
    reading: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class MailToFile:
    """A handled mail and its number in the folder that is read."""

    id: int
    uid: int
    outcome: str


def claim_mail(session: Session, address: str, now: datetime) -> ClaimedMail | None:
    """The mail that waits longest, its attempt counted; a mail that failed three times is set aside instead.

    The attempt is counted before it begins, so that a mail that kills the process is counted too.
    """
    while (row := _next_pending(session, address, now)) is not None and row.attempts >= MAX_ATTEMPTS:
        _set_aside(row, now)
        session.add(row)
        session.flush()
    if row is None:
        return None
    row.attempts += 1
    row.error, row.next_attempt_at = "", now + RETRY_AFTER * row.attempts
    session.add(row)
    assert row.id is not None
    return ClaimedMail(row.id, row.next_attempt_at, row.raw, row.received_at, row.is_whole, row.attempts)


def finish_mail(session: Session, claimed: ClaimedMail, result: MailResult, now: datetime) -> None:
    """Writes the outcome of a mail; raises ClaimLost where another worker has taken it over."""
    row = _own(session, claimed)
    if row is None:
        raise ClaimLost(f"mail {claimed.id}")
    row.sender, row.subject, row.message_id = storable(result.sender.lower()), storable(result.subject), storable(result.message_id)
    row.kind, row.outcome, row.rule, row.for_staff = result.kind, result.outcome, result.rule, storable(result.for_staff)
    row.event_id, row.registration_number = result.event_id, result.registration_number
    row.reading = _storable_json(result.reading or {})
    row.status, row.handled_at, row.error, row.filing = "handled", now, "", "due"
    session.add(row)


def note_failure(session: Session, claimed: ClaimedMail, error: str, now: datetime) -> bool:
    """Writes down why an attempt failed; True where it was the last one and the mail is set aside.

    Nothing is written where another worker has taken the mail over.
    """
    row = _own(session, claimed)
    if row is None:
        return False
    row.error = storable(error)[:2000]
    is_last = row.attempts >= MAX_ATTEMPTS
    if is_last:
        _set_aside(row, now)
    session.add(row)
    return is_last


def settle_interrupted(session: Session, address: str, now: datetime) -> None:
    """Mails that a killed process was just handling come up again at once; the attempt stays counted, for the mail may be why it died."""
    table = table_of(InboundMailRow)
    session.execute(
        update(table)
        .where(table.c.mailbox == address, table.c.status == "pending", table.c.attempts > 0, table.c.error == "")
        .values(next_attempt_at=now),
    )


def has_pending(session: Session, address: str) -> bool:
    """Whether mails wait for their outcome."""
    return session.exec(
        select(InboundMailRow.id).where(InboundMailRow.mailbox == address, InboundMailRow.status == "pending").limit(1)).first() is not None


def retry_mail(session: Session, inbound_id: int, now: datetime) -> bool:
    """Puts a mail that was set aside, or left to staff, back into the queue; False where there is none such."""
    row = session.get(InboundMailRow, inbound_id)
    if row is None or row.status == "erased" or (row.status == "handled" and row.outcome != "staff"):
        return False
    row.status, row.attempts, row.next_attempt_at, row.handled_at = "pending", 0, now, None
    session.add(row)
    return True


def note_done(session: Session, inbound_id: int) -> bool:
    """Staff saw to a mail that was left to them; False where there is none such."""
    row = session.get(InboundMailRow, inbound_id)
    if row is None:
        return False
    row.for_staff = ""
    session.add(row)
    return True


def mails_to_file(session: Session, address: str, uid_validity: int) -> Sequence[MailToFile]:
    """Handled mails that still lie in the folder that is read."""
    rows = session.exec(
        select(InboundMailRow.id, InboundMailRow.uid, InboundMailRow.outcome).where(
            InboundMailRow.mailbox == address, InboundMailRow.uid_validity == uid_validity, InboundMailRow.filing == "due",
        ).limit(500),
    ).all()
    return [MailToFile(inbound_id, uid, outcome) for inbound_id, uid, outcome in rows if inbound_id is not None]


def note_filed(session: Session, inbound_ids: Sequence[int], filing: str) -> None:
    """Notes where mails were left on the server: filed or left."""
    table = table_of(InboundMailRow)
    session.execute(update(table).where(table.c.id.in_(list(inbound_ids))).values(filing=filing))


def reading_by_content(session: Session, address: str, raw: bytes) -> InboundMailRow | None:
    """The row of this very mail."""
    digest = hashlib.sha256(raw).hexdigest()
    return session.exec(select(InboundMailRow).where(InboundMailRow.mailbox == address, InboundMailRow.sha256 == digest)).first()


def _next_pending(session: Session, address: str, now: datetime) -> InboundMailRow | None:
    return session.exec(
        select(InboundMailRow)
        .where(InboundMailRow.mailbox == address, InboundMailRow.status == "pending", InboundMailRow.next_attempt_at <= now)
        .order_by(col(InboundMailRow.received_at), col(InboundMailRow.id))
        .limit(1)
        .with_for_update(skip_locked=True),
    ).first()


def _own(session: Session, claimed: ClaimedMail) -> InboundMailRow | None:
    """The row, locked, if it is still the claim's; read anew, because the session may know it from before the lock."""
    return session.exec(
        select(InboundMailRow)
        .where(InboundMailRow.id == claimed.id, InboundMailRow.status == "pending", InboundMailRow.next_attempt_at == claimed.until)
        .with_for_update()
        .execution_options(populate_existing=True),
    ).first()


def _set_aside(row: InboundMailRow, now: datetime) -> None:
    row.status, row.outcome, row.rule, row.handled_at, row.filing = "set_aside", "staff", "set_aside", now, "due"
    row.for_staff = f"Die Mail konnte {row.attempts}-mal nicht bearbeitet werden: {row.error or 'das Programm brach dabei ab'}"


def _storable_json(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {key: _storable_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_storable_json(item) for item in value]
    return value
