"""Reminders, dial-in data, "Are you still coming?", and the second letter about what is missing: rows with a date, each done once."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from sqlmodel import Session

from processor.domain.addressees import seen_by
from processor.domain.decision import Notice, NoticeKind
from processor.domain.due import Due, DueKind, dues_of, dues_of_incomplete
from processor.domain.event import Event
from processor.domain.registration import Registration, Status
from processor.steps import posting
from processor.steps.desk import Desk
from processor.steps.posting import Occasion
from processor.storage import queries, schedule
from processor.storage.tables import DueRow

# In this order, for each letter takes along what the later ones would say.
LETTERS = {
    DueKind.STILL_COMING: NoticeKind.STILL_COMING, DueKind.REMINDER: NoticeKind.REMINDER, DueKind.DIAL_IN: NoticeKind.DIAL_IN, DueKind.ASK_AGAIN: NoticeKind.ASKED,
}
ORDER = tuple(LETTERS)
WITH_DATES = (DueKind.STILL_COMING, DueKind.REMINDER, DueKind.DIAL_IN)
# The letter that confirms says all that a reminder would say some hours later.
FRESH = timedelta(hours=12)


def plan(session: Session, desk: Desk, registration: Registration, now: datetime) -> None:
    """Plans what is due for a registration, never for the past; dial-in data at once where no letter has brought them."""
    event = desk.event(registration.event_id)
    if event is None:
        return
    dues = [due for due in dues_of(event, registration) if due.due_at > now + FRESH or due.kind is DueKind.DIAL_IN]
    schedule.plan(session, desk.mailbox.address, [*dues, *dues_of_incomplete(event, registration, now)])


def plan_anew(desk: Desk, now: datetime) -> None:
    """Moves what is planned to where the configuration has it now; what fell due while nobody worked stays due."""
    for event in desk.events:
        with desk.database.transaction() as session:
            dues = [due for registration in queries.all_registrations(session, event.id) for due in dues_of(event, registration)]
            schedule.withdraw_others(session, desk.mailbox.address, event.id, WITH_DATES, {due.key for due in dues}, now)
            schedule.plan(session, desk.mailbox.address, [due for due in dues if due.due_at > now])


def send_due(desk: Desk, now: datetime) -> int:
    """Writes all letters that fell due; returns how many."""
    with desk.database.transaction() as session:
        rows = schedule.due_now(session, desk.mailbox.address, [kind.value for kind in LETTERS], now)
        by_registration = groupby(sorted(rows, key=_in_order), key=lambda row: row.registration_number)
        return sum(_send(session, desk, list(together), now) for _, together in by_registration)


def _in_order(row: DueRow) -> tuple[int, int]:
    return row.registration_number or 0, ORDER.index(DueKind(row.kind))


def _send(session: Session, desk: Desk, rows: Sequence[DueRow], now: datetime) -> int:
    """The letters about one registration."""
    registration = queries.registration(session, rows[0].registration_number or 0)
    event = desk.event(rows[0].event_id)
    wanted = _wanted(session, event, registration, now) if event and registration else {}
    written = 0
    for row in rows:
        if row.done_at is not None:  # another letter brought it
            continue
        due = wanted.get(row.key)
        schedule.mark_done(session, row, "missed" if now >= row.expires_at else "done" if due else "superseded", now)
        if due is not None and due.to is not None and row.result == "done":
            posting.post(session, desk, (_notice(due, registration),), Occasion(now))
            _spare_reminder(session, due, rows, now)
            written += 1
    return written


def _wanted(session: Session, event: Event, registration: Registration, now: datetime) -> Mapping[str, Due]:
    """Decided when it is due, not when it was planned: who cancelled meanwhile gets nothing, and nobody is asked for a seat that nobody wants."""
    dues = [due for due in dues_of(event, registration) if due.kind is not DueKind.STILL_COMING or queries.waiting(session, event.id)]
    asked = Due(DueKind.ASK_AGAIN, event.id, registration.number, now, event.starts_at, f"ask_again-{registration.number}", registration.registrant)
    is_asked = registration.status is Status.INCOMPLETE and not event.is_cancelled
    return {due.key: due for due in ([asked] if is_asked else dues)}


def _notice(due: Due, registration: Registration | None) -> Notice:
    assert registration is not None and due.to is not None
    facts = {"is_again": due.kind is DueKind.ASK_AGAIN}
    seen = seen_by(registration, due.to.email)
    return Notice(LETTERS[due.kind], due.to, registration.language, f"due-{due.key}", due.event_id, seen, None, registration.missing, facts)


def _spare_reminder(session: Session, due: Due, rows: Sequence[DueRow], now: datetime) -> None:
    """Who was just asked whether he comes is not reminded in the same hour; a key ends with the address."""
    for row in rows:
        is_his = row.key.rpartition("-")[2] == due.key.rpartition("-")[2]
        if due.kind is DueKind.STILL_COMING and row.kind == DueKind.REMINDER.value and is_his and row.done_at is None:
            schedule.mark_done(session, row, "done", now)
