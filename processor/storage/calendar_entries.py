"""What calendars hold of registrations by our letters."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from processor.domain.calendar import CalendarEntry, HeldEntry
from processor.domain.registration import Registration
from processor.storage.rows import storable
from processor.storage.tables import CalendarEntryRow


def held_entries(session: Session, number: int) -> Mapping[tuple[str, str], HeldEntry]:
    """What calendars hold of a registration, by address (in lower case) and event."""
    rows = session.exec(
        select(CalendarEntryRow).where(CalendarEntryRow.registration_number == number).order_by(col(CalendarEntryRow.event_id), col(CalendarEntryRow.email))).all()
    return {(row.email, row.event_id): HeldEntry(row.sequence, row.content) for row in rows}


def note_sent(session: Session, registration: Registration, email: str, entry: CalendarEntry) -> None:
    """Notes what the calendar behind this address holds from now on."""
    session.merge(CalendarEntryRow(
        registration_number=registration.number, event_id=registration.event_id, email=email.lower(),
        sequence=entry.sequence, content=storable(entry.content),
    ))
