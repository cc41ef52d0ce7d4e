"""Things with a date: each is a row with a key, done once."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, func, select

from processor.domain.due import Due, DueKind
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


def withdraw_others(session: Session, address: str, event_id: str, kinds: Sequence[DueKind], keys: Collection[str], now: datetime) -> None:
    """What is planned of these kinds under other keys no longer holds."""
    rows = session.exec(select(DueRow).where(
        DueRow.mailbox == address, DueRow.event_id == event_id, col(DueRow.kind).in_([kind.value for kind in kinds]), col(DueRow.done_at).is_(None))).all()
    for row in rows:
        if row.key not in keys:
            mark_done(session, row, "superseded", now)


def note_done(session: Session, address: str, due: Due, now: datetime) -> None:
    """Something was done on another occasion; it is not done again."""
    plan(session, address, [due])
    row = session.exec(select(DueRow).where(DueRow.key == due.key)).one()
    if row.done_at is None:
        mark_done(session, row, "done", now)


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
