"""Questions about registrations, seats and conversations; rows become domain values."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, or_, select

from processor.domain import seating
from processor.domain.case import SeatsTaken, SentRecently
from processor.domain.decision import NoticeKind
from processor.domain.event import Event, Mode
from processor.domain.message_ids import is_signed
from processor.domain.registration import Registration, Status
from processor.storage.rows import name_key, registration_of
from processor.storage.tables import AttendeeRow, EventRow, HistoryRow, InboundMailRow, MailboxRow, OutboxMailRow, RegistrationRow, SuppressionRow

MANY = 200
MOST_REFERENCES = 32


def mailbox(session: Session, address: str) -> MailboxRow:
    """The mailbox's row, made where it is new."""
    row = session.get(MailboxRow, address)
    if row is None:
        row = MailboxRow(address=address)
        session.add(row)
        session.flush()
    return row


def registration(session: Session, number: int) -> Registration | None:
    """The registration of this number."""
    return next(iter(_registrations(session, [number])), None)


def all_registrations(session: Session, event_id: str) -> tuple[Registration, ...]:
    """All registrations of an event, in the order of arrival."""
    numbers = session.exec(select(RegistrationRow.number).where(RegistrationRow.event_id == event_id)).all()
    return _registrations(session, numbers)


def waiting(session: Session, event_id: str) -> tuple[Registration, ...]:
    """The waiting list of an event, who waits longest first."""
    numbers = session.exec(
        select(RegistrationRow.number).where(RegistrationRow.event_id == event_id, RegistrationRow.status == Status.WAITLISTED.value)).all()
    return _registrations(session, numbers)


def wishing(session: Session, event_id: str) -> tuple[Registration, ...]:
    """Registrations for an event that have seats and wait for seats of the other mode."""
    numbers = session.exec(
        select(RegistrationRow.number)
        .join(AttendeeRow, col(AttendeeRow.registration_number) == col(RegistrationRow.number))
        .where(RegistrationRow.event_id == event_id, RegistrationRow.status == Status.CONFIRMED.value, AttendeeRow.wished_mode != "", col(AttendeeRow.is_cancelled).is_(False)),
    ).all()
    return _registrations(session, numbers)


def registrations_for(
    session: Session, event_ids: Iterable[str], *, thread_number: int | None, sender: str, names: Sequence[str],
) -> tuple[Registration, ...]:
    """All that a mail may mean: of its thread, of its sender, with a name that it names; oldest first."""
    keys = [key for key in map(name_key, names[:MANY]) if key]
    of_names = select(AttendeeRow.registration_number).where(col(AttendeeRow.name_key).in_(keys))
    of_address = select(AttendeeRow.registration_number).where(AttendeeRow.email == sender.lower(), AttendeeRow.email != "")
    numbers = session.exec(
        select(RegistrationRow.number).where(
            col(RegistrationRow.event_id).in_(list(event_ids)),
            or_(
                col(RegistrationRow.number) == (thread_number or 0),
                (col(RegistrationRow.registrant_email) == sender.lower()) & (col(RegistrationRow.registrant_email) != ""),
                col(RegistrationRow.number).in_(of_names),
                col(RegistrationRow.number).in_(of_address),
            ),
        ),
    ).all()
    return _registrations(session, numbers)


def seats_taken(session: Session, event: Event) -> SeatsTaken:
    """Counts the people of confirmed registrations, those for whom an offer holds a seat, and those who wait; never a stored number."""
    rows = session.exec(
        select(RegistrationRow.status, AttendeeRow.mode, func.count())
        .join(AttendeeRow, col(AttendeeRow.registration_number) == col(RegistrationRow.number))
        .where(RegistrationRow.event_id == event.id, col(AttendeeRow.is_cancelled).is_(False))
        .group_by(RegistrationRow.status, AttendeeRow.mode),
    ).all()
    taken = dict.fromkeys(Mode, 0)
    waits = 0
    for status, mode, count in rows:
        if status == Status.CONFIRMED:
            taken[event.mode_of(Mode(mode) if mode else None)] += count
        elif status == Status.WAITLISTED:
            waits += count
    offered = session.exec(select(RegistrationRow.number).where(
        RegistrationRow.event_id == event.id, RegistrationRow.status == Status.WAITLISTED.value, col(RegistrationRow.offered_until).is_not(None))).all()
    held = seating.taken_by(event, [attendee for found in _registrations(session, offered) for attendee in found.holding])
    return seating.added(SeatsTaken(in_person=taken[Mode.IN_PERSON], online=taken[Mode.ONLINE], waiting=waits), held)


def as_set(session: Session, event: Event) -> Event:
    """The event with the number of seats that staff set by mail, where they did; of a hybrid event the seats on site."""
    row = session.get(EventRow, event.id)
    if row is None or row.capacity is None:
        return event
    if event.capacity.total is None and event.capacity.in_person is not None:
        return replace(event, capacity=replace(event.capacity, in_person=row.capacity))
    return replace(event, capacity=replace(event.capacity, total=row.capacity))


def number_by_message_ids(session: Session, address: str, message_ids: Sequence[str]) -> int | None:
    """The registration whose letters, or whose writer's earlier mails, a mail refers to; the newest reference counts.

    None where the newest is a letter about several registrations.
    """
    letters = {letter.message_id: letter for letter in own_letters(session, address, message_ids)}
    wanted = [message_id for message_id in message_ids[-MOST_REFERENCES:] if message_id]
    mails = dict(
        session.exec(
            select(InboundMailRow.message_id, InboundMailRow.registration_number).where(col(InboundMailRow.message_id).in_(wanted)),
        ).all(),
    )
    for message_id in reversed(wanted):
        letter = letters.get(message_id)
        number = letter.registration_number if letter else mails.get(message_id)
        if number is not None or (letter is not None and letter.kind == NoticeKind.SEVERAL.value):
            return number
    return None


def own_letters(session: Session, address: str, message_ids: Sequence[str]) -> Sequence[OutboxMailRow]:
    """Our letters among the mails that Message-IDs name, oldest first; an ID without our keyed hash is not believed."""
    secret = mailbox(session, address).message_id_secret
    ours = [message_id for message_id in message_ids[-MOST_REFERENCES:] if is_signed(message_id, secret)]
    return session.exec(select(OutboxMailRow).where(col(OutboxMailRow.message_id).in_(ours)).order_by(col(OutboxMailRow.id))).all() if ours else ()


def recipients_about(session: Session, number: int) -> frozenset[str]:
    """To whom our letters about a registration went, in lower case."""
    found = session.exec(select(OutboxMailRow.recipient).where(OutboxMailRow.registration_number == number)).all()
    return frozenset(recipient.lower() for recipient in found if recipient)


def letter_answered(session: Session, address: str, message_ids: Sequence[str], sender: str, number: int | None) -> NoticeKind | None:
    """What kind of letter a mail answers: the newest that it refers to, else the sender's last one about the registration that its subject names."""
    kind = next((letter.kind for letter in reversed(own_letters(session, address, message_ids))), None)
    if kind is None and number is not None:
        kind = session.exec(
            select(OutboxMailRow.kind)
            .where(
                OutboxMailRow.registration_number == number, OutboxMailRow.kind != NoticeKind.CALENDAR_ENTRY.value,
                func.lower(col(OutboxMailRow.recipient)) == sender.lower(),
            )
            .order_by(col(OutboxMailRow.id).desc()).limit(1)).first()
    return NoticeKind(kind) if kind in set(NoticeKind) else None


def letters_to(session: Session, number: int) -> tuple[str, ...]:
    """The texts of our letters about a registration, newest first."""
    query = select(OutboxMailRow.body_text).where(OutboxMailRow.registration_number == number).order_by(col(OutboxMailRow.id).desc()).limit(5)
    return tuple(text for text in session.exec(query).all() if text)


def is_repeat(session: Session, inbound_id: int, message_id: str) -> bool:
    """Whether a mail of this Message-ID and the same text was handled before."""
    if not message_id:
        return False
    row = session.get(InboundMailRow, inbound_id)
    earlier = session.exec(
        select(InboundMailRow).where(
            InboundMailRow.message_id == message_id, InboundMailRow.id != inbound_id, InboundMailRow.status == "handled",
        ),
    ).all()
    return row is not None and any(_without_trace(other.raw) == _without_trace(row.raw) for other in earlier)


def sent_recently(session: Session, recipient: str, mailbox_address: str, now: datetime) -> SentRecently:
    """How many automatic letters were written lately, for the loop guard."""
    hour, day, week = (now - span for span in (timedelta(hours=1), timedelta(days=1), timedelta(days=7)))
    to_recipient = func.lower(col(OutboxMailRow.recipient)) == recipient.lower()
    to_domain = func.lower(col(OutboxMailRow.recipient)).endswith("@" + recipient.rpartition("@")[2].lower(), autoescape=True)

    def count(*conditions: object) -> int:
        return session.exec(select(func.count()).select_from(OutboxMailRow).where(*conditions)).one()  # type: ignore[arg-type]

    kinds = session.exec(select(OutboxMailRow.kind).where(to_recipient, col(OutboxMailRow.created_at) > week)).all()
    return SentRecently(
        to_address_last_hour=count(to_recipient, col(OutboxMailRow.created_at) > hour),
        to_address_last_day=count(to_recipient, col(OutboxMailRow.created_at) > day),
        to_domain_last_hour=count(to_domain, col(OutboxMailRow.created_at) > hour),
        by_mailbox_last_hour=count(OutboxMailRow.mailbox == mailbox_address, col(OutboxMailRow.created_at) > hour),
        same_kind_keys=frozenset(kinds),
    )


def is_suppressed(session: Session, email: str) -> bool:
    """Whether a delivery report said that this address cannot be reached."""
    return session.get(SuppressionRow, email.lower()) is not None


def registrations_of_mail(session: Session, inbound_id: int) -> tuple[Registration, ...]:
    """The registrations that a mail made or changed."""
    return _registrations(session, session.exec(select(HistoryRow.registration_number).where(HistoryRow.inbound_id == inbound_id)).all())


def history(session: Session, number: int) -> Sequence[HistoryRow]:
    """All changes of a registration, oldest first."""
    return session.exec(select(HistoryRow).where(HistoryRow.registration_number == number).order_by(col(HistoryRow.id))).all()


def _registrations(session: Session, numbers: Iterable[int | None]) -> tuple[Registration, ...]:
    wanted = [number for number in numbers if number is not None]
    rows = session.exec(select(RegistrationRow).where(col(RegistrationRow.number).in_(wanted)).order_by(
        col(RegistrationRow.ranked_at), col(RegistrationRow.number))).all()
    attendees: dict[int, list[AttendeeRow]] = {}
    for attendee in session.exec(select(AttendeeRow).where(col(AttendeeRow.registration_number).in_(wanted))).all():
        attendees.setdefault(attendee.registration_number, []).append(attendee)
    return tuple(registration_of(row, attendees.get(row.number or 0, [])) for row in rows)


def _without_trace(raw: bytes) -> bytes:
    """A mail that came twice differs in the headers that servers add on the way."""
    return raw.partition(b"\r\n\r\n")[2] or raw.partition(b"\n\n")[2]
