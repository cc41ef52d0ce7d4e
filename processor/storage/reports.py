"""What staff and administrators want to know of the books."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from processor.storage.tables import HistoryRow, InboundMailRow, OutboxMailRow


def mails_handled(session: Session, address: str, since: datetime, until: datetime) -> Sequence[InboundMailRow]:
    """The mails that got their outcome in this time, oldest first."""
    return session.exec(
        select(InboundMailRow)
        .where(InboundMailRow.mailbox == address, col(InboundMailRow.handled_at) >= since, col(InboundMailRow.handled_at) < until)
        .order_by(col(InboundMailRow.id)),
    ).all()


def mails_received(session: Session, address: str, since: datetime, until: datetime) -> int:
    """How many mails were stored in this time."""
    return session.exec(
        select(func.count()).select_from(InboundMailRow).where(
            InboundMailRow.mailbox == address, InboundMailRow.stored_at >= since, InboundMailRow.stored_at < until,
        ),
    ).one()


def mails_open(session: Session, address: str, at: datetime) -> int:
    """How many mails that were stored before `at` had no outcome then."""
    return session.exec(
        select(func.count()).select_from(InboundMailRow).where(
            InboundMailRow.mailbox == address, InboundMailRow.stored_at < at,
            col(InboundMailRow.handled_at).is_(None) | (col(InboundMailRow.handled_at) >= at),
        ),
    ).one()


def changes_between(session: Session, since: datetime, until: datetime) -> Sequence[HistoryRow]:
    """All changes of registrations in this time, oldest first."""
    return session.exec(
        select(HistoryRow).where(HistoryRow.at >= since, HistoryRow.at < until).order_by(col(HistoryRow.id)),
    ).all()


def troubled_letters(session: Session, address: str, status: str, since: datetime | None = None) -> Sequence[OutboxMailRow]:
    """Letters that are failed or in_doubt."""
    query = select(OutboxMailRow).where(OutboxMailRow.mailbox == address, OutboxMailRow.status == status)
    if since is not None:
        query = query.where(OutboxMailRow.created_at >= since)
    return session.exec(query.order_by(col(OutboxMailRow.id))).all()


def mails_for_staff(session: Session, address: str) -> Sequence[InboundMailRow]:
    """Mails that wait for a human: left to staff and not yet seen to, or set aside because they could not be handled."""
    is_left = (col(InboundMailRow.status) == "handled") & (col(InboundMailRow.for_staff) != "")
    return session.exec(
        select(InboundMailRow)
        .where(InboundMailRow.mailbox == address, is_left | (col(InboundMailRow.status) == "set_aside"))
        .order_by(col(InboundMailRow.id)),
    ).all()


def queue_lengths(session: Session, address: str) -> dict[str, int]:
    """How many mails and letters are in each state."""
    mails = session.exec(
        select(InboundMailRow.status, func.count()).where(InboundMailRow.mailbox == address).group_by(InboundMailRow.status)).all()
    letters = session.exec(
        select(OutboxMailRow.status, func.count()).where(OutboxMailRow.mailbox == address).group_by(OutboxMailRow.status)).all()
    return {f"mails {status}": count for status, count in mails} | {f"letters {status}": count for status, count in letters}


def oldest_pending_at(session: Session, address: str) -> datetime | None:
    """When the oldest mail without an outcome was stored."""
    return session.exec(
        select(func.min(InboundMailRow.stored_at)).where(InboundMailRow.mailbox == address, InboundMailRow.status == "pending")).one()


def mail(session: Session, inbound_id: int) -> InboundMailRow | None:
    """One mail."""
    return session.get(InboundMailRow, inbound_id)


def letter(session: Session, letter_id: int) -> OutboxMailRow | None:
    """One letter."""
    return session.get(OutboxMailRow, letter_id)


def mails_about(session: Session, number: int) -> Sequence[InboundMailRow]:
    """The mails that concern a registration, oldest first."""
    causes = select(HistoryRow.inbound_id).where(HistoryRow.registration_number == number, col(HistoryRow.inbound_id).is_not(None))
    return session.exec(
        select(InboundMailRow)
        .where((col(InboundMailRow.registration_number) == number) | col(InboundMailRow.id).in_(causes))
        .order_by(col(InboundMailRow.id)),
    ).all()


def mails_and_letters(session: Session, address: str) -> tuple[Sequence[InboundMailRow], Sequence[OutboxMailRow]]:
    """Everything that came and everything that was written, oldest first."""
    mails = session.exec(select(InboundMailRow).where(InboundMailRow.mailbox == address).order_by(col(InboundMailRow.id))).all()
    letters = session.exec(select(OutboxMailRow).where(OutboxMailRow.mailbox == address).order_by(col(OutboxMailRow.id))).all()
    return mails, letters
