"""Reminders, dial-in data, and the second letter about what is missing: rows with a date, each done once."""

import hashlib
from datetime import datetime, timedelta
from itertools import pairwise

from sqlmodel import Session

from processor.domain.decision import Notice, NoticeKind
from processor.domain.due import Due, DueKind
from processor.domain.event import Event, Mode
from processor.domain.mail import Address
from processor.domain.registration import Registration, Status
from processor.steps import posting
from processor.steps.desk import Desk
from processor.steps.posting import Occasion
from processor.storage import queries, schedule
from processor.storage.tables import DueRow

DAY = timedelta(days=1)
KINDS = {DueKind.REMINDER: NoticeKind.REMINDER, DueKind.DIAL_IN: NoticeKind.DIAL_IN, DueKind.ASK_AGAIN: NoticeKind.ASKED}


def plan(session: Session, desk: Desk, registration: Registration, now: datetime) -> None:
    """Plans what is due for a registration; never for the past, but dial-in data at once for who comes late."""
    event = desk.event(registration.event_id)
    if event is None:
        return
    dues = [*_reminders(event, registration, now), *_dial_in(event, registration, now), *_ask_again(event, registration, now)]
    schedule.plan(session, desk.mailbox.address, dues)


def send_due(desk: Desk, now: datetime) -> int:
    """Writes all letters that fell due; returns how many."""
    with desk.database.transaction() as session:
        rows = schedule.due_now(session, desk.mailbox.address, [kind.value for kind in KINDS], now)
        return sum(_send(session, desk, row, now) for row in rows)


def _send(session: Session, desk: Desk, row: DueRow, now: datetime) -> bool:
    registration = queries.registration(session, row.registration_number or 0)
    event = desk.event(row.event_id)
    kind = DueKind(row.kind)
    if now >= row.expires_at:
        schedule.mark_done(session, row, "missed", now)
        return False
    if registration is None or event is None or not _is_wanted(kind, event, registration):
        schedule.mark_done(session, row, "superseded", now)
        return False
    posting.post(session, desk, _letters(kind, event, registration, row.key), Occasion(now))
    schedule.mark_done(session, row, "done", now)
    return True


def _letters(kind: DueKind, event: Event, registration: Registration, key: str) -> list[Notice]:
    """One to the registrant; dial-in data to each address of those who take part online, once."""
    if kind is DueKind.DIAL_IN:
        letters = {f"due-dial_in-{registration.number}-{to.email.lower()}": to for to in _online_addresses(event, registration)}
    else:
        letters = {f"due-{key}": registration.registrant} if registration.registrant else {}
    facts = {"is_again": kind is DueKind.ASK_AGAIN}
    return [
        Notice(KINDS[kind], to, registration.language, letter_key, event.id, registration, None, registration.missing, facts)
        for letter_key, to in letters.items()
    ]


def _online_addresses(event: Event, registration: Registration) -> tuple[Address, ...]:
    """The own addresses of those who take part online; for people without one, the registrant's."""
    online = [attendee for attendee in registration.present if event.mode_of(attendee.mode) is Mode.ONLINE]
    found = [Address(attendee.email, attendee.name) if attendee.email else registration.registrant for attendee in online]
    return tuple({to.email.lower(): to for to in found if to is not None}.values())


def _is_wanted(kind: DueKind, event: Event, registration: Registration) -> bool:
    """Decided when it is due, not when it was planned: who cancelled meanwhile gets nothing."""
    if kind is DueKind.ASK_AGAIN:
        return registration.status is Status.INCOMPLETE
    if kind is DueKind.DIAL_IN:
        return registration.status is Status.CONFIRMED and _is_online(event, registration)
    return registration.status is Status.CONFIRMED


def _reminders(event: Event, registration: Registration, now: datetime) -> list[Due]:
    if registration.status is not Status.CONFIRMED:
        return []
    # A reminder that could not be sent until the next one is due has lost its sense.
    moments = sorted(event.reminders_at)
    return [
        Due(DueKind.REMINDER, event.id, registration.number, at, until, f"reminder-{registration.number}-{at:%Y%m%dT%H%M}")
        for at, until in pairwise([*moments, event.starts_at]) if at > now
    ]


def _dial_in(event: Event, registration: Registration, now: datetime) -> list[Due]:
    if event.dial_in is None or registration.status is not Status.CONFIRMED or not _is_online(event, registration):
        return []
    # Who is added later, or switches, has a row of his own, lest the others' letter, which may have left, counts for him.
    addresses = " ".join(sorted(to.email.lower() for to in _online_addresses(event, registration)))
    key = f"dial_in-{registration.number}-{hashlib.sha256(addresses.encode()).hexdigest()[:12]}"
    return [Due(DueKind.DIAL_IN, event.id, registration.number, max(event.dial_in.send_at, now), event.ends_at, key)]


def _ask_again(event: Event, registration: Registration, now: datetime) -> list[Due]:
    """What was asked for and does not come is asked for once more, and then shown to staff, early enough that they can call."""
    if registration.status is not Status.INCOMPLETE:
        return []
    again_at, shown_at = now + event.asks_again_after, min(now + 2 * event.asks_again_after, event.starts_at - DAY)
    dues = [Due(DueKind.UNANSWERED, event.id, registration.number, max(shown_at, now), event.starts_at, f"unanswered-{registration.number}")]
    if again_at < event.starts_at:
        dues.append(Due(DueKind.ASK_AGAIN, event.id, registration.number, again_at, event.starts_at, f"ask_again-{registration.number}"))
    return dues


def _is_online(event: Event, registration: Registration) -> bool:
    return any(event.mode_of(attendee.mode) is Mode.ONLINE for attendee in registration.present)
