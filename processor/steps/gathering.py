"""The facts about a mail: what it says, which letters of ours it answers, and what the registrar must know to decide."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from processor.domain.addressees import own_addresses
from processor.domain.answer import Answer
from processor.domain.case import Case
from processor.domain.decision import NoticeKind
from processor.domain.mail import Mail, SenderVerdict, Zone
from processor.domain.numbering import number_in
from processor.domain.registration import Registration
from processor.domain.request import Request, Thread
from processor.mime import parser
from processor.reading.answers import read_answer
from processor.steps.desk import Desk
from processor.storage import queries, reports


def open_mail(desk: Desk, raw: bytes, received_at: datetime) -> tuple[Mail, Thread]:
    """Reads the bytes; where the mail answers a letter of ours, that letter's text is not what the writer wrote.

    Raises processor.mime.parser.UnreadableMail.
    """
    flyers = [event.announcement for event in desk.events if event.announcement]
    mail = parser.parse(raw, received_at, authserv_id=desk.mailbox.authserv_id, own_texts=flyers)
    with desk.database.transaction() as session:
        own_letters = queries.own_letters(session, desk.mailbox.address, mail.references)
        registrations = _of_thread(session, desk, mail)
        letters = tuple(text for found in registrations for text in queries.letters_to(session, found.number))
    letters += tuple(letter.body_text for letter in own_letters if letter.body_text and letter.body_text not in letters)
    thread = Thread(
        asked=frozenset(required for found in registrations for required in found.missing),
        registered_names=tuple(dict.fromkeys(attendee.name for found in registrations for attendee in found.present if attendee.name)),
        is_reply_to_us=bool(registrations or own_letters),
    )
    if letters:
        mail = parser.parse(raw, received_at, authserv_id=desk.mailbox.authserv_id, own_texts=[*flyers, *letters])
    return mail, thread


def confirmed_wish(desk: Desk, mail: Mail) -> tuple[Mail, Mail, Thread] | None:
    """The mail that the registrant says yes to, as if the registrant had written it now, and as it was written; None where the mail is no such yes."""
    with desk.database.transaction() as session:
        letters = queries.own_letters(session, desk.mailbox.address, mail.references)
        letter = letters[-1] if letters and letters[-1].kind == NoticeKind.WISH_DOUBTED.value else None
        registration = queries.registration(session, letter.registration_number or 0) if letter else None
        asked_about = reports.mail(session, letter.inbound_id or 0) if letter else None
    registrant = registration.registrant if registration else None
    if asked_about is None or not asked_about.raw or registrant is None or mail.sender is None or mail.verdict is SenderVerdict.FAIL:
        return None
    if mail.sender.email.lower() != registrant.email.lower() or _answer(mail, ()) is not Answer.YES:
        return None
    wished, thread = open_mail(desk, asked_about.raw, asked_about.received_at)
    granted = replace(
        wished, sender=mail.sender, message_id=mail.message_id, references=mail.references, subject=mail.subject,
        received_at=mail.received_at, verdict=mail.verdict, may_be_answered=mail.may_be_answered,
    )
    return granted, wished, thread


def gather(session: Session, desk: Desk, mail: Mail, request: Request, *, inbound_id: int, now: datetime) -> Case:
    """The mail's case. `now` is aware, UTC; the events must be locked."""
    sender = mail.sender.email if mail.sender else ""
    thread_number = _thread_number(session, desk, mail)
    names = [*(attendee.name for attendee in request.attendees), *request.cancelled, mail.sender.name if mail.sender else ""]
    event_ids = [*(event.id for event in desk.events), ""]
    registrations = queries.registrations_for(session, event_ids, thread_number=thread_number, sender=sender, names=names)
    return Case(
        mail=mail,
        request=request,
        office=desk.office,
        events=tuple(queries.as_set(session, event) for event in desk.events),
        now=now,
        registrations=registrations,
        thread_number=thread_number,
        is_own_thread=_is_own_thread(session, desk, mail, thread_number),
        thread_addresses=_thread_addresses(session, desk, thread_number),
        seats={event.id: queries.seats_taken(session, event) for event in desk.events},
        waiting={event.id: queries.waiting(session, event.id) for event in desk.events},
        answer=_answer(mail, registrations),
        answers=queries.letter_answered(session, desk.mailbox.address, mail.references, sender, thread_number),
        sent=queries.sent_recently(session, sender, desk.mailbox.address, now),
        is_repeat=queries.is_repeat(session, inbound_id, mail.message_id),
        inbound_id=inbound_id,
        is_ours=mail.bounce is not None and bool(queries.own_letters(session, desk.mailbox.address, mail.bounce.returned_message_ids)),
    )


def _answer(mail: Mail, registrations: Sequence[Registration]) -> Answer | None:
    """What the mail answers to a question of ours; a number in it can only be that of the seats that we offered."""
    written = [(line.text, line.zone is Zone.SIGNATURE) for line in mail.lines if line.zone in {Zone.NEW, Zone.SIGNATURE}]
    seats = max((found.open_offer.seats for found in registrations if found.open_offer), default=0)
    return read_answer(written, mail.sender.name if mail.sender else "", seats)


def _of_thread(session: Session, desk: Desk, mail: Mail) -> tuple[Registration, ...]:
    """The registration that the mail answers, or all of those that our letter about several told of."""
    number = _thread_number(session, desk, mail)
    if number is not None:
        registration = queries.registration(session, number)
        return (registration,) if registration else ()
    letters = queries.own_letters(session, desk.mailbox.address, mail.references)
    about = [letter.inbound_id for letter in letters if letter.kind == NoticeKind.SEVERAL.value and letter.inbound_id is not None]
    return queries.registrations_of_mail(session, about[-1]) if about else ()


def _thread_number(session: Session, desk: Desk, mail: Mail) -> int | None:
    return queries.number_by_message_ids(session, desk.mailbox.address, mail.references) or number_in(mail.subject)


def _is_own_thread(session: Session, desk: Desk, mail: Mail, number: int | None) -> bool:
    letters = queries.own_letters(session, desk.mailbox.address, mail.references)
    return number is not None and any(letter.registration_number == number for letter in letters)


def _thread_addresses(session: Session, desk: Desk, number: int | None) -> frozenset[str]:
    """To whom our letters about the registration went, and whom the registrant's own mails name as receivers beside us.

    Attendees at addresses of their own get letters too, and speak for themselves only.
    """
    registration = queries.registration(session, number) if number is not None else None
    if registration is None or registration.registrant is None:
        return frozenset()
    mails = [mail for mail in reports.mails_about(session, registration.number) if mail.sender == registration.registrant.email.lower()]
    named = {email for mail in mails for email in parser.receivers(mail.raw)}
    return (queries.recipients_about(session, registration.number) | named) - {desk.mailbox.address.lower(), *own_addresses(registration)}
