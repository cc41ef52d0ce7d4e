"""Reads the mailbox by UID and files handled mails away; the only home of imapclient."""

import imaplib
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import CapabilityError, LoginError, ProtocolError

from processor.config import Mailbox
from processor.transport.batches import chunks, packed
from processor.transport.credentials import password_of
from processor.transport.errors import FolderRefused, FolderRenewed, MailboxUnavailable, UntrustedServer, WrongCredentials
from processor.transport.fetched import Batch, FetchedMail, Filing, FolderCheck, FolderState
from processor.transport.oauth import fetch_token
from processor.transport.reasons import foreign, lacking, unreachable, untrusted
from processor.transport.tls import refuse_plain_text, trust

__all__ = ["Batch", "FetchedMail", "Filing", "FolderCheck", "FolderState", "ImapConnection", "SHORT_TIMEOUT", "connect"]

# A busy Dovecot answers a login only after 4 s and more, which is no outage.
TIMEOUT = SocketTimeout(connect=10, read=60)
# For somebody who sits before the screen and waits.
SHORT_TIMEOUT = SocketTimeout(connect=10, read=20)
# Keeps a command line of UIDs under the 8,000 octets that RFC 7162, section 4, asks servers to take.
UIDS_PER_COMMAND = 200
# imaplib refuses a search answer of more than 1,000,000 bytes, that is about 130,000 UIDs.
UIDS_PER_SEARCH = 100_000

# What imapclient raises over an answer that it cannot read, such as an INTERNALDATE in the year 0.
GARBLED = (ProtocolError, ValueError, LookupError, TypeError)


def connect(mailbox: Mailbox, timeout: SocketTimeout = TIMEOUT) -> "ImapConnection":
    """Logs in. One connection serves one thread, and is thrown away after any error.

    Raises WrongCredentials, UntrustedServer, or MailboxUnavailable for everything that may pass.
    """
    server = mailbox.imap
    refuse_plain_text(server)
    with _translated(mailbox):
        context = None if server.security == "none" else trust(server.ca_file)
        client = IMAPClient(server.host, server.port, use_uid=True, ssl=server.security == "tls", ssl_context=context, timeout=timeout)
        try:
            # Without it each literal costs 43 ms against servers with delayed acknowledgements (measured, mail-devel 0.18).
            client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            client.normalise_times = False
            if server.security == "starttls":
                client.starttls(context)
            _log_in(client, mailbox)
        except BaseException:
            with suppress(OSError):
                client.shutdown()
            raise
    return ImapConnection(client, mailbox)


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
        with _translated(self._mailbox):
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
        with _translated(self._mailbox):
            self._leave_folder()
            status = self._client.folder_status(self._mailbox.folders.inbox, ["UIDVALIDITY", "UIDNEXT"])
        return FolderState(int(status[b"UIDVALIDITY"]), int(status[b"UIDNEXT"]))

    def fetch_after(self, last_uid: int, uid_validity: int | None = None) -> Iterator[Batch]:
        """All mails with a UID above `last_uid` (0: all), oldest first, whatever their flags, at most 50 mails and 8 MB at a time.

        Raises FolderRenewed where `uid_validity` is given and no longer right.
        """
        with _translated(self._mailbox):
            selected = self._select(uid_validity, readonly=True)
            uids = self._uids_after(last_uid, selected)
        yield from self._batches(uids, int(selected[b"UIDVALIDITY"]))

    def fetch(self, uids: Sequence[int], uid_validity: int | None = None) -> Iterator[Batch]:
        """These mails again, in the same batches; those that are gone are named in `missing`. Raises as `fetch_after`."""
        with _translated(self._mailbox):
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
        with _translated(self._mailbox):
            path = self._folder(folder)
            self._select(uid_validity, readonly=False)
            for chunk in chunks(sorted(set(uids)), UIDS_PER_COMMAND):
                self._file(chunk, path, filing)
        return True

    def check_folders(self) -> tuple[FolderCheck, ...]:
        """Inbox and configured folders, and how many mails they hold; those for filing are made where they are missing.

        Raises FolderRefused where the inbox is not there, or a folder may not be made.
        """
        folders = self._mailbox.folders
        with _translated(self._mailbox):
            self._leave_folder()
            inbox = self._check(folders.inbox, folders.inbox)
            return (inbox, *(self._check(name, self._folder(name)) for name in (folders.done, folders.review) if name))

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

    def _uids_after(self, last_uid: int, selected: dict[bytes, Any]) -> list[int]:
        """"n:*" is never empty but names the last mail (RFC 3501, section 6.4.8), hence the second look."""
        if int(selected.get(b"EXISTS", 0)) <= UIDS_PER_SEARCH:
            windows = [f"{last_uid + 1}:*"]
        else:
            ends = range(last_uid + 1, int(selected[b"UIDNEXT"]), UIDS_PER_SEARCH)
            windows = [f"{first}:{first + UIDS_PER_SEARCH - 1}" for first in ends]
        found = {int(uid) for window in windows for uid in self._client.search(["UID", window])}
        return sorted(uid for uid in found if uid > last_uid)

    def _batches(self, uids: list[int], uid_validity: int) -> Iterator[Batch]:
        for chunk in chunks(uids, UIDS_PER_COMMAND):
            with _translated(self._mailbox):
                rows = self._client.fetch(chunk, ["RFC822.SIZE"])
            sizes = {uid: int(rows.get(uid, {}).get(b"RFC822.SIZE") or 0) for uid in chunk}
            for part in packed(sizes, self._mailbox.max_mail_bytes):
                yield self._batch(part, sizes, uid_validity)

    def _batch(self, uids: list[int], sizes: dict[int, int], uid_validity: int) -> Batch:
        with _translated(self._mailbox):
            try:
                rows = self._rows(uids, sizes)
            except GARBLED:
                rows = self._rows_one_by_one(uids, sizes)
        mails = tuple(mail for uid in uids if (mail := self._mail(uid, rows.get(uid, {}), uid_validity)) is not None)
        found = {mail.uid for mail in mails}
        return Batch(mails, tuple(uid for uid in uids if uid not in found))

    def _rows(self, uids: list[int], sizes: dict[int, int]) -> dict[int, dict[bytes, Any]]:
        """BODY.PEEK, because staff read the same mailbox and rely on what is unread."""
        whole = [uid for uid in uids if sizes[uid] <= self._mailbox.max_mail_bytes]
        oversize = [uid for uid in uids if sizes[uid] > self._mailbox.max_mail_bytes]
        rows: dict[int, dict[bytes, Any]] = self._client.fetch(whole, ["INTERNALDATE", "BODY.PEEK[]"])
        rows |= self._client.fetch(oversize, ["INTERNALDATE", "BODY.PEEK[HEADER]"])
        return rows

    def _rows_one_by_one(self, uids: list[int], sizes: dict[int, int]) -> dict[int, dict[bytes, Any]]:
        """One mail about which the server talks nonsense does not hold up the others; it counts as missing."""
        rows: dict[int, dict[bytes, Any]] = {}
        for uid in uids:
            with suppress(*GARBLED):
                rows |= self._rows([uid], sizes)
        return rows

    def _mail(self, uid: int, row: dict[bytes, Any], uid_validity: int) -> FetchedMail | None:
        """None for a mail erased meanwhile: Dovecot 2.3 answers with the body None and the size 0, not with an absent row."""
        whole, received_at = row.get(b"BODY[]"), row.get(b"INTERNALDATE")
        raw = whole or row.get(b"BODY[HEADER]")
        if not raw or not isinstance(received_at, datetime):
            return None
        folder, received = self._mailbox.folders.inbox, received_at.astimezone(UTC)
        return FetchedMail(self._mailbox.address, folder, uid_validity, uid, bytes(raw), received, is_whole=bool(whole))

    def _path(self, folder: str) -> str:
        """The server's own name of a folder: its delimiter, and the prefix of the personal namespace (RFC 2342), such as "INBOX."."""
        prefix, delimiter = "", "/"
        if self._client.has_capability("NAMESPACE"):
            personal = self._client.namespace().personal
            if personal:
                prefix, delimiter = personal[0][0], personal[0][1] or "/"
        else:
            listed = self._client.list_folders("", "")
            delimiter = listed[0][1].decode("ascii") if listed and listed[0][1] else "/"
        path = folder.replace("/", delimiter)
        return path if path.startswith(prefix) else prefix + path

    def _folder(self, folder: str) -> str:
        """The server's own name of a folder, which is made where it is missing."""
        path = self._path(folder)
        if not self._client.folder_exists(path):
            self._make_folder(folder, path)
        return path

    def _make_folder(self, folder: str, path: str) -> None:
        try:
            self._client.create_folder(path)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            reason = str(error).rstrip(".")
            raise FolderRefused(f'Folder {folder} cannot be made: {reason}. Make it by hand, name another under folders, or write "none".') from error
        with suppress(imaplib.IMAP4.error):  # Many clients show subscribed folders only; a refusal costs no more than that.
            self._client.subscribe_folder(path)

    def _file(self, uids: list[int], path: str, filing: Filing) -> None:
        if filing is Filing.MOVE:
            self._client.move(uids, path)
            return
        self._client.copy(uids, path)
        self._client.add_flags(uids, [rb"\Deleted"], silent=True)
        self._client.uid_expunge(uids)

    def _check(self, name: str, path: str) -> FolderCheck:
        if not self._client.folder_exists(path):
            raise FolderRefused(f"There is no folder {name} in the mailbox; check folders.inbox.")
        return FolderCheck(name, path, int(self._client.folder_status(path, ["MESSAGES"])[b"MESSAGES"]))


def _log_in(client: IMAPClient, mailbox: Mailbox) -> None:
    if mailbox.oauth2 is not None:
        client.oauth2_login(mailbox.user, fetch_token(mailbox.oauth2))
    elif client.has_capability("AUTH=PLAIN"):
        client.plain_login(mailbox.user, password_of(mailbox))  # UTF-8 (RFC 4616); LOGIN takes ASCII only.
    else:
        client.login(mailbox.user, password_of(mailbox))


@contextmanager
def _translated(mailbox: Mailbox) -> Iterator[None]:
    """Tells imapclient's, imaplib's and the socket's errors apart by what the office can do about them."""
    server = mailbox.imap
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise UntrustedServer(untrusted(server, error)) from error
    except CapabilityError as error:
        raise UntrustedServer(lacking(server, error)) from error
    except UnicodeEncodeError as error:
        raise WrongCredentials(f"{server.host} takes only plain letters in user and password of {mailbox.user}: {error}.") from error
    except LoginError as error:
        # Only this code means a wrong password; NO is also said when the server is too busy (RFC 5530, section 3).
        if "AUTHENTICATIONFAILED" in str(error).upper():
            raise WrongCredentials(f"{server.host} refuses user {mailbox.user}: check user and password.") from error
        raise MailboxUnavailable(f"{server.host} lets {mailbox.user} not in at the moment: {error}.") from error
    except (OSError, imaplib.IMAP4.abort) as error:
        _, is_foreign, answer = str(error).partition("unexpected response: ")
        raise MailboxUnavailable(foreign(server, "IMAP", answer.removeprefix("b'").removesuffix("'")) if is_foreign else unreachable(server, error)) from error
    except GARBLED as error:
        raise MailboxUnavailable(f"{server.host}:{server.port} answers what cannot be understood ({type(error).__name__}).") from error
    except imaplib.IMAP4.error as error:
        raise FolderRefused(f"{server.host} refuses a command for {mailbox.address}: {error}.") from error
