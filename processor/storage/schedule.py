"""Things with a date: each is a row with a key, done once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, func, select

from processor.domain.due import Due
from processor.storage.tables import DueRow, table_of


def plan(session: Session, address: str, dues: Sequence[Due]) -> None:
    """Adds what is not planned yet; what is planned and not done moves to its new date, and what had been overtaken is wanted again."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    table = table_of(DueRow)
    for due in dues:
        values = {
            "mailbox": address, "key": due.key, "kind": due.kind.value, "event_id": due.event_id, "registration_number": due.number,
            "due_at": due.due_at, "expires_at": due.expires_at, "result": "",
        }
        session.execute(
            insert(table).values(values).on_conflict_do_update(
                index_elements=["key"], set_={"due_at": due.due_at, "expires_at": due.expires_at, "done_at": None, "result": ""},
                where=table.c.done_at.is_(None) | (table.c.result == "superseded"),
            ),
        )


def due_now(session: Session, address: str, kinds: Sequence[str], now: datetime) -> Sequence[DueRow]:
    """What fell due and is not done, earliest first."""
    return session.exec(
        select(DueRow)
        .where(DueRow.mailbox == address, col(DueRow.kind).in_(list(kinds)), DueRow.due_at <= now, col(DueRow.done_at).is_(None))
        .order_by(col(DueRow.due_at), col(DueRow.id))
        .with_for_update(skip_locked=True),
    ).all()


def due_between(session: Session, address: str, kind: str, since: datetime, until: datetime) -> Sequence[DueRow]:
    """What of a kind fell due in this time, done or not, earliest first."""
    return session.exec(
        select(DueRow)
        .where(DueRow.mailbox == address, DueRow.kind == kind, DueRow.due_at >= since, DueRow.due_at < until)
        .order_by(col(DueRow.due_at), col(DueRow.id)),
    ).all()


def mark_done(session: Session, row: DueRow, result: str, now: datetime) -> None:
    """done, missed (too late to make sense) or superseded (no longer true)."""
    row.done_at, row.result = now, result
    session.add(row)


def next_due_at(session: Session, address: str, now: datetime) -> datetime | None:
    """When the next thing falls due after `now`; None where nothing does."""
    return session.exec(
        select(func.min(DueRow.due_at)).where(DueRow.mailbox == address, col(DueRow.done_at).is_(None), DueRow.due_at > now),
    ).one()
