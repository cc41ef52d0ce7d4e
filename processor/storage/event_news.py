"""What people were told of each event, and changes that wait for the staff's yes."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from processor.domain.event_facts import EventFacts, EventNews
from processor.domain.registration import Registration, Status
from processor.storage.queries import all_registrations
from processor.storage.tables import EventRow, RegistrationRow


def news_of(session: Session, event_id: str) -> EventNews:
    """Of an event whose row exists."""
    row = session.get_one(EventRow, event_id)
    return EventNews(_facts(row.told), _facts(row.proposed), row.proposed_at)


def is_proposed(session: Session, event_id: str) -> bool:
    """Whether a change waits for the staff's yes."""
    row = session.get(EventRow, event_id)
    return row is not None and bool(row.proposed)


def note_told(session: Session, event_id: str, facts: EventFacts) -> None:
    """From now on everybody knows these facts."""
    row = session.get_one(EventRow, event_id)
    row.told, row.proposed, row.proposed_at = _as_json(facts), {}, None
    session.add(row)


def note_proposed(session: Session, event_id: str, facts: EventFacts, now: datetime) -> None:
    """Staff are asked whether people are to be told these facts."""
    row = session.get_one(EventRow, event_id)
    row.proposed, row.proposed_at = _as_json(facts), now
    session.add(row)


def concerned(session: Session, event_id: str, before: datetime) -> tuple[Registration, ...]:
    """Everybody on the lists who registered before then, and so was told something else."""
    earlier = set(session.exec(select(RegistrationRow.number).where(RegistrationRow.event_id == event_id, col(RegistrationRow.created_at) < before)).all())
    return tuple(found for found in all_registrations(session, event_id) if found.number in earlier and found.status is not Status.CANCELLED)


def _as_json(facts: EventFacts) -> dict[str, Any]:
    return {"starts_at": facts.starts_at.isoformat(), "ends_at": facts.ends_at.isoformat(), "venue": facts.venue, "cancelled": facts.is_cancelled}


def _facts(stored: dict[str, Any]) -> EventFacts | None:
    if not stored:
        return None
    starts_at, ends_at = (datetime.fromisoformat(stored[key]) for key in ("starts_at", "ends_at"))
    return EventFacts(starts_at, ends_at, stored["venue"], stored["cancelled"])
