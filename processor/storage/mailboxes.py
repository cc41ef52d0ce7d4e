"""How each mailbox's servers fare: how far it is read, since when reading or sending fails, and until when it is left alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from processor.storage.queries import mailbox
from processor.storage.rows import storable

# Less than a poll's distance: what passes at once costs no poll.
SHORTEST_PAUSE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Outage:
    """A time in which a server could not be used."""

    since: datetime
    error: str


def may_poll(session: Session, address: str, now: datetime) -> bool:
    """Whether the mailbox may be read now."""
    pause = mailbox(session, address).next_poll_at
    return pause is None or pause <= now


def may_send(session: Session, address: str, now: datetime) -> bool:
    """Whether letters may be sent now."""
    pause = mailbox(session, address).next_sending_at
    return pause is None or pause <= now


def end_pauses(session: Session, address: str) -> None:
    """Everything may be tried at once; for a worker that starts, perhaps with a mended configuration."""
    row = mailbox(session, address)
    row.next_poll_at = row.next_sending_at = None
    session.add(row)


def note_poll(session: Session, address: str, *, uid_validity: int, last_uid: int, at: datetime) -> None:
    """Notes how far the server was read without an error."""
    row = mailbox(session, address)
    row.uid_validity, row.last_uid, row.last_poll_at = uid_validity, last_uid, at
    row.failing_since, row.error, row.next_poll_at = None, "", None
    session.add(row)


def note_poll_failed(session: Session, address: str, error: str, at: datetime, longest_pause: timedelta) -> datetime:
    """Notes why the server could not be read, and leaves it alone as long as it has failed; returns since when it fails."""
    row = mailbox(session, address)
    since = row.failing_since or at
    row.failing_since, row.error, row.next_poll_at = since, storable(error), at + _pause(at - since, longest_pause)
    session.add(row)
    return since


def note_sent(session: Session, address: str) -> Outage | None:
    """Notes that letters go out; returns what was in the way until now, None where all was well."""
    row = mailbox(session, address)
    row.next_sending_at = None
    session.add(row)
    if row.sending_failing_since is None:
        return None
    outage = Outage(row.sending_failing_since, row.sending_error)
    row.sending_failing_since, row.sending_error = None, ""
    return outage


def note_unsent(session: Session, address: str, error: str, at: datetime, longest_pause: timedelta) -> datetime:
    """Notes why no letter goes out, and waits as long as it has failed; returns since when it fails."""
    row = mailbox(session, address)
    since = row.sending_failing_since or at
    row.sending_failing_since, row.sending_error, row.next_sending_at = since, storable(error), at + _pause(at - since, longest_pause)
    session.add(row)
    return since


def pause_sending(session: Session, address: str, until: datetime) -> None:
    """No letter goes out until then, although the server can be reached."""
    row = mailbox(session, address)
    row.next_sending_at = until
    session.add(row)


def _pause(failed_for: timedelta, longest: timedelta) -> timedelta:
    return min(max(failed_for, SHORTEST_PAUSE), longest)
