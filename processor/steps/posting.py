"""Writes letters and puts them into the outbox, in the transaction of the decision that wants them."""

import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from secrets import token_bytes

from sqlmodel import Session

from processor.domain import calendar
from processor.domain.calendar import CalendarEntry
from processor.domain.decision import Notice, NoticeKind
from processor.domain.due import dial_in_dues
from processor.domain.mail import Attachment
from processor.domain.message_ids import signed
from processor.letters.compose import Undeliverable, compose
from processor.letters.facts import AnsweredMail, LetterFacts
from processor.letters.staff import StaffLetter, compose_for_staff
from processor.steps.desk import Desk
from processor.storage import changes, outbox, queries, schedule
from processor.storage.outbox import Letter

WITH_DIAL_IN = frozenset({NoticeKind.CONFIRMED, NoticeKind.PROMOTED, NoticeKind.CHANGED, NoticeKind.REMINDER, NoticeKind.STILL_COMING, NoticeKind.EVENT_CHANGED})
WITH_FILES = frozenset({NoticeKind.CONFIRMED, NoticeKind.PROMOTED})


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why letters are written: the mail they answer, or none; `now` is aware, UTC."""

    now: datetime
    inbound_id: int | None = None
    answers: AnsweredMail | None = None


def post(session: Session, desk: Desk, notices: Sequence[Notice], occasion: Occasion) -> str:
    """Queues a letter for each notice that was not written before; returns sentences for staff on those that cannot be."""
    return " ".join(problem for notice in notices if (problem := _post_one(session, desk, notice, occasion)))


def post_to_staff(session: Session, desk: Desk, letter: StaffLetter, key: str, event_id: str = "") -> None:
    """Queues a mail to staff once."""
    message = compose_for_staff(desk.office, letter)
    outbox.queue_letter(session, Letter(
        mailbox=desk.mailbox.address, key=key, kind=letter.kind.value, recipient=letter.to, subject=str(message["Subject"]),
        message_id=letter.message_id, message=message.as_bytes(), event_id=event_id,
    ), letter.now)


def new_message_id(session: Session, desk: Desk) -> str:
    """A Message-ID that only we can make; it stays with the letter for all attempts."""
    secret = queries.mailbox(session, desk.mailbox.address).message_id_secret
    return signed(token_bytes(), desk.mailbox.address.rpartition("@")[2], secret)


def _post_one(session: Session, desk: Desk, notice: Notice, occasion: Occasion) -> str:
    if queries.is_suppressed(session, notice.to.email):
        return f"{notice.to.email} ist nicht erreichbar; bitte anrufen."
    facts = _facts(session, desk, notice, occasion)
    try:
        message = compose(notice, facts)
    except Undeliverable as error:
        return str(error)
    number = (notice.registration.number or None) if notice.registration else None
    is_new = outbox.queue_letter(session, Letter(
        mailbox=desk.mailbox.address, key=notice.key, kind=notice.kind.value, recipient=notice.to.email, subject=str(message["Subject"]),
        message_id=facts.message_id, message=message.as_bytes(), body_text=_text(message), inbound_id=occasion.inbound_id,
        registration_number=number, event_id=notice.event_id,
    ), occasion.now)
    if is_new:
        for part, of_part in ((notice, facts), *zip(notice.parts, facts.parts, strict=True)):
            if of_part.entry is not None and part.registration is not None:
                changes.note_entry_sent(session, part.registration.number, of_part.entry)
    if is_new and notice.kind in WITH_DIAL_IN:
        _note_dial_in(session, desk, notice, occasion.now)
    return ""


def _facts(session: Session, desk: Desk, notice: Notice, occasion: Occasion) -> LetterFacts:
    parts = tuple(_facts(session, desk, part, occasion) for part in notice.parts)
    files = {file.name: file for file in (*_files(desk, notice), *(file for part in parts for file in part.attachments))}
    return LetterFacts(
        office=desk.office, event=desk.event(notice.event_id), message_id=new_message_id(session, desk), now=occasion.now,
        reply_to=occasion.answers, attachments=tuple(files.values()), entry=_entry(session, desk, notice, occasion.now), parts=parts,
    )


def _note_dial_in(session: Session, desk: Desk, notice: Notice, now: datetime) -> None:
    """Once their time has come, dial-in data stand in every letter that confirms something, and need no letter of their own."""
    event = desk.event(notice.event_id)
    for due in dial_in_dues(event, notice.registration) if event and notice.registration else ():
        if due.due_at <= now and due.is_for(notice.to):
            schedule.note_done(session, desk.mailbox.address, due, now)


def _entry(session: Session, desk: Desk, notice: Notice, now: datetime) -> CalendarEntry | None:
    event = desk.event(notice.event_id)
    if event is None or notice.registration is None:
        return None
    return calendar.entry_for(notice, event, queries.held_entry(session, notice.registration.number), now)


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    return str(body.get_content()) if body else ""


def _files(desk: Desk, notice: Notice) -> tuple[Attachment, ...]:
    """What goes with a confirmation; a file that vanished since the start does not stop the letter."""
    event = desk.event(notice.event_id)
    if event is None or notice.kind not in WITH_FILES:
        return ()
    paths = [desk.folder / name for name in event.attachments]
    return tuple(
        Attachment(path.name, mimetypes.guess_type(path.name)[0] or "application/octet-stream", path.read_bytes()) for path in paths if path.is_file()
    )
