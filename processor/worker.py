"""The worker: one tick, repeated until it is told to stop."""

import logging
import signal
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from traceback import format_tb
from types import FrameType

from apscheduler.schedulers.background import BackgroundScheduler

from processor.steps import rounds, trouble
from processor.steps.desk import Desk
from processor.steps.rounds import Clock, Show
from processor.storage import inbox, mailboxes, queries
from processor.transport import imap
from processor.transport.errors import TransportError
from processor.transport.smtp import SmtpConnection

log = logging.getLogger(__name__)

Step = Callable[[Desk, datetime], object]


def run(desks: Sequence[Desk], show: Show | None = None) -> None:
    """Works until SIGTERM or SIGINT; the mail or letter that is worked on then is finished first.

    One scheduler with a store in memory: its own date jobs are lost after a second of downtime, so everything dated is a row.
    """
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stopper(stopped))
    scheduler = BackgroundScheduler(timezone=UTC)
    for desk in desks:
        rounds.open_desk(desk, datetime.now(UTC))
        scheduler.add_job(
            tick, "interval", seconds=desk.mailbox.poll_every.total_seconds(), args=[desk, show, _now, stopped.is_set], id=desk.mailbox.address,
            max_instances=1, coalesce=True, misfire_grace_time=None, next_run_time=datetime.now(UTC),
        )
    scheduler.start()
    log.info("Working on %s.", ", ".join(desk.mailbox.address for desk in desks))
    stopped.wait()
    scheduler.shutdown(wait=True)
    log.info("Stopped; everything that was begun is finished.")


def run_once(desks: Sequence[Desk], show: Show | None = None) -> bool:
    """One round for each mailbox; False where something failed."""
    results = []
    for desk in desks:
        rounds.open_desk(desk, datetime.now(UTC))
        results.append(tick(desk, show))
    return all(results)


def _now() -> datetime:
    return datetime.now(UTC)


def tick(desk: Desk, show: Show | None = None, clock: Clock = _now, is_stopping: Callable[[], bool] = rounds.never) -> bool:
    """One round, unless another worker is at this mailbox, for then mails would not be decided in the order of their arrival.

    False where something failed.
    """
    try:
        with desk.database.sole_user_of(desk.mailbox.address) as is_ours:
            return not is_ours or _round(desk, show, clock, is_stopping)
    except Exception as error:  # noqa: BLE001 -- a database that is away for a while must not end the worker
        _log_failure(desk, "the round ended early", error)
        return False


def _round(desk: Desk, show: Show | None, clock: Clock, is_stopping: Callable[[], bool]) -> bool:
    """Poll, handle, do what is due, send, file; what fails stops nothing but its own part."""

    def handle(desk: Desk, _now: datetime) -> int:
        return rounds.handle_all(desk, clock, show, is_stopping)

    def send(desk: Desk, now: datetime) -> int:
        with SmtpConnection(desk.mailbox) as connection:
            return rounds.deliver(desk, connection.deliver, now, is_stopping)

    steps: Sequence[Step] = (_poll, handle, *rounds.DUE, send, _file)
    is_done = [_attempt(step, desk, clock()) for step in steps if not is_stopping()]
    return all(is_done) and _servers_work(desk)


def _attempt(step: Step, desk: Desk, now: datetime) -> bool:
    try:
        step(desk, now)
    except TransportError as error:
        with desk.database.transaction() as session:
            trouble.note_unread(session, desk, error, now)
    except Exception as error:  # noqa: BLE001 -- no reminder that cannot be written may keep letters from leaving
        _log_failure(desk, "a step failed, the others go on", error)
        return False
    return True


def _log_failure(desk: Desk, what: str, error: Exception) -> None:
    """Without the error's words, which may be those of a mail."""
    log.error("%s: %s: %s\n%s", desk.mailbox.address, what, type(error).__name__, "".join(format_tb(error.__traceback__)))


def _poll(desk: Desk, now: datetime) -> None:
    if _may_poll(desk, now):
        with imap.connect(desk.mailbox) as connection:
            rounds.poll(desk, connection, now)


def _file(desk: Desk, now: datetime) -> None:
    """What was just decided is filed at once, not with the next poll."""
    with desk.database.transaction() as session:
        # Mails whose place was lost by a change of UIDVALIDITY wait until the next poll finds them again.
        waiting = inbox.mails_to_file(session, desk.mailbox.address, queries.mailbox(session, desk.mailbox.address).uid_validity)
    if waiting and _may_poll(desk, now):
        with imap.connect(desk.mailbox) as connection:
            rounds.file_away(desk, connection)


def _may_poll(desk: Desk, now: datetime) -> bool:
    with desk.database.transaction() as session:
        return mailboxes.may_poll(session, desk.mailbox.address, now)


def _servers_work(desk: Desk) -> bool:
    with desk.database.transaction() as session:
        mailbox = queries.mailbox(session, desk.mailbox.address)
        return mailbox.failing_since is None and mailbox.sending_failing_since is None


def _stopper(stopped: threading.Event) -> Callable[[int, FrameType | None], None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    return stop
