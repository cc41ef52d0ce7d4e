"""Changes of a registration: somebody is added, swapped or corrected, or a wish changes."""

from dataclasses import replace

from processor.domain import seating
from processor.domain.amending import Amendment, amended
from processor.domain.case import Case, SeatsTaken
from processor.domain.completeness import missing
from processor.domain.decision import Amend, Change, Decision, Notice, NoticeKind, Outcome, Register
from processor.domain.letters_wanted import about, beside, passed_on, standing, standing_again, told
from processor.domain.matching import find, may_change, meant, own_registrations, speaks_for, without_listed
from processor.domain.naming import may_be
from processor.domain.registering import placed
from processor.domain.registration import Attendee, ModeWish, Registration, Status
from processor.domain.request import Act, NamedAttendee


def change(case: Case) -> Decision | None:
    """A registration becomes what the mail says; the letter shows old and new."""
    if not _is_change(case):
        return None
    registrations = meant(case)
    if len(registrations) != 1:
        return _hold(case, "Eine Änderung, aber es ist nicht eindeutig, zu welcher Anmeldung.")
    before = registrations[0]
    case = without_listed(case, before.event_id, before.number)
    amendment = amended(case, before)
    if amendment is None:
        return _hold(case, "Eine Änderung, die sich nicht eindeutig zuordnen lässt.")
    if not _may_make(case, before, amendment):
        return _hold(case, "Eine Änderung für andere als den Absender.")
    if amendment.joined == before:
        return Decision("", Outcome.CHANGE, notices=(standing_again(case, before),), for_staff=_question(case))
    return _made(case, before, amendment)


def _is_change(case: Case) -> bool:
    acts = set(case.request.acts)
    return Act.CHANGE in acts or {Act.REGISTER, Act.CANCEL} <= acts or (Act.REGISTER in acts and (_is_of_people_listed(case) or _wishes_otherwise(case)))


def _is_of_people_listed(case: Case) -> bool:
    """'Stimmt nicht, wir sind vier', or the same people once more and others with them: no second registration."""
    return any(
        found.status in {Status.CONFIRMED, Status.WAITLISTED} and _is_another_number(case, found)
        for found in own_registrations(case) if found.event_id in case.request.event_ids or len(case.events) == 1
    )


def _wishes_otherwise(case: Case) -> bool:
    """The same people once more, who now want to take part in another way than the list says, or in another group: nothing that is said twice differently may be passed over."""
    return any(
        found.status in {Status.CONFIRMED, Status.WAITLISTED} and _are_the_same(case, found) and any(_is_otherwise(case, named, found) for named in case.request.attendees)
        for found in own_registrations(case) if found.event_id in case.request.event_ids or len(case.events) == 1
    )


def _are_the_same(case: Case, registration: Registration) -> bool:
    named = case.request.attendees
    return bool(named) and all(find(registration, attendee.name) is not None for attendee in named) and (case.request.count or 0) <= registration.seats


def _is_otherwise(case: Case, named: NamedAttendee, registration: Registration) -> bool:
    known = find(registration, named.name)
    mode, choices = named.mode or case.request.mode, named.choices or case.request.choices
    if known is None:
        return False
    return (mode is not None and known.mode not in {None, mode}) or bool(choices and known.choices and set(choices) != set(known.choices))


def _is_another_number(case: Case, registration: Registration) -> bool:
    named, count = case.request.attendees, case.request.count or 0
    known = [attendee for attendee in named if find(registration, attendee.name) is not None]
    if not named:
        return registration.number == case.thread_number and count not in {0, registration.seats}
    names_all_known = all(any(may_be(found.name, attendee.name) for found in known) for attendee in registration.present if attendee.name)
    return bool(known) and names_all_known and max(count, len(named)) > registration.seats


def _may_make(case: Case, before: Registration, amendment: Amendment) -> bool:
    """Who speaks only for himself changes nothing of the others and adds nobody."""
    if may_change(case, before):
        return True
    own = speaks_for(case, before)
    others = [attendee for attendee in before.attendees if attendee not in own]
    is_of_all = (amendment.registration.phone, amendment.registration.organisation) != (before.phone, before.organisation)
    return not amendment.added and not is_of_all and all(attendee in amendment.registration.attendees for attendee in others)


def _made(case: Case, before: Registration, amendment: Amendment) -> Decision:
    event = case.event(before.event_id)
    after = amendment.registration
    if before.status is Status.INCOMPLETE:
        after, amendment = placed(case, event, amendment.joined), Amendment(amendment.joined)
    elif before.status is Status.CONFIRMED and not _has_seats(case, before, after):
        return _noted(case, before, amendment)
    elif before.status is Status.CONFIRMED and _may_join(case, before, amendment):
        after, amendment = amendment.joined, Amendment(amendment.joined)
    changes: tuple[Change, ...] = (Amend(before, after),) if after != before else ()
    notices = _about_change(case, before, after) if changes else ()
    if amendment.added:
        separate = _separate(case, amendment)
        changes, notices = (*changes, Register(separate)), (*notices, beside(case, separate, after))
    return Decision("", Outcome.CHANGE, changes, notices, _question(case))


def _noted(case: Case, before: Registration, amendment: Amendment) -> Decision:
    """Who would rather take part in the other mode keeps his seat, and waits for one there; whatever else finds no seats is for a human."""
    wishing = tuple(_wishing(case, old, new) for old, new in zip(before.attendees, amendment.registration.attendees, strict=False))
    noted = replace(amendment.registration, attendees=wishing)
    if amendment.added or _without_wishes(noted) != _without_wishes(before):
        return _hold(case, "Für diese Änderung reichen die freien Plätze nicht.")
    changes = (Amend(before, noted),) if noted != before else ()
    return Decision("", Outcome.CHANGE, changes, (about(case, NoticeKind.MODE_FULL, noted),), _question(case))


def _wishing(case: Case, old: Attendee, new: Attendee) -> Attendee:
    """In the mode as before, with the wish for the new one; a wish that is repeated keeps its place."""
    if new.mode is None or new.mode is old.mode:
        return new
    is_repeated = old.wish is not None and old.wish.mode is new.mode
    return replace(new, mode=old.mode, wish=old.wish if is_repeated else ModeWish(new.mode, case.mail.received_at))


def _without_wishes(registration: Registration) -> Registration:
    return replace(registration, attendees=tuple(replace(attendee, wish=None) for attendee in registration.attendees))


def _about_change(case: Case, before: Registration, after: Registration) -> tuple[Notice, ...]:
    if after.status is Status.INCOMPLETE or before.status is not after.status is Status.CONFIRMED:
        return (standing(case, after),)
    return told(case, NoticeKind.CHANGED if after.present else NoticeKind.CANCELLED, after, before)


def _may_join(case: Case, before: Registration, amendment: Amendment) -> bool:
    """Whether those who are added can have seats at once; else they wait, or are asked for, by themselves, and nobody loses a seat."""
    separate = _separate(case, amendment)
    event = case.event(before.event_id)
    taken = seating.added(_seats_of_others(case, before), seating.taken_by(event, amendment.registration.present))
    return not separate.missing and seating.has_turn(event, taken, case.waiting.get(event.id, ()), separate)


def _separate(case: Case, amendment: Amendment) -> Registration:
    """Those who are added, as a registration that ranks by this mail; a name on the other one stands for companions without one."""
    joined = amendment.joined
    lacking = missing(case.event(joined.event_id), joined.present, joined.organisation, joined.phone)
    return replace(
        amendment.registration, number=0, attendees=amendment.added, ranked_at=case.mail.received_at, missing=lacking, offer=None,
        status=Status.INCOMPLETE if lacking else Status.WAITLISTED,
    )


def _has_seats(case: Case, before: Registration, after: Registration) -> bool:
    return seating.fits(case.event(before.event_id), _seats_of_others(case, before), after.present)


def _seats_of_others(case: Case, before: Registration) -> SeatsTaken:
    event = case.event(before.event_id)
    return seating.without(case.seats.get(event.id, SeatsTaken()), seating.taken_by(event, before.holding))


def _question(case: Case) -> str:
    return "Zur Änderung kam auch eine Frage." if Act.QUESTION in case.request.acts else ""


def _hold(case: Case, why: str) -> Decision:
    return Decision("", Outcome.STAFF, notices=(passed_on(case),), for_staff=why)
