"""Makes a decision of a stored mail: claimed and counted first, then read, then decided and written in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from processor.domain import registrar
from processor.domain.decision import Amend, Decision, Notice, Outcome, Register
from processor.domain.event import Event
from processor.domain.mail import Mail
from processor.domain.office import Office
from processor.domain.registration import Registration
from processor.domain.request import Request, Thread
from processor.letters.facts import AnsweredMail
from processor.mime.parser import UnreadableMail
from processor.reading import reader
from processor.steps import alerting, gathering, ordering, posting, reminders, waiting_list
from processor.steps.desk import Desk
from processor.steps.examining import as_label
from processor.steps.posting import Occasion
from processor.steps.time_limit import limited
from processor.storage import changes, inbox, outbox
from processor.storage.inbox import ClaimedMail, MailResult

Read = Callable[[Mail, Sequence[Event], Office, Thread], Request]


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of one mail; `outcome` is None where the attempt failed and will be repeated."""

    inbound_id: int
    sender: str
    subject: str
    outcome: Outcome | None
    rule: str
    why: str = ""


def handle_next(desk: Desk, now: datetime, read: Read = reader.read) -> Handled | None:
    """Handles the mail that waits longest; None where none is due. `now` is aware, UTC; `read` says what a mail asks for.

    Whatever goes wrong with a mail is written to its row; after the third time it is set aside and shown to staff.
    A mail that takes too long ends the process.
    """
    with desk.database.transaction() as session:
        claimed = inbox.claim_mail(session, desk.mailbox.address, now)
    if claimed is None:
        return None
    try:
        with limited():
            return _handle(desk, claimed, now, read)
    except UnreadableMail as error:
        return _hold_unread(desk, claimed, str(error), now)
    except Exception as error:  # noqa: BLE001 -- one mail must never stop the next; its row keeps the error, the summary shows it
        with desk.database.transaction() as session:
            inbox.note_failure(session, claimed, f"{type(error).__name__}: {error}", now)
        return Handled(claimed.id, "", "", None, "failed", f"{type(error).__name__}: {error}")


def _handle(desk: Desk, claimed: ClaimedMail, now: datetime, read: Read) -> Handled:
    if not claimed.is_whole:
        raise UnreadableMail(f"Die Mail ist größer als {desk.mailbox.max_mail_bytes // 1_000_000} MB; sie liegt noch im Postfach.")
    mail, thread = gathering.open_mail(desk, claimed.raw, claimed.received_at)
    if ordering.is_from_staff(desk, mail):
        passed_on = ordering.forwarded_by_staff(desk, mail)
        if passed_on is None:
            return _take_orders(desk, claimed, mail, now)
        mail = passed_on
    # What somebody else wrote is read as theirs, and decided as if the registrant, who says yes to it, had written it.
    mail, written, thread = gathering.confirmed_wish(desk, mail) or (mail, mail, thread)
    request = read(written, desk.events, desk.office, thread)
    with desk.database.transaction() as session:
        events = _lock_events(session, desk)
        decision = registrar.decide(gathering.gather(session, desk, mail, request, inbound_id=claimed.id, now=now))
        _write(session, desk, claimed, (mail, request, decision), now)
        for event in events:
            waiting_list.promote(session, desk, event, now)
    return Handled(claimed.id, mail.sender.email if mail.sender else "", mail.subject, decision.outcome, decision.rule, decision.for_staff)


def _take_orders(desk: Desk, claimed: ClaimedMail, mail: Mail, now: datetime) -> Handled:
    """Staff never register by writing; what they order is done and answered, all else they write is left alone."""
    with desk.database.transaction() as session:
        _lock_events(session, desk)
        decision = ordering.carry_out(session, desk, mail, claimed.id, now)
        inbox.finish_mail(session, claimed, MailResult(
            sender=mail.sender.email if mail.sender else "", subject=mail.subject, message_id=mail.message_id, kind=mail.kind.value,
            outcome=decision.outcome.value, rule=decision.rule, for_staff=decision.for_staff,
        ), now)
    return Handled(claimed.id, mail.sender.email if mail.sender else "", mail.subject, decision.outcome, decision.rule, decision.for_staff)


def _lock_events(session: Session, desk: Desk) -> list[Event]:
    """Who may change seats waits here for whoever changes them now; all events of the mailbox, for which one a mail means is decided later."""
    events = sorted(desk.events, key=lambda event: event.id)
    for event in events:
        changes.lock_event(session, desk.mailbox.address, event)
    return events


def _write(session: Session, desk: Desk, claimed: ClaimedMail, result: tuple[Mail, Request, Decision], now: datetime) -> None:
    mail, request, decision = result
    written = [(change, changes.apply(session, change, inbound_id=claimed.id, rule=decision.rule, now=now)) for change in decision.changes]
    registrations = {_wanted(change): registration for change, registration in written if registration is not None}
    notices = [_numbered(notice, registrations) for notice in decision.notices]
    occasion = Occasion(now, claimed.id, AnsweredMail(mail.message_id, mail.references, mail.sender.email if mail.sender else ""))
    problems = posting.post(session, desk, notices, occasion)
    for registration in registrations.values():
        reminders.plan(session, desk, registration, now)
    if mail.bounce is not None and decision.changes:
        outbox.note_bounced(session, mail.bounce.returned_message_ids, f"unzustellbar {mail.bounce.status}")
    if decision.outcome is Outcome.STAFF and alerting.is_urgent(desk, request, now):
        alerting.alert(session, desk, claimed.id, mail, f"{decision.for_staff} {problems}".strip(), now)
    touched = _touched(registrations.values(), notices)
    inbox.finish_mail(session, claimed, MailResult(
        sender=mail.sender.email if mail.sender else "", subject=mail.subject, message_id=mail.message_id, kind=mail.kind.value,
        outcome=decision.outcome.value, rule=decision.rule, for_staff=f"{decision.for_staff} {problems}".strip(),
        event_id=touched.event_id if touched else "", registration_number=(touched.number or None) if touched else None,
        reading=as_label(mail, request, decision, is_list_known=True),
    ), now)


def _wanted(change: object) -> Registration | None:
    return change.registration if isinstance(change, Register) else change.after if isinstance(change, Amend) else None


def _numbered(notice: Notice, registrations: dict[Registration | None, Registration]) -> Notice:
    """The notice about the registration as it was written, with its number."""
    return replace(
        notice,
        registration=registrations.get(notice.registration, notice.registration),
        parts=tuple(_numbered(part, registrations) for part in notice.parts),
    )


def _touched(written: Iterable[Registration], notices: Sequence[Notice]) -> Registration | None:
    """The one registration that the mail is about; of several none, for an answer may mean any of them."""
    parts = [part for notice in notices for part in (notice.parts or (notice,))]
    found = {registration.number: registration for registration in (*written, *(part.registration for part in parts)) if registration is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def _hold_unread(desk: Desk, claimed: ClaimedMail, reason: str, now: datetime) -> Handled:
    with desk.database.transaction() as session:
        inbox.finish_mail(session, claimed, MailResult("", "", "", "person", Outcome.STAFF.value, "unreadable", reason), now)
    return Handled(claimed.id, "", "", Outcome.STAFF, "unreadable", reason)
