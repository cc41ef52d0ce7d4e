"""New registrations: complete, incomplete, too late, or one that is already there."""

from dataclasses import replace

from processor.domain import seating
from processor.domain.case import Case, SeatsTaken
from processor.domain.completeness import missing
from processor.domain.decision import Change, Decision, Notice, Outcome, Register
from processor.domain.event import Event, Required
from processor.domain.letters_wanted import event_cancelled, standing, standing_again, too_late
from processor.domain.matching import listing, own_registrations, without_listed
from processor.domain.naming import is_same
from processor.domain.registration import Attendee, Registration, Status
from processor.domain.request import Act, NamedAttendee

QUESTION_TOO = "Zur Anmeldung kam auch eine Frage."


def tell_of_cancelled_event(case: Case) -> Decision | None:
    """Whoever wants to take part in an event that does not take place is told so; registrations stay as they are."""
    wants_to_come = Act.REGISTER in case.request.acts or Act.CHANGE in case.request.acts
    events = _events(case)
    if not wants_to_come or not events or not all(event.is_cancelled for event in events):
        return None
    return Decision("", Outcome.LATE, notices=tuple(event_cancelled(case, event.id) for event in events), for_staff=_question(case))


def ask_for_event(case: Case) -> Decision | None:
    """Several events, and the mail does not tell which: the place in the order of arrival is kept, the event asked for."""
    if Act.REGISTER not in case.request.acts or len(case.events) < 2 or case.request.event_ids or case.thread_number is not None:
        return None
    registration = replace(_new(case, ""), status=Status.INCOMPLETE, missing=frozenset({Required.EVENT}))
    return Decision("", Outcome.ASK, (Register(registration),), (standing(case, registration),))


def confirm_again(case: Case) -> Decision | None:
    """The same people sign up once more: they get their letter again, and nobody is added."""
    if Act.REGISTER not in case.request.acts:
        return None
    repeated = [found for event in _events(case) if (found := _already(case, event)) is not None]
    if not repeated or len(repeated) < len(_events(case)):
        return None
    outcome = Outcome.ASK if all(found.status is Status.INCOMPLETE for found in repeated) else Outcome.CONFIRM
    return Decision("", outcome, notices=tuple(standing_again(case, found) for found in repeated), for_staff=_question(case))


def decline_late(case: Case) -> Decision | None:
    """The server received the mail after the deadline of every event that it means."""
    events = _events(case)
    if Act.REGISTER not in case.request.acts or not events or any(event.is_open(case.mail.received_at) for event in events):
        return None
    return Decision("", Outcome.LATE, notices=tuple(too_late(case, event.id) for event in events), for_staff=_question(case))


def register(case: Case) -> Decision | None:
    """Somebody signs up: a seat, a place on the waiting list, or a letter that asks for what is missing."""
    events = _events(case)
    if Act.REGISTER not in case.request.acts or not events:
        return None
    changes: list[Change] = []
    notices: list[Notice] = []
    for event in events:
        new = without_listed(case, event.id)
        known = _already(case, event) or (_listing(case, event) if not new.request.attendees and not new.request.count else None)
        if known is not None:
            notices.append(standing_again(case, known))
            continue
        if event.is_cancelled or not event.is_open(case.mail.received_at):
            notices.append((event_cancelled if event.is_cancelled else too_late)(case, event.id))
            continue
        registration = placed(case, event, _new(new, event.id))
        changes.append(Register(registration))
        notices.append(standing(case, registration))
    is_asked = all(change.registration.status is Status.INCOMPLETE for change in changes if isinstance(change, Register))
    return Decision("", Outcome.ASK if is_asked else Outcome.CONFIRM, tuple(changes), tuple(notices), _question(case))


def placed(case: Case, event: Event, registration: Registration) -> Registration:
    """The registration where it belongs now: incomplete, confirmed, or waiting where the seats do not suffice.

    An incomplete registration holds no seat but keeps its rank. Who comes new may not overtake somebody who came before,
    waits and would fit.
    """
    lacking = missing(event, registration.present, registration.organisation, registration.phone)
    if lacking:
        return replace(registration, status=Status.INCOMPLETE, missing=lacking)
    taken = case.seats.get(event.id, SeatsTaken())
    has_turn = seating.has_turn(event, taken, case.waiting.get(event.id, ()), registration)
    status = Status.CONFIRMED if has_turn else Status.WAITLISTED
    return replace(registration, status=status, missing=frozenset())


def attendee_of(case: Case, named: NamedAttendee) -> Attendee:
    """A seat for somebody whom the mail names; what it says of all holds where nothing is said of this person."""
    request = case.request
    return Attendee(
        name=named.name,
        ranked_at=case.mail.received_at,
        mode=named.mode or request.mode,
        choices=named.choices or request.choices,
        email=named.email or (request.email if len(request.attendees) == 1 else ""),
        phone=named.phone,
    )


def companion(case: Case) -> Attendee:
    """A seat for somebody without a name."""
    return Attendee("", case.mail.received_at, case.request.mode, case.request.choices)


def _new(case: Case, event_id: str) -> Registration:
    request = case.request
    named = [attendee_of(case, attendee) for attendee in request.attendees]
    unnamed = max(request.count or 0, 1) - len(named)
    return Registration(
        number=0,
        event_id=event_id,
        registrant=case.mail.sender,
        status=Status.INCOMPLETE,
        attendees=(*named, *(companion(case) for _ in range(unnamed))),
        ranked_at=case.mail.received_at,
        organisation=request.organisation,
        phone=request.phone,
        language=request.language,
        wishes=request.wishes,
    )


def _events(case: Case) -> tuple[Event, ...]:
    """The events meant: the mailbox's only one, those that the mail names, else that of its thread."""
    if len(case.events) == 1:
        return case.events
    of_thread = {found.event_id for found in case.registrations if found.number == case.thread_number}
    wanted = set(case.request.event_ids) or of_thread
    return tuple(event for event in case.events if event.id in wanted)


def _already(case: Case, event: Event) -> Registration | None:
    """The sender's living registration with the same people, or the same number of unnamed ones."""
    named = [attendee.name for attendee in case.request.attendees]
    for found in own_registrations(case):
        names = [attendee.name for attendee in found.present]
        are_all_there = bool(named) and all(any(is_same(name, known) for known in names) for name in named)
        if found.event_id == event.id and are_all_there and (case.request.count or 0) <= found.seats:
            return found
    return None


def _listing(case: Case, event: Event) -> Registration | None:
    """Where those whom the mail names stand, on several registrations."""
    return next((found for named in case.request.attendees for found in listing(case, event.id, named.name)), None)


def _question(case: Case) -> str:
    return QUESTION_TOO if Act.QUESTION in case.request.acts else ""
