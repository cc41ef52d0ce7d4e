"""Takes new mails from the server: stored first and committed, touched on the server only afterwards."""

from datetime import datetime

from sqlmodel import Session

from processor.steps.desk import Desk
from processor.storage import arrivals, mailboxes, missing, queries
from processor.storage.arrivals import ArrivedMail
from processor.transport.errors import FolderRenewed
from processor.transport.fetched import FetchedMail
from processor.transport.imap import Batch, FolderState, ImapConnection


def take_in(desk: Desk, connection: ImapConnection, now: datetime) -> int:
    """Stores every mail of the folder that is not stored yet; returns how many were new.

    `now` is aware, UTC. Errors of the network pass through: what was stored stays stored, the rest comes with the next poll.
    """
    state = connection.folder_state()
    try:
        return _fetch_missing(desk, connection, state, now) + _fetch_new(desk, connection, state, now)
    except FolderRenewed:
        # Renewed between the look and the fetch: the folder as it is now, from its beginning.
        return _fetch_new(desk, connection, connection.folder_state(), now)


def _fetch_new(desk: Desk, connection: ImapConnection, state: FolderState, now: datetime) -> int:
    last_uid, stored = _last_uid(desk, state), 0
    if last_uid + 1 < state.uid_next:
        for batch in connection.fetch_after(last_uid, state.uid_validity):
            last_uid = max([last_uid, *(mail.uid for mail in batch.mails), *batch.missing])
            with desk.database.transaction() as session:
                stored += _store(session, desk, batch, state, now)
                _note_poll(session, desk, state, last_uid, now)
    with desk.database.transaction() as session:
        _note_poll(session, desk, state, last_uid, now)
    return stored


def _last_uid(desk: Desk, state: FolderState) -> int:
    """Up to which UID all is stored; 0 after a change of UIDVALIDITY, when every number means another mail.

    Also where UIDNEXT fell back, as on a server restored from a backup: all are read again and told apart by content.
    """
    with desk.database.transaction() as session:
        known = queries.mailbox(session, desk.mailbox.address)
    is_same = known.uid_validity == state.uid_validity and known.last_uid < state.uid_next
    return known.last_uid if is_same else 0


def _fetch_missing(desk: Desk, connection: ImapConnection, state: FolderState, now: datetime) -> int:
    """Asks again for what the server named and did not hand out: a passing fault, or a mail that staff moved at that moment."""
    with desk.database.transaction() as session:
        uids = missing.uids_due(session, desk.mailbox.address, state.uid_validity, now, desk.zone)
    found = 0
    for batch in connection.fetch(uids, state.uid_validity) if uids else ():
        with desk.database.transaction() as session:
            found += _store(session, desk, batch, state, now)
    return found


def _store(session: Session, desk: Desk, batch: Batch, state: FolderState, now: datetime) -> int:
    address, folder = desk.mailbox.address, desk.mailbox.folders.inbox
    missing.note_found(session, address, state.uid_validity, [mail.uid for mail in batch])
    missing.note_missing(session, [ArrivedMail(address, folder, state.uid_validity, uid, b"", now) for uid in batch.missing], now)
    return arrivals.store_mails(session, [_arrived(mail) for mail in batch], now)


def _arrived(mail: FetchedMail) -> ArrivedMail:
    return ArrivedMail(mail.mailbox, mail.folder, mail.uid_validity, mail.uid, mail.raw, mail.received_at, mail.is_whole)


def _note_poll(session: Session, desk: Desk, state: FolderState, last_uid: int, now: datetime) -> None:
    mailboxes.note_poll(session, desk.mailbox.address, uid_validity=state.uid_validity, last_uid=last_uid, at=now)
