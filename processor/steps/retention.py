"""Erases what is no longer needed: mails, letters and registrations of events that are long over."""

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, case
from sqlmodel import Session, col, delete, select, update

from processor.domain.due import Due, DueKind
from processor.steps.desk import Desk
from processor.storage import schedule
from processor.storage.tables import AttendeeRow, CalendarEntryRow, HistoryRow, InboundMailRow, OutboxMailRow, RegistrationRow, SuppressionRow

# However long the worker was away, what is due to be erased is erased.
NEVER = datetime(9000, 1, 1, tzinfo=UTC)


def plan(desk: Desk) -> None:
    """Plans the erasing of each event's data."""
    after = desk.config.privacy.erase_after
    with desk.database.transaction() as session:
        schedule.plan(session, desk.mailbox.address, [
            Due(DueKind.ERASING, event.id, None, event.ends_at + after, NEVER, f"erasing-{event.id}") for event in desk.events
        ])


def erase_due(desk: Desk, now: datetime) -> int:
    """Erases the data of events whose time is up; returns how many events.

    Mails of no event go with the last of them, and what is written after that as long afterwards.
    """
    after = desk.config.privacy.erase_after
    long_ago = now - after
    _remove_copies(desk, long_ago)
    with desk.database.transaction() as session:
        rows = schedule.due_now(session, desk.mailbox.address, [DueKind.ERASING.value], now)
        for row in rows:
            _erase_event(session, row.event_id, long_ago)
            schedule.mark_done(session, row, "done", now)
        if all(event.ends_at + after <= now for event in desk.events):
            _erase_mails(session, desk.mailbox.address, now if rows else long_ago, long_ago)
        return len(rows)


def _remove_copies(desk: Desk, long_ago: datetime) -> None:
    """A copy of the books from before an update holds what was erased since."""
    for copy in desk.database.copies:
        if copy.stat().st_mtime < long_ago.timestamp():
            copy.unlink()


def _erase_event(session: Session, event_id: str, long_ago: datetime) -> None:
    numbers = [number for number in session.exec(select(RegistrationRow.number).where(RegistrationRow.event_id == event_id)).all() if number is not None]
    session.exec(delete(CalendarEntryRow).where(col(CalendarEntryRow.registration_number).in_(numbers)))
    session.exec(delete(AttendeeRow).where(col(AttendeeRow.registration_number).in_(numbers)))
    session.exec(delete(HistoryRow).where(col(HistoryRow.registration_number).in_(numbers)))
    session.exec(delete(RegistrationRow).where(col(RegistrationRow.number).in_(numbers)))
    _blank_mails(session, col(InboundMailRow.registration_number).in_(numbers))
    _blank_letters(session, col(OutboxMailRow.registration_number).in_(numbers), long_ago)


def _erase_mails(session: Session, address: str, before: datetime, long_ago: datetime) -> None:
    """All mails and letters of the mailbox until then, and the list of unreachable addresses; the counts of the books stay."""
    _blank_mails(session, (col(InboundMailRow.mailbox) == address) & (col(InboundMailRow.received_at) < before) & (col(InboundMailRow.status) != "pending"))
    _blank_letters(session, (col(OutboxMailRow.mailbox) == address) & (col(OutboxMailRow.created_at) < before), long_ago)
    session.exec(delete(SuppressionRow).where(col(SuppressionRow.since) < before))


def _blank_mails(session: Session, which: ColumnElement[bool]) -> None:
    session.exec(update(InboundMailRow).where(which, col(InboundMailRow.status) != "erased").values(
        raw=b"", sender="", subject="", message_id="", reading={}, for_staff="", error="", status="erased"))


def _blank_letters(session: Session, which: ColumnElement[bool], long_ago: datetime) -> None:
    """A letter on its way may leave first; one that has waited since long ago is withdrawn."""
    is_queued = col(OutboxMailRow.status) == "queued"
    session.exec(update(OutboxMailRow).where(which, col(OutboxMailRow.message) != b"", ~is_queued | (col(OutboxMailRow.created_at) < long_ago)).values(
        message=b"", recipient="", subject="", body_text="", error="", status=case((is_queued, "suppressed"), else_=col(OutboxMailRow.status))))
