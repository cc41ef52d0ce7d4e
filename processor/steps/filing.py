"""Moves handled mails on the server, so that staff see in their mail program what is done and what is theirs."""

import logging
from collections.abc import Sequence

from processor.domain.decision import Outcome
from processor.steps.desk import Desk
from processor.storage import inbox
from processor.storage.inbox import MailToFile
from processor.transport.errors import FolderRefused
from processor.transport.imap import ImapConnection

log = logging.getLogger(__name__)


def file_away(desk: Desk, connection: ImapConnection) -> int:
    """Files the mails whose decision is written; returns how many.

    The state of a mail is its row and never its folder: where the server cannot move, the mail stays where it is.
    """
    uid_validity = connection.folder_state().uid_validity
    with desk.database.transaction() as session:
        waiting = inbox.mails_to_file(session, desk.mailbox.address, uid_validity)
    folders = desk.mailbox.folders
    for folder in dict.fromkeys([folders.done, folders.review]):
        mails = [mail for mail in waiting if (folders.review if mail.outcome == Outcome.STAFF else folders.done) == folder]
        if mails:
            filing = "filed" if folder and _move(connection, mails, folder, uid_validity) else "left"
            with desk.database.transaction() as session:
                inbox.note_filed(session, [mail.id for mail in mails], filing)
    return len(waiting)


def _move(connection: ImapConnection, mails: Sequence[MailToFile], folder: str, uid_validity: int) -> bool:
    """False where the server cannot, or will not: a folder that may not be made or written to must not stop the office."""
    try:
        return connection.file_away([mail.uid for mail in mails], folder, uid_validity)
    except FolderRefused as error:
        log.warning("Mails stay in the inbox, because folder %s cannot be used: %s", folder, error)
        return False
