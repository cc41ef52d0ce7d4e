"""The server's folders: how it calls them, making them, moving mails into them."""

import imaplib
from contextlib import suppress

from imapclient import IMAPClient

from processor.transport.errors import FolderRefused
from processor.transport.fetched import Filing, FolderCheck


def path_of(client: IMAPClient, folder: str) -> str:
    """The server's own name of a folder: its delimiter, and the prefix of the personal namespace (RFC 2342), such as "INBOX."."""
    prefix, delimiter = "", "/"
    if client.has_capability("NAMESPACE"):
        personal = client.namespace().personal
        if personal:
            prefix, delimiter = personal[0][0], personal[0][1] or "/"
    else:
        listed = client.list_folders("", "")
        delimiter = listed[0][1].decode("ascii") if listed and listed[0][1] else "/"
    path = folder.replace("/", delimiter)
    return path if path.startswith(prefix) else prefix + path


def made(client: IMAPClient, folder: str) -> str:
    """The server's own name of a folder, which is made where it is missing."""
    path = path_of(client, folder)
    if not client.folder_exists(path):
        _make(client, folder, path)
    return path


def _make(client: IMAPClient, folder: str, path: str) -> None:
    try:
        client.create_folder(path)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        reason = str(error).rstrip(".")
        raise FolderRefused(f'Folder {folder} cannot be made: {reason}. Make it by hand, name another under folders, or write "none".') from error
    with suppress(imaplib.IMAP4.error):  # Many clients show subscribed folders only; a refusal costs no more than that.
        client.subscribe_folder(path)


def file(client: IMAPClient, uids: list[int], path: str, filing: Filing) -> None:
    """Moves mails of the open folder, in the way that the server knows."""
    if filing is Filing.MOVE:
        client.move(uids, path)
        return
    client.copy(uids, path)
    client.add_flags(uids, [rb"\Deleted"], silent=True)
    client.uid_expunge(uids)


def check(client: IMAPClient, name: str, path: str) -> FolderCheck:
    """How many mails a folder holds; raises FolderRefused where it is not there."""
    if not client.folder_exists(path):
        raise FolderRefused(f"There is no folder {name} in the mailbox; check folders.inbox.")
    return FolderCheck(name, path, int(client.folder_status(path, ["MESSAGES"])[b"MESSAGES"]))
