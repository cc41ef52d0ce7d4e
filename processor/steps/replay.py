"""Saved mails as the mailbox once got them, for the rehearsal."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session

from processor.mime import parser
from processor.steps.desk import Desk
from processor.steps.examining import find_mails
from processor.storage import arrivals, inbox, mailboxes, outbox, queries
from processor.storage.arrivals import ArrivedMail

# What the office answered in its time has another Message-ID than what it answers in the rehearsal.
ANSWER = re.compile(rb"<answer-([^@<>\s]{1,200})@[^<>\s]{1,200}>")
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SavedMail:
    """A mail of a folder: its file's path in there without ending, its bytes, and when the server received it (aware, UTC)."""

    name: str
    raw: bytes
    received_at: datetime


def load(folder: Path) -> list[SavedMail]:
    """The mails of a folder, in the order of arrival; the topmost Received header tells when that was."""
    mails = []
    for path in find_mails([folder]):
        raw = path.read_bytes()
        mails.append(SavedMail(path.relative_to(folder).with_suffix("").as_posix(), raw, parser.received_at(raw) or UNDATED))
    return sorted(mails, key=lambda mail: (mail.received_at, mail.name))


def hand_in(desk: Desk, mail: SavedMail, earlier: Mapping[str, int]) -> int:
    """Puts a mail into the mailbox's books; returns its number there. `earlier` has the numbers of those handed in before.

    A reference to <answer-NAME@…> becomes one to the letter that answers the mail NAME now.
    """
    address = desk.mailbox.address
    with desk.database.transaction() as session:
        uid = queries.mailbox(session, address).last_uid + 1
        raw = _with_references(session, mail.raw, earlier)
        arrivals.store_mails(session, [ArrivedMail(address, "INBOX", 1, uid, raw, mail.received_at)], mail.received_at)
        mailboxes.note_poll(session, address, uid_validity=1, last_uid=uid, at=mail.received_at)
        row = inbox.reading_by_content(session, address, raw)
        assert row is not None and row.id is not None
        return row.id


def _with_references(session: Session, raw: bytes, earlier: Mapping[str, int]) -> bytes:
    head, blank, body = raw.partition(b"\r\n\r\n" if b"\r\n\r\n" in raw else b"\n\n")

    def current(found: re.Match[bytes]) -> bytes:
        inbound_id = earlier.get(found[1].decode("utf-8", "replace"))
        letters = outbox.letters_about(session, inbound_id=inbound_id) if inbound_id else ()
        return f"<{letters[0].message_id}>".encode() if letters else found[0]

    return ANSWER.sub(current, head) + blank + body
