"""Staff add somebody who telephoned or stands at the door."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from processor.domain import seating
from processor.domain.completeness import missing
from processor.domain.decision import Notice, NoticeKind, Register
from processor.domain.event import Event, Mode
from processor.domain.mail import Address
from processor.domain.registration import Attendee, Registration, Status
from processor.steps import posting, reminders, waiting_list
from processor.steps.desk import Desk
from processor.steps.posting import Occasion
from processor.storage import changes, queries

LETTERS = {Status.CONFIRMED: NoticeKind.CONFIRMED, Status.WAITLISTED: NoticeKind.WAITLISTED, Status.INCOMPLETE: NoticeKind.ASKED}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is to be added; `email` may be "": then no letters are written and staff call instead."""

    names: tuple[str, ...]
    organisation: str = ""
    phone: str = ""
    email: str = ""
    mode: Mode | None = None


def add(desk: Desk, event: Event, caller: Caller, now: datetime) -> Registration:
    """The registration as it was written: confirmed, waiting where the seats do not suffice, or incomplete. `now` is aware, UTC.

    Staff may add after the deadline as well: they know why.
    """
    with desk.database.transaction() as session:
        queries.mailbox(session, desk.mailbox.address)
        changes.lock_event(session, desk.mailbox.address, event)
        return add_in(session, desk, event, caller, Occasion(now))


def add_in(session: Session, desk: Desk, event: Event, caller: Caller, occasion: Occasion) -> Registration:
    """The same in a transaction that holds the event's lock already."""
    now = occasion.now
    attendees = tuple(Attendee(name, now, caller.mode) for name in caller.names)
    registrant = Address(caller.email, caller.names[0]) if caller.email else None
    lacking = missing(event, attendees, caller.organisation, caller.phone)
    wanted = Registration(
        0, event.id, registrant, Status.WAITLISTED, attendees, now, caller.organisation, caller.phone, desk.office.languages[0],
    )
    has_turn = seating.has_turn(queries.as_set(session, event), queries.seats_taken(session, event), queries.waiting(session, event.id), wanted)
    status = Status.INCOMPLETE if lacking and registrant else Status.CONFIRMED if has_turn else Status.WAITLISTED
    wanted = replace(wanted, status=status, missing=lacking if status is Status.INCOMPLETE else frozenset())
    written = changes.apply(session, Register(wanted), inbound_id=occasion.inbound_id, rule="added_by_staff", now=now)
    assert written is not None
    if registrant is not None:
        notice = Notice(LETTERS[status], registrant, written.language, f"added-{written.number}", event.id, written, missing=written.missing)
        posting.post(session, desk, (notice,), occasion)
    reminders.plan(session, desk, written, now)
    waiting_list.promote(session, desk, event, now)
    return written
