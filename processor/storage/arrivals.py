"""Stores what arrives: each mail once, whatever number the server gives it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from processor.storage.queries import mailbox
from processor.storage.tables import InboundMailRow, table_of


@dataclass(frozen=True, slots=True)
class ArrivedMail:
    """A mail from the server, to be stored."""

    mailbox: str
    folder: str
    uid_validity: int
    uid: int
    raw: bytes
    received_at: datetime
    is_whole: bool = True


def store_mails(session: Session, mails: Sequence[ArrivedMail], now: datetime) -> int:
    """Stores each mail once and returns how many were new; of one whose content is known only its new place on the server is kept."""
    digests = [hashlib.sha256(mail.raw).hexdigest() for mail in mails]
    new = insert_mails(session, mails, [{"sha256": digest, "status": "pending", "next_attempt_at": now} for digest in digests], now)
    count = len(new)
    for mail, digest in zip(mails, digests, strict=True):
        if digest in new:
            new.remove(digest)  # a second copy in the same batch is the mail's new place
        else:
            _note_place(session, mail, digest)
    return count


def insert_mails(session: Session, mails: Sequence[ArrivedMail], states: Sequence[dict[str, Any]], now: datetime) -> set[str]:
    """New rows, each with its `states`, which hold its sha256; returns those that are new.

    One statement for all, because one a mail took five times as long.
    """
    for address in {mail.mailbox for mail in mails}:
        mailbox(session, address)
    if not mails:
        return set()
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    table = table_of(InboundMailRow)
    statement = insert(table).on_conflict_do_nothing(index_elements=["mailbox", "sha256"]).returning(table.c.sha256)
    return set(session.execute(statement, [_values(mail, now) | state for mail, state in zip(mails, states, strict=True)]).scalars())


def _values(mail: ArrivedMail, now: datetime) -> dict[str, Any]:
    return {
        "mailbox": mail.mailbox, "folder": mail.folder, "uid_validity": mail.uid_validity, "uid": mail.uid, "raw": mail.raw,
        "is_whole": mail.is_whole, "received_at": mail.received_at, "stored_at": now, "message_id": "", "attempts": 0, "error": "", "sender": "",
        "subject": "", "kind": "", "outcome": "", "rule": "", "for_staff": "", "event_id": "", "reading": {}, "filing": "",
    }


def _note_place(session: Session, mail: ArrivedMail, digest: str) -> None:
    table = table_of(InboundMailRow)
    session.execute(
        update(table)
        .where(table.c.mailbox == mail.mailbox, table.c.sha256 == digest)
        .values(folder=mail.folder, uid_validity=mail.uid_validity, uid=mail.uid),
    )
