"""Takes new mails from the server: stored first and committed, touched on the server only afterwards."""

from collections.abc import Sequence
from datetime import datetime

from processor.steps.desk import Desk
from processor.storage import changes, queries
from processor.transport.imap import FetchedMail, ImapConnection


def take_in(desk: Desk, connection: ImapConnection, now: datetime) -> int:
    """Stores every mail of the folder that is not stored yet; returns how many were new.

    `now` is aware, UTC. Network errors pass through: what was stored stays stored, the rest comes with the next poll.
    """
    state = connection.folder_state()
    with desk.database.transaction() as session:
        known = queries.mailbox_position(session, desk.mailbox.address)
    if known.uid_validity == state.uid_validity and state.uid_next is not None and known.last_uid + 1 >= state.uid_next:
        _note_poll(desk, state.uid_validity, known.last_uid, now)
        return 0
    # After a change of UIDVALIDITY every number means another mail: all are read again and told apart by content.
    last_uid = known.last_uid if known.uid_validity == state.uid_validity else 0
    stored = 0
    for batch in connection.fetch_after(last_uid):
        stored += _store(desk, batch, now)
        last_uid = max([last_uid, *(mail.uid for mail in batch)])
        _note_poll(desk, state.uid_validity, last_uid, now)
    _note_poll(desk, state.uid_validity, last_uid, now)
    return stored


def _store(desk: Desk, batch: Sequence[FetchedMail], now: datetime) -> int:
    with desk.database.transaction() as session:
        return sum(changes.store_mail(session, mail, now) is not None for mail in batch)


def _note_poll(desk: Desk, uid_validity: int, last_uid: int, now: datetime) -> None:
    with desk.database.transaction() as session:
        changes.note_poll(session, desk.mailbox.address, uid_validity=uid_validity, last_uid=last_uid, at=now)
