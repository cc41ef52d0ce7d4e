"""The queue of letters that go out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, func, select

from processor.storage.rows import storable
from processor.storage.tables import OutboxMailRow, table_of

# With the distances below: four and a half days (RFC 5321, section 4.5.4.1, asks for four at least).
MAX_ATTEMPTS = 18
FIRST_RETRY_AFTER = timedelta(minutes=7, seconds=30)
LAST_RETRY_AFTER = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to be queued; two of one key are one."""

    mailbox: str
    key: str
    kind: str
    recipient: str
    subject: str
    message_id: str
    message: bytes
    body_text: str = ""
    inbound_id: int | None = None
    registration_number: int | None = None
    event_id: str = ""


@dataclass(frozen=True, slots=True)
class ClaimedLetter:
    """A letter whose attempt has been counted; no two claims of a letter share `retry_at`, when it would be tried again."""

    id: int
    retry_at: datetime
    recipient: str
    message: bytes
    attempts: int


def queue_letter(session: Session, letter: Letter, now: datetime) -> bool:
    """Puts a letter into the outbox; False where one of its key was written before."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    table = table_of(OutboxMailRow)
    values = {
        "mailbox": letter.mailbox, "key": letter.key, "kind": letter.kind, "recipient": letter.recipient,
        "subject": storable(letter.subject), "message_id": letter.message_id, "message": letter.message,
        "body_text": storable(letter.body_text), "status": "queued", "attempts": 0, "next_attempt_at": now, "error": "",
        "created_at": now, "inbound_id": letter.inbound_id, "registration_number": letter.registration_number, "event_id": letter.event_id,
    }
    statement = insert(table).values(values).on_conflict_do_nothing(index_elements=["key"]).returning(table.c.id)
    return session.execute(statement).scalar_one_or_none() is not None


def claim_letter(session: Session, address: str, now: datetime) -> ClaimedLetter | None:
    """The letter that is due longest, marked as being sent and its attempt counted."""
    row = session.exec(
        select(OutboxMailRow)
        .where(OutboxMailRow.mailbox == address, OutboxMailRow.status == "queued", OutboxMailRow.next_attempt_at <= now)
        .order_by(col(OutboxMailRow.next_attempt_at), col(OutboxMailRow.id))
        .limit(1)
        .with_for_update(skip_locked=True),
    ).first()
    if row is None:
        return None
    row.status, row.attempts = "sending", row.attempts + 1
    row.next_attempt_at = now + min(FIRST_RETRY_AFTER * 2 ** (row.attempts - 1), LAST_RETRY_AFTER)
    session.add(row)
    assert row.id is not None
    return ClaimedLetter(row.id, row.next_attempt_at, row.recipient, row.message, row.attempts)


def finish_letter(session: Session, claimed: ClaimedLetter, outcome: str, detail: str, now: datetime) -> bool:
    """Writes what became of an attempt: sent, deferred (tried again later), refused or in_doubt.

    An attempt that meanwhile counted as interrupted is settled by its late result; False where the letter was claimed
    again since, for then the newer attempt tells.
    """
    row = _own(session, claimed)
    if row is None:
        return False
    row.error = "" if outcome == "sent" else storable(detail)[:2000]
    if outcome == "sent":
        row.status, row.sent_at = "sent", now
    elif outcome == "deferred" and row.attempts < MAX_ATTEMPTS:
        row.status = "queued"
    elif outcome == "in_doubt":
        row.status = "in_doubt"
    else:
        row.status = "failed"
    session.add(row)
    return True


def put_back(session: Session, claimed: ClaimedLetter, now: datetime) -> None:
    """Queues a letter that was not at fault itself, as if it had not been tried, behind the others, lest it was at fault after all."""
    row = _own(session, claimed)
    if row is not None:
        row.status, row.attempts, row.next_attempt_at = "queued", row.attempts - 1, now
        session.add(row)


def settle_interrupted(session: Session, address: str) -> int:
    """Letters that a killed process was just sending: nobody knows whether they left, so they are not sent again by themselves."""
    rows = session.exec(select(OutboxMailRow).where(OutboxMailRow.mailbox == address, OutboxMailRow.status == "sending")).all()
    for row in rows:
        row.status, row.error = "in_doubt", "Das Programm wurde während des Versands beendet."
        session.add(row)
    return len(rows)


def withdraw_overtaken(session: Session, address: str, event_id: str, ended_at: datetime) -> None:
    """Letters about an event that were written before its end and did not leave until now are not sent any more."""
    table = table_of(OutboxMailRow)
    session.execute(
        update(table)
        .where(table.c.mailbox == address, table.c.event_id == event_id, table.c.status == "queued", table.c.created_at < ended_at)
        .values(status="suppressed", error="Die Veranstaltung war vorbei, bevor der Brief hinausgehen konnte."),
    )


def send_again(session: Session, letter_id: int, now: datetime) -> bool:
    """Queues a failed or doubtful letter once more, as it is; False where there is none such."""
    row = session.get(OutboxMailRow, letter_id)
    if row is None or row.status not in {"failed", "in_doubt", "suppressed"} or not row.message:
        return False
    row.status, row.next_attempt_at, row.attempts = "queued", now, 0
    session.add(row)
    return True


def sent_this_minute(session: Session, address: str, now: datetime) -> int:
    """How many letters left in this minute of the clock, for the rate limit."""
    minute = now.replace(second=0, microsecond=0)
    return session.exec(
        select(func.count()).select_from(OutboxMailRow).where(OutboxMailRow.mailbox == address, col(OutboxMailRow.sent_at) >= minute)).one()


def letters_about(session: Session, *, number: int | None = None, inbound_id: int | None = None) -> Sequence[OutboxMailRow]:
    """The letters about a registration, or those that answer a mail; oldest first."""
    query = select(OutboxMailRow).order_by(col(OutboxMailRow.id))
    if number is not None:
        query = query.where(OutboxMailRow.registration_number == number)
    if inbound_id is not None:
        query = query.where(OutboxMailRow.inbound_id == inbound_id)
    return session.exec(query).all()


def note_bounced(session: Session, message_ids: Sequence[str], detail: str) -> None:
    """A delivery report came back for these letters."""
    for row in session.exec(select(OutboxMailRow).where(col(OutboxMailRow.message_id).in_(list(message_ids)))).all():
        row.status, row.error = "failed", storable(detail)
        session.add(row)


def letters_waiting(session: Session, address: str) -> int:
    """How many letters are on their way out."""
    return session.exec(
        select(func.count()).select_from(OutboxMailRow).where(OutboxMailRow.mailbox == address, OutboxMailRow.status == "queued")).one()


def _own(session: Session, claimed: ClaimedLetter) -> OutboxMailRow | None:
    """The row, locked, if nobody has claimed it since."""
    return session.exec(
        select(OutboxMailRow)
        .where(OutboxMailRow.id == claimed.id, OutboxMailRow.next_attempt_at == claimed.retry_at, col(OutboxMailRow.status).in_(["sending", "in_doubt"]))
        .with_for_update(),
    ).first()
