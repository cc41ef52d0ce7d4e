"""Answers: domain changes become rows, every one with its line in the history."""

from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, select

from processor.domain.decision import Amend, Change, Register, Suppress
from processor.domain.event import Event
from processor.domain.registration import Registration
from processor.storage.rows import as_history, attendee_row, fill_registration, registration_of, storable
from processor.storage.tables import AttendeeRow, EventRow, HistoryRow, RegistrationRow, SuppressionRow


class ConflictingChange(Exception):
    """Somebody else changed the registration meanwhile; the mail must be decided again."""


def lock_event(session: Session, mailbox: str, event: Event) -> None:
    """Until the end of the transaction nobody else counts or gives seats of this event."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.execute(insert(EventRow).values(id=event.id, mailbox=mailbox).on_conflict_do_nothing())
    session.exec(select(EventRow).where(EventRow.id == event.id).with_for_update()).one()


def apply(session: Session, change: Change, *, inbound_id: int | None, rule: str, now: datetime) -> Registration | None:
    """Writes a change; returns the registration as it stands now (with its number), None where there is none.

    Raises ConflictingChange where `before` is not what is stored.
    """
    match change:
        case Register():
            return _register(session, change.registration, inbound_id, rule, now)
        case Amend():
            return _amend(session, change, inbound_id, rule, now)
        case Suppress():
            suppress(session, change.email, change.reason, now)
            return None


def suppress(session: Session, email: str, reason: str, now: datetime) -> None:
    """Notes that an address cannot be reached."""
    session.merge(SuppressionRow(email=email.lower(), reason=storable(reason), since=now))


def unsuppress(session: Session, email: str) -> None:
    """Who writes can be written to again."""
    session.exec(delete(SuppressionRow).where(col(SuppressionRow.email) == email.lower()))


def set_capacity(session: Session, event_id: str, capacity: int) -> None:
    """Seats as staff set them by mail, in place of the configured number."""
    row = session.get(EventRow, event_id)
    if row is not None:
        row.capacity = capacity
        session.add(row)


def _register(session: Session, registration: Registration, inbound_id: int | None, rule: str, now: datetime) -> Registration:
    row = RegistrationRow(event_id=registration.event_id, status="", ranked_at=registration.ranked_at, created_at=now)
    fill_registration(row, registration)
    session.add(row)
    session.flush()
    assert row.number is not None
    attendees = _write_attendees(session, row.number, registration)
    written = registration_of(row, attendees)
    session.add(HistoryRow(registration_number=row.number, at=now, inbound_id=inbound_id, rule=rule, before={}, after=as_history(written)))
    return written


def _amend(session: Session, change: Amend, inbound_id: int | None, rule: str, now: datetime) -> Registration:
    row = session.exec(select(RegistrationRow).where(RegistrationRow.number == change.before.number).with_for_update()).one()
    stored = list(session.exec(select(AttendeeRow).where(AttendeeRow.registration_number == row.number)).all())
    if as_history(registration_of(row, stored)) != as_history(change.before):
        raise ConflictingChange(f"registration {row.number}")
    for attendee in stored:
        session.delete(attendee)
    session.flush()
    fill_registration(row, change.after)
    session.add(row)
    attendees = _write_attendees(session, change.before.number, change.after)
    written = registration_of(row, attendees)
    session.add(HistoryRow(
        registration_number=change.before.number, at=now, inbound_id=inbound_id, rule=rule,
        before=as_history(change.before), after=as_history(written),
    ))
    return written


def _write_attendees(session: Session, number: int, registration: Registration) -> list[AttendeeRow]:
    rows = [attendee_row(number, position, attendee) for position, attendee in enumerate(registration.attendees)]
    session.add_all(rows)
    session.flush()
    return rows
