"""Makes a decision of a stored mail: claimed and counted first, then read, then decided and written in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from processor.domain import registrar
from processor.domain.case import Case
from processor.domain.decision import Decision, Outcome
from processor.domain.event import Event
from processor.domain.mail import Mail
from processor.domain.numbering import number_in
from processor.domain.request import Request, Thread
from processor.letters.compose import AnsweredMail
from processor.mime import parser
from processor.mime.parser import UnreadableMail
from processor.reading import reader
from processor.steps import posting, waiting_list
from processor.steps.desk import Desk
from processor.steps.examining import as_label
from processor.steps.posting import Occasion
from processor.storage import changes, queries
from processor.storage.queries import ClaimedMail


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of one mail; `outcome` is None where the attempt failed and will be repeated."""

    inbound_id: int
    sender: str
    subject: str
    outcome: Outcome | None
    rule: str
    why: str = ""


def handle_next(desk: Desk, now: datetime) -> Handled | None:
    """Handles the mail that waits longest; None where none is due. `now` is aware, UTC.

    Whatever goes wrong with a mail is written to its row; after the third time it is set aside and shown to staff.
    """
    with desk.database.transaction() as session:
        claimed = queries.claim_mail(session, desk.mailbox.address, now)
    if claimed is None:
        return None
    try:
        return _handle(desk, claimed, now)
    except UnreadableMail as error:
        return _hold_unread(desk, claimed, str(error), now)
    except Exception as error:  # noqa: BLE001 -- one mail must never stop the next; its row keeps the error, the summary shows it
        with desk.database.transaction() as session:
            changes.note_failure(session, claimed.id, f"{type(error).__name__}: {error}", now)
        return Handled(claimed.id, "", "", None, "failed", str(error))


def _handle(desk: Desk, claimed: ClaimedMail, now: datetime) -> Handled:
    mail, thread = _parse(desk, claimed)
    request = reader.read(mail, desk.events, desk.office, thread)
    with desk.database.transaction() as session:
        touched = _lock_events(session, desk, request)
        case = _gather(session, desk, claimed, mail, request, now)
        decision = registrar.decide(case)
        _write(session, desk, claimed, (mail, request, decision), now)
        for event in touched:
            waiting_list.promote(session, desk, event, now)
    return Handled(claimed.id, mail.sender.email if mail.sender else "", mail.subject, decision.outcome, decision.rule, decision.for_staff)


def _parse(desk: Desk, claimed: ClaimedMail) -> tuple[Mail, Thread]:
    """Reads the bytes; where the mail answers a letter of ours, that letter's text is not what the writer wrote."""
    flyers = [event.announcement for event in desk.events if event.announcement]
    mail = parser.parse(claimed.raw, claimed.received_at, authserv_id=desk.mailbox.authserv_id, own_texts=flyers)
    if not mail.references and number_in(mail.subject) is None:
        return mail, Thread()
    with desk.database.transaction() as session:
        number = queries.number_by_message_ids(session, mail.references) or number_in(mail.subject)
        letters = queries.letters_in_thread(session, mail.references, number)
        registration = queries.registration(session, number) if number is not None else None
    if not letters and registration is None:
        return mail, Thread()
    thread = Thread(
        asked=registration.missing if registration else frozenset(),
        sent_texts=tuple(letters),
        registered_names=tuple(attendee.name for attendee in registration.present if attendee.name) if registration else (),
        is_reply_to_us=True,
    )
    if not letters:
        return mail, thread
    own_texts = [*flyers, *letters]
    return parser.parse(claimed.raw, claimed.received_at, authserv_id=desk.mailbox.authserv_id, own_texts=own_texts), thread


def _lock_events(session: Session, desk: Desk, request: Request) -> tuple[Event, ...]:
    """Whose seats may change waits here for whoever changes them now; always in the same order."""
    meant = request.event_ids or tuple(event.id for event in desk.events)
    events = sorted((event for event in desk.events if event.id in meant), key=lambda event: event.id)
    for event in events:
        changes.lock_event(session, desk.mailbox.address, event)
    return tuple(events)


def _gather(session: Session, desk: Desk, claimed: ClaimedMail, mail: Mail, request: Request, now: datetime) -> Case:
    sender = mail.sender.email if mail.sender else ""
    thread_number = queries.number_by_message_ids(session, mail.references) or number_in(mail.subject)
    names = [*(attendee.name for attendee in request.attendees), *request.cancelled]
    return Case(
        mail=mail,
        request=request,
        office=desk.office,
        events=desk.events,
        now=now,
        registrations=queries.registrations_for(session, thread_number=thread_number, sender=sender, names=names),
        thread_number=thread_number,
        seats={event.id: queries.seats_taken(session, event) for event in desk.events},
        sent=queries.sent_recently(session, sender, now),
        is_repeat=queries.is_repeat(session, claimed.id, mail.message_id),
    )


def _write(session: Session, desk: Desk, claimed: ClaimedMail, result: tuple[Mail, Request, Decision], now: datetime) -> None:
    mail, request, decision = result
    numbers = [changes.apply(session, change, inbound_id=claimed.id, rule=decision.rule, now=now) for change in decision.changes]
    occasion = Occasion(now, claimed.id, AnsweredMail(mail.message_id, mail.references, mail.subject))
    problems = posting.post(session, desk, decision.notices, occasion)
    changes.finish_mail(session, claimed.id, mail, decision, as_label(mail, request, decision), problems, now)


def _hold_unread(desk: Desk, claimed: ClaimedMail, reason: str, now: datetime) -> Handled:
    with desk.database.transaction() as session:
        changes.hold_unread(session, claimed.id, reason, now)
    return Handled(claimed.id, "", "", Outcome.STAFF, "unreadable", reason)
