"""A connection to the mailbox: looking for what is new, fetching it, filing it away."""

import imaplib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from imapclient import IMAPClient

from processor.config import Mailbox
from processor.transport.batches import chunks, packed
from processor.transport.errors import FolderRenewed
from processor.transport.fetched import Batch, Filing, FolderCheck, FolderState
from processor.transport.imap import fetching, folders
from processor.transport.imap.translating import GARBLED, translated

# Keeps a command line of UIDs under the 8,000 octets that RFC 7162, section 4, asks servers to take.
UIDS_PER_COMMAND = 200


class ImapConnection:
    """A logged-in connection; a context manager that logs out.

    Every method raises MailboxUnavailable when the connection is lost (throw it away), FolderRefused when the server says NO.
    """

    def __init__(self, client: IMAPClient, mailbox: Mailbox) -> None:
        """Takes a client that has logged in; use `connect`."""
        self._client = client
        self._mailbox = mailbox
        self._selected = ""

    def __enter__(self) -> Self:
        """The connection itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Logs out; a connection that is already lost is no error."""
        self.close()

    def close(self) -> None:
        """Logs out; a connection that is already lost is no error."""
        with suppress(OSError, imaplib.IMAP4.error):
            self._client.logout()

    @property
    def capabilities(self) -> frozenset[str]:
        """What the server can after login, in capitals."""
        with translated(self._mailbox):
            return frozenset(name.decode("ascii", "replace").upper() for name in self._client.capabilities())

    @property
    def filing(self) -> Filing:
        """How `file_away` works here: MOVE (RFC 6851), COPY with UID EXPUNGE (RFC 4315), or not at all."""
        capabilities = self.capabilities
        if "MOVE" in capabilities:
            return Filing.MOVE
        return Filing.COPY if "UIDPLUS" in capabilities else Filing.REMEMBER

    def folder_state(self) -> FolderState:
        """The inbox's UIDVALIDITY and UIDNEXT: the whole of an idle poll (0.2 ms, 121 bytes, however many mails there are)."""
        with translated(self._mailbox):
            self._leave_folder()
            status = self._client.folder_status(self._mailbox.folders.inbox, ["UIDVALIDITY", "UIDNEXT"])
        return FolderState(int(status[b"UIDVALIDITY"]), int(status[b"UIDNEXT"]))

    def fetch_after(self, last_uid: int, uid_validity: int | None = None) -> Iterator[Batch]:
        """All mails with a UID above `last_uid` (0: all), oldest first, whatever their flags, at most 50 mails and 8 MB at a time.

        Raises FolderRenewed where `uid_validity` is given and no longer right.
        """
        with translated(self._mailbox):
            selected = self._select(uid_validity, readonly=True)
            uids = fetching.uids_after(self._client, last_uid, selected)
        yield from self._batches(uids, int(selected[b"UIDVALIDITY"]))

    def fetch(self, uids: Sequence[int], uid_validity: int | None = None) -> Iterator[Batch]:
        """These mails again, in the same batches; those that are gone are named in `missing`. Raises as `fetch_after`."""
        with translated(self._mailbox):
            selected = self._select(uid_validity, readonly=True)
        yield from self._batches(sorted(set(uids)), int(selected[b"UIDVALIDITY"]))

    def file_away(self, uids: Sequence[int], folder: str, uid_validity: int | None = None) -> bool:
        """Moves mails from the inbox to `folder`, written with "/" between levels, and makes the folder where it is missing.

        Returns False where nothing was moved: `folder` is "", or the server can neither MOVE nor UID EXPUNGE, and a plain
        EXPUNGE would also erase what staff have marked as deleted. Mails already gone are passed over.
        Raises FolderRenewed rather than move other mails than meant.
        """
        filing = self.filing
        if not folder or filing is Filing.REMEMBER:
            return False
        with translated(self._mailbox):
            path = folders.made(self._client, folder)
            self._select(uid_validity, readonly=False)
            for chunk in chunks(sorted(set(uids)), UIDS_PER_COMMAND):
                folders.file(self._client, chunk, path, filing)
        return True

    def check_folders(self) -> tuple[FolderCheck, ...]:
        """Inbox and configured folders, and how many mails they hold; those for filing are made where they are missing.

        Raises FolderRefused where the inbox is not there, or a folder may not be made.
        """
        client, names = self._client, self._mailbox.folders
        with translated(self._mailbox):
            self._leave_folder()
            inbox = folders.check(client, names.inbox, names.inbox)
            return (inbox, *(folders.check(client, name, folders.made(client, name)) for name in (names.done, names.review) if name))

    def _select(self, uid_validity: int | None, *, readonly: bool) -> dict[bytes, Any]:
        """Opens the inbox anew, because only SELECT tells a UIDVALIDITY that cannot be outdated."""
        self._selected = ""
        selected: dict[bytes, Any] = self._client.select_folder(self._mailbox.folders.inbox, readonly=readonly)
        self._selected = self._mailbox.folders.inbox
        if uid_validity is not None and int(selected[b"UIDVALIDITY"]) != uid_validity:
            name = f"{self._mailbox.folders.inbox} of {self._mailbox.address}"
            raise FolderRenewed(f"{name} was renewed on the server; it is read again from its beginning.")
        return selected

    def _leave_folder(self) -> None:
        """STATUS is not meant for a selected folder (RFC 3501, section 6.3.10)."""
        if not self._selected:
            return
        if self._client.has_capability("UNSELECT"):
            self._client.unselect_folder()
            self._selected = ""
        else:
            self._client.noop()

    def _batches(self, uids: list[int], uid_validity: int) -> Iterator[Batch]:
        for chunk in chunks(uids, UIDS_PER_COMMAND):
            with translated(self._mailbox):
                rows = self._client.fetch(chunk, ["RFC822.SIZE"])
            sizes = {uid: int(rows.get(uid, {}).get(b"RFC822.SIZE") or 0) for uid in chunk}
            for part in packed(sizes, self._mailbox.max_mail_bytes):
                yield self._batch(part, sizes, uid_validity)

    def _batch(self, uids: list[int], sizes: dict[int, int], uid_validity: int) -> Batch:
        largest = self._mailbox.max_mail_bytes
        with translated(self._mailbox):
            try:
                rows = fetching.fetch_rows(self._client, uids, sizes, largest)
            except GARBLED:
                rows = fetching.fetch_rows_one_by_one(self._client, uids, sizes, largest)
        mails = tuple(mail for uid in uids if (mail := fetching.mail_of(self._mailbox, uid, rows.get(uid, {}), uid_validity)) is not None)
        found = {mail.uid for mail in mails}
        return Batch(mails, tuple(uid for uid in uids if uid not in found))
