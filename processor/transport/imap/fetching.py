"""Asks an open folder for its mails, and makes the server's answers into mails."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from imapclient import IMAPClient

from processor.config import Mailbox
from processor.transport.fetched import FetchedMail
from processor.transport.imap.translating import GARBLED

# imaplib refuses a search answer of more than 1,000,000 bytes, that is about 130,000 UIDs.
UIDS_PER_SEARCH = 100_000

Rows = dict[int, dict[bytes, Any]]


def uids_after(client: IMAPClient, last_uid: int, selected: dict[bytes, Any]) -> list[int]:
    """All UIDs above `last_uid` in the folder that is `selected`, in order.

    "n:*" is never empty but names the last mail (RFC 3501, section 6.4.8), hence the second look.
    """
    if int(selected.get(b"EXISTS", 0)) <= UIDS_PER_SEARCH:
        windows = [f"{last_uid + 1}:*"]
    else:
        ends = range(last_uid + 1, int(selected[b"UIDNEXT"]), UIDS_PER_SEARCH)
        windows = [f"{first}:{first + UIDS_PER_SEARCH - 1}" for first in ends]
    found = {int(uid) for window in windows for uid in client.search(["UID", window])}
    return sorted(uid for uid in found if uid > last_uid)


def fetch_rows(client: IMAPClient, uids: list[int], sizes: dict[int, int], largest: int) -> Rows:
    """The server's answer for each mail; of those over `largest` bytes the header only.

    BODY.PEEK, because staff read the same mailbox and rely on what is unread.
    """
    whole = [uid for uid in uids if sizes[uid] <= largest]
    oversize = [uid for uid in uids if sizes[uid] > largest]
    rows: Rows = client.fetch(whole, ["INTERNALDATE", "BODY.PEEK[]"])
    rows |= client.fetch(oversize, ["INTERNALDATE", "BODY.PEEK[HEADER]"])
    return rows


def fetch_rows_one_by_one(client: IMAPClient, uids: list[int], sizes: dict[int, int], largest: int) -> Rows:
    """One mail about which the server talks nonsense does not hold up the others; it counts as missing."""
    rows: Rows = {}
    for uid in uids:
        with suppress(*GARBLED):
            rows |= fetch_rows(client, [uid], sizes, largest)
    return rows


def mail_of(mailbox: Mailbox, uid: int, row: dict[bytes, Any], uid_validity: int) -> FetchedMail | None:
    """The mail of such an answer; None for one erased meanwhile: Dovecot 2.3 answers with the body None and the size 0, not with an absent row."""
    whole, received_at = row.get(b"BODY[]"), row.get(b"INTERNALDATE")
    raw = whole or row.get(b"BODY[HEADER]")
    if not raw or not isinstance(received_at, datetime):
        return None
    folder, received = mailbox.folders.inbox, received_at.astimezone(UTC)
    return FetchedMail(mailbox.address, folder, uid_validity, uid, bytes(raw), received, is_whole=bool(whole))
