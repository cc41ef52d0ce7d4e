"""One round of work: what is in the database is handled, what is due is done, what is written is sent."""

from collections.abc import Callable
from datetime import datetime, timedelta

from processor.reading import reader
from processor.steps import closing, delivery, event_changes, filing, handling, intake, reminders, retention, summary, waiting_list
from processor.steps.delivery import Deliver
from processor.steps.desk import Desk
from processor.steps.handling import Handled, Read
from processor.storage import inbox, mailboxes, outbox
from processor.transport.imap import ImapConnection

Show = Callable[[Handled], None]
Clock = Callable[[], datetime]

# Promotions first: what they free or take belongs into the reminders and lists of the same round.
DUE: tuple[Callable[[Desk, datetime], object], ...] = (
    waiting_list.promote_all, reminders.send_due, closing.close_due, summary.send_due, retention.erase_due,
)


def never() -> bool:
    """Nothing asks the round to stop."""
    return False


def work_through(desk: Desk, now: datetime, show: Show | None = None, read: Read = reader.read) -> int:
    """Handles every mail that waits, then does all that is due; returns how many mails were handled.

    `now` is aware, UTC. Mails come first: a cancellation that lies in the inbox frees its seat before reminders go out.
    """
    handled = handle_all(desk, lambda: now, show, read=read)
    for step in DUE:
        step(desk, now)
    return handled


def handle_all(
    desk: Desk, clock: Clock, show: Show | None = None, is_stopping: Callable[[], bool] = never, read: Read = reader.read,
) -> int:
    """Handles every mail that waits, or as many as there is time for; returns how many.

    Only one worker is at a mailbox: what is still being handled now was interrupted when a process ended.
    """
    with desk.database.transaction() as session:
        inbox.settle_interrupted(session, desk.mailbox.address, clock())
    handled = 0
    while not is_stopping() and (result := handling.handle_next(desk, clock(), read)) is not None:
        handled += 1
        if show is not None:
            show(result)
    return handled


def deliver(desk: Desk, send: Deliver, now: datetime, is_stopping: Callable[[], bool] = never) -> int:
    """Sends what may be sent now; returns how many letters were tried.

    Only one worker sends for a mailbox: what is still being sent now was interrupted when a process ended.
    """
    with desk.database.transaction() as session:
        outbox.settle_interrupted(session, desk.mailbox.address)
        for event in desk.events:
            if event.ends_at <= now:
                outbox.withdraw_overtaken(session, desk.mailbox.address, event.id, event.ends_at)
    tried = 0
    while not is_stopping() and delivery.deliver_next(desk, send, now) is not None:
        tried += 1
    return tried


def poll(desk: Desk, connection: ImapConnection, now: datetime) -> int:
    """Takes in what is new; returns how many mails were new."""
    return intake.take_in(desk, connection, now)


def file_away(desk: Desk, connection: ImapConnection) -> int:
    """Files what is done; returns how many mails."""
    return filing.file_away(desk, connection)


def open_desk(desk: Desk, now: datetime) -> None:
    """Before the first round: plans what has a date, asks staff about events that changed, and lets failing servers be tried at once."""
    closing.plan(desk, now)
    retention.plan(desk)
    reminders.plan_anew(desk, now)
    event_changes.ask_staff(desk, now)
    with desk.database.transaction() as session:
        mailboxes.end_pauses(session, desk.mailbox.address)


def next_summary_at(desk: Desk, now: datetime) -> datetime:
    """The first time after `now` (aware, UTC) at which the staff's summary falls due."""
    local = now.astimezone(desk.zone)
    due = datetime.combine(local.date(), desk.config.staff.summary_at, desk.zone)
    if due <= now:
        due = datetime.combine(local.date() + timedelta(days=1), desk.config.staff.summary_at, desk.zone)
    return due.astimezone(now.tzinfo)
