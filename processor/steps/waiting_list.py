"""Moves the waiting list up: one routine, in the transaction of whatever freed a seat."""

from datetime import datetime

from sqlmodel import Session

from processor.domain import promotion
from processor.domain.decision import Amend, Notice, NoticeKind
from processor.domain.event import Event
from processor.domain.registration import Registration, Status
from processor.steps import posting, reminders
from processor.steps.desk import Desk
from processor.steps.posting import Occasion
from processor.storage import changes, inbox, queries


def promote_all(desk: Desk, now: datetime) -> int:
    """Moves up wherever seats are free, whatever freed them (an offer that ran out, or more seats in the configuration, for two)."""
    promoted = 0
    for event in desk.events:
        with desk.database.transaction() as session:
            changes.lock_event(session, desk.mailbox.address, event)
            promoted += promote(session, desk, event, now)
    return promoted


def promote(session: Session, desk: Desk, event: Event, now: datetime) -> int:
    """Gives or offers free seats to those who wait longest and fit; returns how many moved up. The event must be locked."""
    _end_offers(session, desk, event, now)
    event, promoted = queries.as_set(session, event), 0
    while moved := _promote_once(session, desk, event, now):  # who changes to the other mode leaves a seat to others
        promoted += moved
    return promoted


def _promote_once(session: Session, desk: Desk, event: Event, now: datetime) -> int:
    waiting = (*queries.waiting(session, event.id), *queries.wishing(session, event.id))
    moved = promotion.promotions(event, queries.seats_taken(session, event), waiting, now)
    before = {registration.number: registration for registration in waiting}
    for registration in moved:
        _amend(session, desk, before[registration.number], registration, _rule(before[registration.number], registration), now)
    return len(moved)


def _rule(before: Registration, after: Registration) -> str:
    if before.status is Status.CONFIRMED:
        return "switch"
    return "promote" if after.status is Status.CONFIRMED else "offer"


def _end_offers(session: Session, desk: Desk, event: Event, now: datetime) -> None:
    """Ends the offers that got no answer in time, unless an answer may lie unread or the mail servers fail."""
    expired = [registration for registration in queries.waiting(session, event.id) if promotion.is_expired(registration, now)]
    if not expired or inbox.has_pending(session, desk.mailbox.address) or queries.mailbox(session, desk.mailbox.address).is_failing:
        return
    for registration in expired:
        _amend(session, desk, registration, promotion.after_silence(registration), "end_offer", now)


def _amend(session: Session, desk: Desk, before: Registration, after: Registration, rule: str, now: datetime) -> None:
    written = changes.apply(session, Amend(before, after), inbound_id=None, rule=rule, now=now)
    assert written is not None
    kind = NoticeKind.CHANGED if before.status is Status.CONFIRMED else _letter(written)
    if written.registrant is not None and kind is not None:
        turn = len(queries.history(session, written.number))
        notice = Notice(kind, written.registrant, written.language, f"{kind.value}-{written.number}-{turn}", written.event_id, written, before)
        posting.post(session, desk, (notice,), Occasion(now))
    reminders.plan(session, desk, written, now)


def _letter(after: Registration) -> NoticeKind | None:
    """A group that did not take a part of its seats waits on as before and needs no letter."""
    if after.status is Status.CONFIRMED:
        return NoticeKind.PROMOTED
    if after.open_offer:
        return NoticeKind.OFFERED_PART if after.is_offered_a_part else NoticeKind.OFFERED
    return NoticeKind.OFFER_EXPIRED if after.status is Status.CANCELLED else None
