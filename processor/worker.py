"""The worker: one tick, repeated until it is told to stop."""

import logging
import signal
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from types import FrameType

from apscheduler.schedulers.background import BackgroundScheduler

from processor.steps import rounds, trouble
from processor.steps.desk import Desk
from processor.steps.handling import Handled
from processor.storage import inbox, mailboxes, queries
from processor.transport import imap
from processor.transport.errors import TransportError
from processor.transport.smtp import SmtpConnection

log = logging.getLogger(__name__)

Show = Callable[[Handled], None]


def run(desks: Sequence[Desk], show: Show | None = None) -> None:
    """Works until SIGTERM or SIGINT; the round that runs then is finished first.

    One scheduler with a store in memory: its own date jobs are lost after a second of downtime, so everything dated is a row.
    """
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stopper(stopped))
    scheduler = BackgroundScheduler(timezone=UTC)
    for desk in desks:
        rounds.open_desk(desk, datetime.now(UTC))
        scheduler.add_job(
            tick, "interval", seconds=desk.mailbox.poll_every.total_seconds(), args=[desk, show], id=desk.mailbox.address,
            max_instances=1, coalesce=True, misfire_grace_time=None, next_run_time=datetime.now(UTC),
        )
    scheduler.start()
    stopped.wait()
    scheduler.shutdown(wait=True)


def run_once(desks: Sequence[Desk], show: Show | None = None) -> bool:
    """One round for each mailbox; False where a server could not be reached."""
    results = []
    for desk in desks:
        rounds.open_desk(desk, datetime.now(UTC))
        results.append(tick(desk, show))
    return all(results)


def tick(desk: Desk, show: Show | None = None, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> bool:
    """Poll, handle, send; a server that fails stops nothing but its own part. False where one failed."""
    is_polled = _poll(desk, clock())
    rounds.work_through(desk, clock(), show)
    is_sent = _send(desk, clock())
    return _file(desk) and is_polled and is_sent


def _poll(desk: Desk, now: datetime) -> bool:
    with desk.database.transaction() as session:
        if not mailboxes.may_poll(session, desk.mailbox.address, now):
            return False
    try:
        with imap.connect(desk.mailbox) as connection:
            rounds.poll(desk, connection, now)
    except TransportError as error:
        with desk.database.transaction() as session:
            trouble.note_unread(session, desk, error, now)
        return False
    return True


def _send(desk: Desk, now: datetime) -> bool:
    with SmtpConnection(desk.mailbox) as connection:
        rounds.deliver(desk, connection.deliver, now)
    with desk.database.transaction() as session:
        return queries.mailbox(session, desk.mailbox.address).sending_failing_since is None


def _file(desk: Desk) -> bool:
    """What was just decided is filed at once, not with the next poll."""
    with desk.database.transaction() as session:
        # Mails whose place was lost by a change of UIDVALIDITY wait until the next poll finds them again.
        waiting = inbox.mails_to_file(session, desk.mailbox.address, queries.mailbox(session, desk.mailbox.address).uid_validity)
    if not waiting:
        return True
    try:
        with imap.connect(desk.mailbox) as connection:
            rounds.file_away(desk, connection)
    except TransportError as error:
        log.warning("%s: %s", desk.mailbox.address, error)
        return False
    return True


def _stopper(stopped: threading.Event) -> Callable[[int, FrameType | None], None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    return stop
