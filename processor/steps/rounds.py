"""One round of work: what is in the database is handled, what is due is done, what is written is sent."""

from collections.abc import Callable
from datetime import datetime, timedelta

from processor.steps import closing, delivery, filing, handling, intake, reminders, retention, summary, waiting_list
from processor.steps.delivery import Deliver
from processor.steps.desk import Desk
from processor.steps.handling import Handled
from processor.storage import mailboxes, outbox
from processor.transport.imap import ImapConnection

Show = Callable[[Handled], None]


def work_through(desk: Desk, now: datetime, show: Show | None = None) -> int:
    """Handles every mail that waits, then does all that is due; returns how many mails were handled.

    `now` is aware, UTC. Mails come first: a cancellation that lies in the inbox frees its seat before reminders go out.
    """
    handled = 0
    while (result := handling.handle_next(desk, now)) is not None:
        handled += 1
        if show is not None:
            show(result)
    waiting_list.promote_all(desk, now)
    reminders.send_due(desk, now)
    closing.close_due(desk, now)
    summary.send_due(desk, now)
    retention.erase_due(desk, now)
    return handled


def deliver(desk: Desk, send: Deliver, now: datetime) -> int:
    """Sends what may be sent now; returns how many letters were tried."""
    tried = 0
    while delivery.deliver_next(desk, send, now) is not None:
        tried += 1
    return tried


def poll(desk: Desk, connection: ImapConnection, now: datetime) -> int:
    """Takes in what is new; returns how many mails were new."""
    return intake.take_in(desk, connection, now)


def file_away(desk: Desk, connection: ImapConnection) -> int:
    """Files what is done; returns how many mails."""
    return filing.file_away(desk, connection)


def open_desk(desk: Desk, now: datetime) -> None:
    """Before the first round: plans what has a date, settles what a killed process left behind, and tries failing servers at once."""
    closing.plan(desk, now)
    retention.plan(desk)
    with desk.database.transaction() as session:
        mailboxes.end_pauses(session, desk.mailbox.address)
        outbox.settle_interrupted(session, desk.mailbox.address)


def next_summary_at(desk: Desk, now: datetime) -> datetime:
    """The first time after `now` (aware, UTC) at which the staff's summary falls due."""
    local = now.astimezone(desk.zone)
    due = datetime.combine(local.date(), desk.config.staff.summary_at, desk.zone)
    if due <= now:
        due = datetime.combine(local.date() + timedelta(days=1), desk.config.staff.summary_at, desk.zone)
    return due.astimezone(now.tzinfo)
