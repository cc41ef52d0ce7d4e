"""Changes of a registration, and answers that complete one."""

from dataclasses import replace

from processor.domain import seating
from processor.domain.case import Case, SeatsTaken
from processor.domain.decision import Amend, Decision, NoticeKind, Outcome
from processor.domain.letters_wanted import about, passed_on, standing
from processor.domain.matching import find, meant, own_registrations, struck
from processor.domain.naming import is_same, may_be
from processor.domain.registering import attendee_of, companion, placed
from processor.domain.registration import Attendee, Registration, Status
from processor.domain.request import Act


def complete(case: Case) -> Decision | None:
    """An answer brings what was asked for; in time is whose first mail was in time."""
    acts = set(case.request.acts)
    registration = _asked_back(case)
    if registration is None or Act.CANCEL in acts:
        return None
    event_id = registration.event_id or next(iter(case.request.event_ids), "")
    if not event_id:
        return None
    filled = replace(_filled(case, registration), event_id=event_id)
    after = placed(case, case.event(event_id), filled)
    if after == registration:
        return Decision("", Outcome.STAFF, notices=(passed_on(case),), for_staff="Die Antwort auf unsere Rückfrage enthält nicht, was fehlt.")
    outcome = Outcome.ASK if after.status is Status.INCOMPLETE else Outcome.CONFIRM
    return Decision("", outcome, (Amend(registration, after),), (standing(case, after),))


def change(case: Case) -> Decision | None:
    """Somebody is added, swapped or corrected, or a wish changes; the letter shows old and new."""
    acts = set(case.request.acts)
    if Act.CHANGE not in acts and not {Act.REGISTER, Act.CANCEL} <= acts:
        return None
    registrations = meant(case)
    if len(registrations) != 1:
        return _hold(case, "Eine Änderung, aber es ist nicht eindeutig, zu welcher Anmeldung.")
    before = registrations[0]
    after = _changed(case, before)
    if after is None:
        return _hold(case, "Eine Änderung, die sich nicht eindeutig zuordnen lässt.")
    if after == before:
        return Decision("", Outcome.CHANGE, notices=(standing(case, before),))
    if after.status is Status.CONFIRMED and not _has_seats(case, before, after):
        return _hold(case, "Für diese Änderung reichen die freien Plätze nicht.")
    question = "Zur Änderung kam auch eine Frage." if Act.QUESTION in acts else ""
    kind = NoticeKind.CHANGED if after.present else NoticeKind.CANCELLED
    return Decision("", Outcome.CHANGE, (Amend(before, after),), (about(case, kind, after, before),), question)


def _asked_back(case: Case) -> Registration | None:
    """The incomplete registration that the mail completes: of its thread, else the sender's only one."""
    incomplete = [found for found in own_registrations(case) if found.status is Status.INCOMPLETE]
    of_thread = [found for found in incomplete if found.number == case.thread_number]
    if of_thread:
        return of_thread[0]
    return incomplete[0] if len(incomplete) == 1 and case.thread_number is None and _adds_nobody(case, incomplete[0]) else None


def _adds_nobody(case: Case, registration: Registration) -> bool:
    """A new mail of the same sender completes an open registration only where it does not bring other people."""
    names = [attendee.name for attendee in registration.present if attendee.name]
    return all(not names or any(may_be(named.name, name) for name in names) for named in case.request.attendees)


def _filled(case: Case, registration: Registration) -> Registration:
    """The registration with what the answer says; what it does not say stays."""
    request = case.request
    attendees = list(registration.present)
    for named in request.attendees:
        same = next((index for index, known in enumerate(attendees) if known.name and may_be(named.name, known.name)), None)
        free = next((index for index, known in enumerate(attendees) if not known.name), None)
        index = same if same is not None else free
        if index is None:
            attendees.append(attendee_of(case, named))
        else:
            attendees[index] = replace(attendees[index], name=_fuller(attendees[index].name, named.name), mode=named.mode or attendees[index].mode)
    attendees += [companion(case) for _ in range((request.count or 0) - len(attendees))]
    filled = [replace(known, mode=known.mode or request.mode, choices=known.choices or request.choices) for known in attendees]
    return replace(
        registration, attendees=tuple(filled), organisation=request.organisation or registration.organisation,
        phone=request.phone or registration.phone,
    )


def _fuller(known: str, named: str) -> str:
    return named if len(named.split()) >= len(known.split()) else known


def _changed(case: Case, before: Registration) -> Registration | None:
    request = case.request
    gone = [find(before, name) for name in request.cancelled]
    if any(attendee is None for attendee in gone):
        return None
    after = before
    new = [attendee for attendee in request.attendees if not any(is_same(attendee.name, known.name) for known in before.present)]
    if gone:
        after = struck(after, frozenset(attendee for attendee in gone if attendee is not None))
    after = _with_new(case, after, [attendee_of(case, attendee) for attendee in new])
    counted = _with_count(case, after)
    return _with_wishes(case, counted) if counted is not None else None


def _with_new(case: Case, registration: Registration, new: list[Attendee]) -> Registration:
    """New people take the places of unnamed companions where the total stays, and add themselves elsewhere."""
    attendees = list(registration.attendees)
    for attendee in new:
        corrected = next((i for i, known in enumerate(attendees) if not known.is_cancelled and known.name and _is_respelled(attendee, known)), None)
        unnamed = next((i for i, known in enumerate(attendees) if not known.is_cancelled and not known.name), None)
        index = corrected if corrected is not None else unnamed if case.request.count in {None, registration.seats} else None
        if index is None:
            attendees.append(attendee)
        else:
            attendees[index] = replace(attendees[index], name=attendee.name, mode=attendee.mode or attendees[index].mode)
    status = Status.CONFIRMED if registration.status is Status.CANCELLED and new else registration.status
    return replace(registration, attendees=tuple(attendees), status=status)


def _is_respelled(new: Attendee, known: Attendee) -> bool:
    return may_be(new.name, known.name)


def _with_count(case: Case, registration: Registration) -> Registration | None:
    """The new total: companions are added, or unnamed ones taken away; who of the named stays away must be said."""
    count = case.request.count
    if count is None or count == registration.seats:
        return registration
    if count > registration.seats:
        more = [companion(case) for _ in range(count - registration.seats)]
        return replace(registration, attendees=(*registration.attendees, *more))
    unnamed = [attendee for attendee in registration.present if not attendee.name]
    surplus = registration.seats - count
    if surplus > len(unnamed):
        return None
    attendees = list(registration.attendees)
    for attendee in unnamed[len(unnamed) - surplus:]:
        attendees.remove(attendee)
    return replace(registration, attendees=tuple(attendees))


def _with_wishes(case: Case, registration: Registration) -> Registration:
    request = case.request
    modes = {named.name: named.mode for named in request.attendees if named.mode}
    attendees = tuple(
        replace(known, mode=modes.get(known.name) or request.mode or known.mode, choices=request.choices or known.choices)
        if not known.is_cancelled else known
        for known in registration.attendees
    )
    return replace(
        registration, attendees=attendees, organisation=request.organisation or registration.organisation,
        phone=request.phone or registration.phone,
    )


def _has_seats(case: Case, before: Registration, after: Registration) -> bool:
    event = case.event(before.event_id)
    taken = case.seats.get(event.id, SeatsTaken())
    if before.status is Status.CONFIRMED:
        taken = seating.without(taken, seating.taken_by(event, before.present))
    return seating.fits(event, taken, after.present)


def _hold(case: Case, why: str) -> Decision:
    return Decision("", Outcome.STAFF, notices=(passed_on(case),), for_staff=why)
