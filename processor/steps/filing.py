"""Moves handled mails on the server, so that staff see in their mail program what is done and what is theirs."""

from processor.domain.decision import Outcome
from processor.steps.desk import Desk
from processor.storage import inbox
from processor.transport.imap import ImapConnection


def file_away(desk: Desk, connection: ImapConnection) -> int:
    """Files the mails whose decision is written; returns how many.

    The state of a mail is its row and never its folder: where the server cannot move, the mail stays where it is.
    """
    folders = desk.mailbox.folders
    with desk.database.transaction() as session:
        waiting = inbox.mails_to_file(session, desk.mailbox.address, connection.folder_state().uid_validity)
    for folder in {folders.done, folders.review}:
        uids = [mail.uid for mail in waiting if (folders.review if mail.outcome == Outcome.STAFF else folders.done) == folder]
        if not uids:
            continue
        was_moved = bool(folder) and connection.file_away(uids, folder)
        with desk.database.transaction() as session:
            inbox.note_filed(session, [mail.id for mail in waiting if mail.uid in uids and mail.id is not None], "filed" if was_moved else "left")
    return len(waiting)
