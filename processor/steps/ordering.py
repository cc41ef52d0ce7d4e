"""Carries out what staff order by mail, and answers each line."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from processor.domain import seating
from processor.domain.decision import Amend, Decision, Notice, NoticeKind, Outcome, StaffNoticeKind
from processor.domain.event import Event
from processor.domain.mail import Mail, MailKind, SenderVerdict, Zone
from processor.domain.matching import find, struck
from processor.domain.orders import Order, OrderKind
from processor.domain.registration import Registration, Status
from processor.letters.staff import StaffLetter
from processor.reading.letter.text import is_forward
from processor.reading.orders import read_orders
from processor.steps import adding, event_changes, posting, reminders, waiting_list
from processor.steps.adding import Caller
from processor.steps.desk import Desk
from processor.steps.posting import Occasion
from processor.storage import changes, inbox, queries
from processor.storage.rows import as_it_was
from processor.storage.tables import HistoryRow

UNDONE = "undone_by_staff"
ANSWERS = frozenset({OrderKind.AGREE, OrderKind.DISAGREE})
STANDS = {Status.CONFIRMED: "bestätigt", Status.WAITLISTED: "auf der Warteliste", Status.INCOMPLETE: "unvollständig", Status.CANCELLED: "abgesagt"}
LETTERS = {
    Status.CONFIRMED: NoticeKind.CONFIRMED, Status.WAITLISTED: NoticeKind.WAITLISTED, Status.INCOMPLETE: NoticeKind.ASKED,
    Status.CANCELLED: NoticeKind.CANCELLED,
}


def is_from_staff(desk: Desk, mail: Mail) -> bool:
    """Whether the configuration lets the sender order by mail."""
    return mail.kind is MailKind.PERSON and mail.sender is not None and mail.sender.email.lower() in desk.office.staff


def forwarded_by_staff(desk: Desk, mail: Mail) -> Mail | None:
    """The participant's mail that staff pass on to the mailbox, as if that person had sent it here; None where it is none or may be forged."""
    inner = mail.forwarded
    if inner is None or inner.sender is None or "@" not in inner.sender.email or not is_forward(mail.subject) or mail.verdict is SenderVerdict.FAIL:
        return None
    if inner.sender.email.lower() in {desk.mailbox.address.lower(), *desk.office.staff}:
        return None
    return replace(mail, sender=inner.sender, reply_to=None, subject=inner.subject or mail.subject, lines=inner.lines, forwarded=None, references=())


def carry_out(session: Session, desk: Desk, mail: Mail, inbound_id: int, now: datetime) -> Decision:
    """Does what the mail orders, line by line, in one transaction; the events must be locked. `now` is aware, UTC.

    Nothing is done on the word of a mail that the configured mail server calls forged.
    """
    orders = _with_events(session, desk, mail, read_orders([line.text for line in mail.lines if line.zone is Zone.NEW], desk.events))
    if not orders:
        return Decision("leave_staff_alone", Outcome.IGNORE)
    if mail.verdict is SenderVerdict.FAIL:
        return Decision("hold_forged_order", Outcome.STAFF, for_staff="Eine Mail mit Anweisungen trägt Ihren Absender, ist aber vermutlich gefälscht. Nichts wurde getan.")
    results = [{"line": order.line, "result": _done(session, desk, order, Occasion(now, inbound_id))} for order in orders]
    _answer(session, desk, mail, inbound_id, results, now)
    return Decision("carry_out_orders", Outcome.CHANGE)


def _with_events(session: Session, desk: Desk, mail: Mail, orders: Sequence[Order]) -> list[Order]:
    """A mere yes or no is an order only where it answers our question about a changed event, or names one."""
    letters = queries.own_letters(session, desk.mailbox.address, mail.references)
    asked = next((letter.event_id for letter in reversed(letters) if letter.kind == StaffNoticeKind.EVENT_CHANGED.value), "")
    known = [order if order.kind not in ANSWERS else replace(order, event_id=order.event_id or asked) for order in orders]
    return [order for order in known if order.kind not in ANSWERS or order.event_id]


def order(desk: Desk, wanted: Order, now: datetime) -> str:
    """Carries out one order in a transaction of its own; returns what became of it, for staff. `now` is aware, UTC."""
    with desk.database.transaction() as session:
        queries.mailbox(session, desk.mailbox.address)
        for event in sorted(desk.events, key=lambda event: event.id):
            changes.lock_event(session, desk.mailbox.address, event)
        return _done(session, desk, wanted, Occasion(now))


def _done(session: Session, desk: Desk, order: Order, occasion: Occasion) -> str:
    if order.kind is OrderKind.DONE:
        return "Erledigt." if inbox.note_done(session, order.number) else f"Eine Mail m{order.number} gibt es nicht."
    if order.kind in ANSWERS and (changed := desk.event(order.event_id)) is not None:
        return event_changes.announce(session, desk, changed, occasion.now) if order.kind is OrderKind.AGREE else event_changes.DECLINED
    if order.kind in {OrderKind.ADD, OrderKind.SEATS}:
        event = desk.event(order.event_id) or (desk.events[0] if len(desk.events) == 1 else None)
        if event is None:
            return f"Für welche Veranstaltung? Bitte eine davon in die Zeile schreiben: {', '.join(event.id for event in desk.events)}."
        return _added(session, desk, event, order, occasion) if order.kind is OrderKind.ADD else _set_seats(session, desk, event, order, occasion)
    registration = queries.registration(session, order.number)
    event = desk.event(registration.event_id) if registration else None
    if registration is None or event is None:
        return f"Eine Anmeldung {order.number} gibt es nicht."
    match order.kind:
        case OrderKind.CANCEL:
            return _cancelled(session, desk, registration, order, occasion)
        case OrderKind.CONFIRM:
            return _amended(session, desk, registration, _seated(session, event, registration, _revived(session, registration)), "confirmed_by_staff", occasion)
        case _:
            return _undone(session, desk, registration, event, occasion)


def _added(session: Session, desk: Desk, event: Event, order: Order, occasion: Occasion) -> str:
    written = adding.add_in(session, desk, event, Caller(order.names, order.organisation, order.phone, order.email, order.mode), occasion)
    letter = f"; der Brief geht an {order.email}" if order.email else "; ohne Mailadresse geht kein Brief hinaus"
    return f"Anmeldung {written.number}: {', '.join(order.names)}, {STANDS[written.status]}{letter}."


def _set_seats(session: Session, desk: Desk, event: Event, order: Order, occasion: Occasion) -> str:
    changes.set_capacity(session, event.id, order.seats)
    promoted = waiting_list.promote(session, desk, event, occasion.now)
    moved = f" {promoted} {'Anmeldung rückt' if promoted == 1 else 'Anmeldungen rücken'} von der Warteliste nach." if promoted else ""
    if not event.promotes(occasion.now):
        moved = " So kurz vor der Veranstaltung rückt niemand mehr von selbst nach; „1042 bestätigen“ gibt einer Anmeldung einen Platz."
    return f"{event.title}: {order.seats} Plätze.{moved}"


def _cancelled(session: Session, desk: Desk, registration: Registration, order: Order, occasion: Occasion) -> str:
    gone = [find(registration, name) for name in order.names]
    if any(attendee is None for attendee in gone):
        return f"Dieser Name steht nicht eindeutig auf der Anmeldung {registration.number}; nichts wurde geändert."
    leaving = frozenset(attendee for attendee in gone if attendee is not None) or frozenset(registration.present)
    return _amended(session, desk, registration, struck(registration, leaving), "cancelled_by_staff", occasion)


def _revived(session: Session, registration: Registration) -> Registration:
    """A cancelled registration with the people who stood on it last."""
    states = [step.before for step in reversed(queries.history(session, registration.number)) if step.before]
    earlier = (as_it_was(registration, state) for state in states)
    return next((found for found in earlier if found.present), registration) if not registration.present else registration


def _seated(session: Session, event: Event, current: Registration, wanted: Registration) -> Registration:
    """Staff find it complete; a seat it gets only where one is free."""
    status = Status.CONFIRMED if _has_seats(session, event, current, wanted) else Status.WAITLISTED
    return replace(wanted, status=status, missing=frozenset(), offer=None)


def _has_seats(session: Session, event: Event, current: Registration, wanted: Registration) -> bool:
    """Whether there are seats for all of them, beside others; those that they have stay theirs, also where there are too few for all."""
    held = seating.taken_by(event, current.holding if current.event_id == event.id else ())
    needed = seating.taken_by(event, wanted.present)
    is_theirs = needed.in_person <= held.in_person and needed.online <= held.online
    return is_theirs or seating.fits(queries.as_set(session, event), seating.without(queries.seats_taken(session, event), held), wanted.present)


def _undone(session: Session, desk: Desk, registration: Registration, event: Event, occasion: Occasion) -> str:
    """Takes the last step back that stands, and with the next order the one before it; the history keeps them all."""
    step = _last_standing(queries.history(session, registration.number))
    if step is None:
        return f"Zur Anmeldung {registration.number} gibt es keinen Schritt mehr, der zurückzunehmen wäre."
    earlier = step.before
    after = as_it_was(registration, earlier) if earlier else struck(registration, frozenset(registration.present))
    event = desk.event(after.event_id) or event
    if after.status is Status.WAITLISTED is not registration.status and event.promotes(occasion.now) and _has_seats(session, event, registration, after):
        return f"Auf der Warteliste käme {registration.number} gleich wieder an die Reihe; nichts wurde geändert. „{registration.number} absagen“ nimmt den Platz weg."
    if after.status is Status.CONFIRMED and registration.status is not Status.CONFIRMED:
        after = _seated(session, event, registration, after)
    elif after.status is Status.CONFIRMED and not _has_seats(session, event, registration, after):
        return f"Dafür reichen die freien Plätze nicht; die Anmeldung {registration.number} bleibt, wie sie ist."
    return _amended(session, desk, registration, after, UNDONE, occasion)


def _last_standing(steps: Sequence[HistoryRow]) -> HistoryRow | None:
    """The last step that was not taken back already."""
    taken_back = 0
    for step in reversed(steps):
        if step.rule == UNDONE:
            taken_back += 1
        elif taken_back:
            taken_back -= 1
        else:
            return step
    return None


def _amended(session: Session, desk: Desk, before: Registration, after: Registration, rule: str, occasion: Occasion) -> str:
    written = changes.apply(session, Amend(before, after), inbound_id=occasion.inbound_id, rule=rule, now=occasion.now)
    assert written is not None
    event = desk.event(written.event_id)
    if written.registrant is not None:
        turn = len(queries.history(session, written.number))
        kind = LETTERS[written.status] if written.status is not before.status else NoticeKind.CHANGED
        notice = Notice(kind, written.registrant, written.language, f"staff-{written.number}-{turn}", written.event_id, written, before, written.missing)
        posting.post(session, desk, (notice,), occasion)
    reminders.plan(session, desk, written, occasion.now)
    if event is not None:
        waiting_list.promote(session, desk, event, occasion.now)
    names = ", ".join(attendee.name or "ohne Namen" for attendee in written.present) or "niemand mehr"
    return f"Anmeldung {written.number}: {names}, {STANDS[written.status]}."


def _answer(session: Session, desk: Desk, mail: Mail, inbound_id: int, results: list[dict[str, str]], now: datetime) -> None:
    assert mail.sender is not None
    letter = StaffLetter(StaffNoticeKind.COMMAND_DONE, mail.sender.email, posting.new_message_id(session, desk), now, {"results": results})
    posting.post_to_staff(session, desk, letter, f"orders-{desk.mailbox.address}-{inbound_id}")
