"""Writes letters and puts them into the outbox, in the transaction of the decision that wants them."""

import mimetypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from secrets import token_bytes

from sqlmodel import Session

from processor.domain import calendar
from processor.domain.addressees import for_attendees
from processor.domain.decision import Notice, NoticeKind
from processor.domain.due import dial_in_dues
from processor.domain.letters_wanted import in_one_letter
from processor.domain.mail import Attachment
from processor.domain.message_ids import signed
from processor.letters.compose import Undeliverable, compose
from processor.letters.facts import AnsweredMail, EntryToSend, LetterFacts
from processor.letters.staff import StaffLetter, compose_for_staff
from processor.steps.desk import Desk
from processor.storage import calendar_entries, outbox, queries, schedule
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
    """Queues a letter for each notice that was not written before, and for attendees at addresses of their own whom it concerns.

    Returns sentences for staff on those that cannot be written.
    """
    letters = (*notices, *_for_attendees(session, notices, occasion))
    return " ".join(problem for notice in letters if (problem := _post_one(session, desk, notice, occasion)))


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


def _for_attendees(session: Session, notices: Sequence[Notice], occasion: Occasion) -> tuple[Notice, ...]:
    """One letter to each of them, however many notices are about him."""
    parts = [(notice.to.email.lower(), part) for notice in notices for part in (notice.parts or (notice,))]
    found: list[Notice] = []
    for _, part in parts:
        if part.registration is not None and part.registration.number:
            number = part.registration.number
            addressed = {email for email, other in parts if other.registration is not None and other.registration.number == number}
            holders = {email for (email, _), held in calendar_entries.held_entries(session, number).items() if held.is_live}
            found += for_attendees(part, addressed, holders)
    return in_one_letter(occasion.inbound_id or 0, found)


def _post_one(session: Session, desk: Desk, notice: Notice, occasion: Occasion) -> str:
    if queries.is_suppressed(session, notice.to.email):
        return f"{notice.to.email} ist nicht erreichbar; bitte anrufen."
    if not notice.to.is_read:
        return f"Was an {notice.to.email} geht, liest niemand; bitte anrufen."
    inline, beside = _entries(session, desk, notice, occasion.now)
    facts = replace(_facts(session, desk, notice, occasion), entry=inline, entries_beside=len(beside))
    try:
        is_new = _queue(session, desk, notice, facts, occasion)
    except Undeliverable as error:
        return str(error)
    if is_new:
        for entry in beside:
            _queue(session, desk, _with_entry(notice, entry), replace(facts, event=entry.event, message_id=new_message_id(session, desk), attachments=(), parts=(), entry=entry), occasion)
        if notice.kind in WITH_DIAL_IN:
            _note_dial_in(session, desk, notice, occasion.now)
    return ""


def _queue(session: Session, desk: Desk, notice: Notice, facts: LetterFacts, occasion: Occasion) -> bool:
    """False where the letter was written before; raises Undeliverable."""
    message = compose(notice, facts)
    number = (notice.registration.number or None) if notice.registration else None
    is_new = outbox.queue_letter(session, Letter(
        mailbox=desk.mailbox.address, key=notice.key, kind=notice.kind.value, recipient=notice.to.email, subject=str(message["Subject"]),
        message_id=facts.message_id, message=message.as_bytes(), body_text=_text(message), inbound_id=occasion.inbound_id,
        registration_number=number, event_id=notice.event_id,
    ), occasion.now)
    if is_new and facts.entry is not None:
        calendar_entries.note_sent(session, facts.entry.registration, notice.to.email, facts.entry.entry)
    return is_new


def _with_entry(notice: Notice, to_send: EntryToSend) -> Notice:
    """A short mail around an entry: mail programs put one into the calendar by themselves, of several in one mail they show the first."""
    registration = to_send.registration
    key = f"{notice.key}-entry-{registration.number}-{to_send.event.id}"
    return Notice(NoticeKind.CALENDAR_ENTRY, notice.to, notice.language, key, to_send.event.id, registration)


def _facts(session: Session, desk: Desk, notice: Notice, occasion: Occasion) -> LetterFacts:
    parts = tuple(_facts(session, desk, part, occasion) for part in notice.parts)
    files = {file.name: file for file in (*_files(desk, notice), *(file for part in parts for file in part.attachments))}
    answered = occasion.answers if occasion.answers and occasion.answers.sender.lower() == notice.to.email.lower() else None
    return LetterFacts(
        office=desk.office, event=desk.event(notice.event_id), message_id=new_message_id(session, desk), now=occasion.now,
        reply_to=answered, attachments=tuple(files.values()), parts=parts,
    )


def _entries(session: Session, desk: Desk, notice: Notice, now: datetime) -> tuple[EntryToSend | None, tuple[EntryToSend, ...]]:
    """What a letter does to the recipient's calendar by itself, and by mails beside it: all that is about another event, or about several."""
    found = [entry for part in (notice.parts or (notice,)) for entry in _entries_of(session, desk, replace(part, to=notice.to), now)]
    inline = next((entry for entry in found if not notice.parts and entry.event.id == notice.event_id), None)
    return inline, tuple(entry for entry in found if entry is not inline)


def _entries_of(session: Session, desk: Desk, notice: Notice, now: datetime) -> Iterator[EntryToSend]:
    """The registration's entry, and the cancelled ones of events from which it was moved."""
    registration, email = notice.registration, notice.to.email.lower()
    if registration is None:
        return
    held = calendar_entries.held_entries(session, registration.number)
    for event in desk.events:
        there, held_there = replace(registration, event_id=event.id), held.get((email, event.id))
        is_its = event.id == notice.event_id
        entry = calendar.entry_for(notice, event, held_there, now) if is_its else calendar.withdrawn(there, event, held_there)
        if entry is not None:
            yield EntryToSend(entry, there, event)


def _note_dial_in(session: Session, desk: Desk, notice: Notice, now: datetime) -> None:
    """Once their time has come, dial-in data stand in every letter that confirms something, and need no letter of their own."""
    event = desk.event(notice.event_id)
    for due in dial_in_dues(event, notice.registration) if event and notice.registration else ():
        if due.due_at <= now and due.is_for(notice.to):
            schedule.note_done(session, desk.mailbox.address, due, now)


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
