"""Mails that the server names and does not hand out: remembered, asked for again, at last shown to staff."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, delete, select

from processor.storage.arrivals import ArrivedMail, insert_mails
from processor.storage.tables import InboundMailRow

# The distance doubles each time: all in all seventeen hours.
TRIES = 9
AGAIN_AFTER = timedelta(minutes=1)
FOR_STAFF = (
    "Der Mailserver hat diese Mail angekündigt und nicht herausgegeben (Nr. {uid} im Posteingang, bemerkt am {at:%d.%m.%Y um %H:%M} Uhr). "
    "Wenn sie jemand verschoben oder gelöscht hat: bitte nachsehen, ob es eine Anmeldung war."
)


def note_missing(session: Session, mails: Sequence[ArrivedMail], now: datetime) -> None:
    """Remembers mails of which only the place is known; those that are remembered already stay as they are."""
    states = [{"sha256": _key(mail.uid_validity, mail.uid), "status": "missing", "next_attempt_at": now + AGAIN_AFTER} for mail in mails]
    insert_mails(session, mails, states, now)


def note_found(session: Session, address: str, uid_validity: int, uids: Sequence[int]) -> None:
    """Forgets those that came after all; they are in the books as themselves."""
    keys = [_key(uid_validity, uid) for uid in uids]
    session.exec(delete(InboundMailRow).where(
        col(InboundMailRow.mailbox) == address, col(InboundMailRow.status) == "missing", col(InboundMailRow.sha256).in_(keys)))


def uids_due(session: Session, address: str, uid_validity: int, now: datetime, zone: ZoneInfo) -> list[int]:
    """The UIDs to ask for again now, each try counted.

    What was asked for too often, or has lost its number by a change of UIDVALIDITY, is set aside for staff.
    """
    rows = session.exec(select(InboundMailRow).where(
        InboundMailRow.mailbox == address, InboundMailRow.status == "missing", InboundMailRow.next_attempt_at <= now)).all()
    for row in rows:
        if row.attempts >= TRIES or row.uid_validity != uid_validity:
            row.status, row.outcome, row.rule, row.handled_at, row.filing = "set_aside", "staff", "missing", now, "left"
            row.for_staff = FOR_STAFF.format(uid=row.uid, at=row.stored_at.astimezone(zone))
        row.attempts += 1
        row.next_attempt_at = now + AGAIN_AFTER * 2**row.attempts
        session.add(row)
    return [row.uid for row in rows if row.status == "missing"]


def _key(uid_validity: int, uid: int) -> str:
    """In the place of a content's hash, so that each place is remembered once."""
    return f"missing {uid_validity} {uid}"
