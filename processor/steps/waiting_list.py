"""Moves the waiting list up: one routine, in the transaction of whatever freed a seat."""

from datetime import datetime

from sqlmodel import Session

from processor.domain import seating
from processor.domain.decision import Amend, Notice, NoticeKind
from processor.domain.event import Event
from processor.domain.registration import Registration
from processor.steps import posting, reminders
from processor.steps.desk import Desk
from processor.steps.posting import Occasion
from processor.storage import changes, queries


def promote_all(desk: Desk, now: datetime) -> int:
    """Moves up wherever seats are free, whatever freed them (more seats in the configuration, for one)."""
    promoted = 0
    for event in desk.events:
        with desk.database.transaction() as session:
            changes.lock_event(session, desk.mailbox.address, event)
            promoted += promote(session, desk, event, now)
    return promoted


def promote(session: Session, desk: Desk, event: Event, now: datetime) -> int:
    """Gives free seats to those who wait longest and fit; the event must be locked. Nobody moves up into an event that has begun."""
    if now >= event.starts_at:
        return 0
    event = queries.as_set(session, event)
    waiting = queries.waiting(session, event.id)
    before = {registration.number: registration for registration in waiting}
    promoted = seating.promotions(event, queries.seats_taken(session, event), waiting)
    for registration in promoted:
        written = changes.apply(session, Amend(before[registration.number], registration), inbound_id=None, rule="promote", now=now)
        if written is not None:
            _tell(session, desk, event, written, now)
    return len(promoted)


def _tell(session: Session, desk: Desk, event: Event, registration: Registration, now: datetime) -> None:
    if registration.registrant is not None:
        turn = len(queries.history(session, registration.number))
        notice = Notice(NoticeKind.PROMOTED, registration.registrant, registration.language, f"promoted-{registration.number}-{turn}", event.id, registration)
        posting.post(session, desk, (notice,), Occasion(now))
    reminders.plan(session, desk, registration, now)
