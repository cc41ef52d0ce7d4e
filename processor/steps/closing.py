"""At the deadline staff get the final list, once."""

from datetime import datetime

from sqlmodel import Session

from processor.domain.decision import StaffNoticeKind
from processor.domain.due import Due, DueKind
from processor.domain.event import Event
from processor.domain.mail import Attachment
from processor.domain.registration import Registration, Status
from processor.letters import lists
from processor.letters.staff import StaffLetter
from processor.steps import posting
from processor.steps.desk import Desk
from processor.storage import queries, schedule

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def plan(desk: Desk, now: datetime) -> None:
    """Plans the closing of each event that is not over yet; one whose deadline was moved closes anew."""
    with desk.database.transaction() as session:
        queries.mailbox(session, desk.mailbox.address)
        for event in desk.events:
            if event.ends_at > now and not event.is_cancelled:
                due = Due(DueKind.CLOSING, event.id, None, event.closes_at, event.ends_at, f"closing-{event.id}-{event.closes_at:%Y%m%dT%H%M}")
                schedule.withdraw_others(session, desk.mailbox.address, event.id, [DueKind.CLOSING], {due.key}, now)
                schedule.plan(session, desk.mailbox.address, [due])


def close_due(desk: Desk, now: datetime) -> int:
    """Sends the final list of each event whose deadline has passed; returns how many."""
    with desk.database.transaction() as session:
        rows = schedule.due_now(session, desk.mailbox.address, [DueKind.CLOSING.value], now)
        for row in rows:
            event = desk.event(row.event_id)
            if event is not None and now < row.expires_at:
                _send_list(session, desk, event, now)
            schedule.mark_done(session, row, "done" if event else "superseded", now)
        return len(rows)


def people(registrations: tuple[Registration, ...], status: Status) -> int:
    """How many people have this status."""
    return sum(registration.seats for registration in registrations if registration.status is status)


def list_files(event: Event, registrations: tuple[Registration, ...]) -> tuple[Attachment, ...]:
    """The participants as an Excel file."""
    return (Attachment(f"teilnehmende-{event.id}.xlsx", XLSX, lists.as_xlsx(event, registrations)),)


def _send_list(session: Session, desk: Desk, event: Event, now: datetime) -> None:
    registrations = queries.all_registrations(session, event.id)
    values = {
        "title": event.title,
        "confirmed": people(registrations, Status.CONFIRMED),
        "waiting": people(registrations, Status.WAITLISTED),
        "incomplete": people(registrations, Status.INCOMPLETE),
    }
    checkin = Attachment(f"einlass-{event.id}.html", "text/html", lists.as_checkin(event, registrations).encode())
    for address in desk.config.staff.summary_to:
        letter = StaffLetter(StaffNoticeKind.FINAL_LIST, address, posting.new_message_id(session, desk), now, values, (*list_files(event, registrations), checkin))
        posting.post_to_staff(session, desk, letter, f"final-{event.id}-{event.closes_at:%Y%m%dT%H%M}-{address}")
