"""Mail servers that fail: noted, left alone for a while, and told to staff once where it lasts."""

import logging
from datetime import datetime, timedelta

from sqlmodel import Session

from processor.domain.decision import StaffNoticeKind
from processor.letters.staff import StaffLetter
from processor.steps import posting
from processor.steps.desk import Desk
from processor.storage import mailboxes, outbox
from processor.storage.mailboxes import Outage
from processor.transport.errors import TransportError, UntrustedServer, WrongCredentials

log = logging.getLogger(__name__)

# A wrong password tried each minute locks the account.
ACCOUNT_PAUSE = timedelta(hours=1)
SERVER_PAUSE = timedelta(minutes=5)
TELL_STAFF_AFTER = timedelta(minutes=30)


def note_unread(session: Session, desk: Desk, error: TransportError, now: datetime) -> None:
    """The mailbox could not be read; staff hear of it by a mail of its own, for sending may well work."""
    needs_human = isinstance(error, WrongCredentials | UntrustedServer)
    since = mailboxes.note_poll_failed(session, desk.mailbox.address, str(error), now, _longest_pause(needs_human))
    _log(desk, "reading fails", str(error), is_first=since == now)
    if needs_human or now - since >= TELL_STAFF_AFTER:
        _tell_staff(session, desk, StaffNoticeKind.MAILBOX_UNREAD, Outage(since, str(error)), now)


def note_unsent(session: Session, desk: Desk, error: str, now: datetime, *, needs_human: bool) -> None:
    """No letter goes out, so nobody can be told by letter: `status` and the log show it, and staff read of it afterwards."""
    since = mailboxes.note_unsent(session, desk.mailbox.address, error, now, _longest_pause(needs_human))
    _log(desk, "sending fails", error, is_first=since == now)


def note_sent(session: Session, desk: Desk, now: datetime) -> None:
    """Letters go out; where they did not for long, staff are told why some came late."""
    outage = mailboxes.note_sent(session, desk.mailbox.address)
    if outage is not None and now - outage.since >= TELL_STAFF_AFTER:
        _tell_staff(session, desk, StaffNoticeKind.SENDING_RESUMED, outage, now)


def _longest_pause(needs_human: bool) -> timedelta:
    return ACCOUNT_PAUSE if needs_human else SERVER_PAUSE


def _tell_staff(session: Session, desk: Desk, kind: StaffNoticeKind, outage: Outage, now: datetime) -> None:
    """Once for each outage: the letter's key names its beginning."""
    values = {
        "address": desk.mailbox.address,
        "since": f"{outage.since.astimezone(desk.zone):%d.%m.%Y, %H:%M}",
        "until": f"{now.astimezone(desk.zone):%d.%m.%Y, %H:%M}",
        "waiting": outbox.letters_waiting(session, desk.mailbox.address) + 1,  # with the one that has just left
        "error": outage.error,
    }
    for to in desk.config.staff.summary_to:
        letter = StaffLetter(kind, to, posting.new_message_id(session, desk), now, values)
        posting.post_to_staff(session, desk, letter, f"{kind.value}-{desk.mailbox.address}-{outage.since:%Y%m%dT%H%M%S}-{to}")


def _log(desk: Desk, what: str, error: str, *, is_first: bool) -> None:
    """The first of the errors in a row; the others are in `status`."""
    if is_first:
        log.warning("%s: %s: %s", desk.mailbox.address, what, error)
