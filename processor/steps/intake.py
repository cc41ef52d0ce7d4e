"""Takes new mails from the server: stored first and committed, touched on the server only afterwards."""

from collections.abc import Iterable
from datetime import datetime

from processor.steps.desk import Desk
from processor.storage import inbox, queries
from processor.storage.inbox import ArrivedMail
from processor.transport.fetched import FetchedMail
from processor.transport.imap import ImapConnection


def take_in(desk: Desk, connection: ImapConnection, now: datetime) -> int:
    """Stores every mail of the folder that is not stored yet; returns how many were new.

    `now` is aware, UTC. Errors of the network pass through: what was stored stays stored, the rest comes with the next poll.
    """
    state = connection.folder_state()
    with desk.database.transaction() as session:
        known = queries.mailbox(session, desk.mailbox.address)
    # After a change of UIDVALIDITY every number means another mail: all are read again and told apart by content.
    last_uid = known.last_uid if known.uid_validity == state.uid_validity else 0
    if state.uid_next and last_uid + 1 >= state.uid_next:
        _note_poll(desk, state.uid_validity, last_uid, now)
        return 0
    stored = 0
    for batch in connection.fetch_after(last_uid, state.uid_validity):
        stored += _store(desk, batch.mails, now)
        if batch.missing:
            # Vanished, or the server failed to hand them out: asked for once more now, which tells a passing fault from a mail that staff deleted.
            stored += sum(_store(desk, again.mails, now) for again in connection.fetch(list(batch.missing), state.uid_validity))
        last_uid = max([last_uid, *(mail.uid for mail in batch.mails), *batch.missing])
        _note_poll(desk, state.uid_validity, last_uid, now)
    return stored


def _store(desk: Desk, mails: Iterable[FetchedMail], now: datetime) -> int:
    with desk.database.transaction() as session:
        return sum(inbox.store_mail(session, _arrived(mail), now) is not None for mail in mails)


def _arrived(mail: FetchedMail) -> ArrivedMail:
    return ArrivedMail(mail.mailbox, mail.folder, mail.uid_validity, mail.uid, mail.raw, mail.received_at, mail.is_whole)


def _note_poll(desk: Desk, uid_validity: int, last_uid: int, now: datetime) -> None:
    with desk.database.transaction() as session:
        inbox.note_poll(session, desk.mailbox.address, uid_validity=uid_validity, last_uid=last_uid, at=now)
