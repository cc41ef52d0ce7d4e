"""Answers to an offered seat, to 'Are you still coming?', and to 'Would you like to cancel?'."""

from dataclasses import replace

from processor.domain import seating
from processor.domain.answer import Answer
from processor.domain.case import Case, SeatsTaken
from processor.domain.decision import Amend, Decision, NoticeKind, Outcome, Register
from processor.domain.event import EventMode, Mode
from processor.domain.letters_wanted import about, standing, told
from processor.domain.matching import living, own_registrations, speaks_for, struck
from processor.domain.promotion import confirmed
from processor.domain.registration import Registration, Status

# Letters to which a mere "no" is a cancellation.
ASKED_WHETHER_THEY_COME = frozenset({NoticeKind.STILL_COMING, NoticeKind.PROMOTED})


def answer_offer(case: Case) -> Decision | None:
    """Who was offered a seat takes it or gives it to the next; a group takes a part of its seats, waits on, or comes partly online."""
    offered = _offered(case)
    if offered is None or case.answer is None:
        return None
    if offered.is_offered_a_part:
        return _answer_to_part(case, offered, case.answer)
    if case.answer in {Answer.YES, Answer.PART}:
        return _seated(case, offered, confirmed(offered))
    return _gone(case, offered) if case.answer is Answer.NO else None


def answer_still_coming(case: Case) -> Decision | None:
    """Who was asked whether he still comes and says no gives his seat to the next; a yes changes nothing."""
    if case.answers not in ASKED_WHETHER_THEY_COME or case.answer not in {Answer.YES, Answer.NO}:
        return None
    meant = _confirmed_of_thread(case)
    if meant is None:
        return None
    return _gone(case, meant) if case.answer is Answer.NO else Decision("", Outcome.IGNORE)


def answer_whether_to_cancel(case: Case) -> Decision | None:
    """Who was asked because his calendar declined the entry cancels with a yes; a no changes nothing."""
    if case.answers is not NoticeKind.CALENDAR_DECLINED or case.answer not in {Answer.YES, Answer.NO}:
        return None
    meant = _confirmed_of_thread(case)
    if meant is None:
        return None
    return _gone(case, meant) if case.answer is Answer.YES else Decision("", Outcome.IGNORE)


def _offered(case: Case) -> Registration | None:
    """The sender's offer that the mail answers: of its thread, else his only one."""
    offered = [found for found in _answerable(case) if found.open_offer and not case.event(found.event_id).is_cancelled]
    of_thread = [found for found in offered if found.number == case.thread_number]
    return of_thread[0] if of_thread else offered[0] if len(offered) == 1 and case.thread_number is None else None


def _confirmed_of_thread(case: Case) -> Registration | None:
    return next((found for found in own_registrations(case) if found.number == case.thread_number and found.status is Status.CONFIRMED), None)


def _answerable(case: Case) -> list[Registration]:
    """The registrations for all of which the sender may speak."""
    return [found for found in living(case) if speaks_for(case, found) == frozenset(found.present)]


def _answer_to_part(case: Case, offered: Registration, answer: Answer) -> Decision | None:
    if answer in {Answer.NO, Answer.WAIT}:
        waits = replace(offered, offer=None, is_together=True)
        return Decision("", Outcome.CHANGE, (Amend(offered, waits),), (standing(case, waits),))
    if answer is Answer.ONLINE:
        return _with_others_online(case, offered)
    first, others = _split(offered)
    if not _has_seats(case, offered, first):
        return _still_waiting(case, offered)
    notices = (about(case, NoticeKind.CONFIRMED, first), about(case, NoticeKind.WAITLISTED, others))
    return Decision("", Outcome.CONFIRM, (Amend(offered, first), Register(others)), notices)


def _split(offered: Registration) -> tuple[Registration, Registration]:
    """Those who get the seats, confirmed, and the others, who keep their place under a number of their own."""
    present, seats = offered.present, offered.open_offer.seats if offered.open_offer else 0
    gone = tuple(attendee for attendee in offered.attendees if attendee.is_cancelled)
    first = replace(confirmed(offered), attendees=(*gone, *present[:seats]))
    return first, replace(offered, number=0, attendees=present[seats:], offer=None)


def _with_others_online(case: Case, offered: Registration) -> Decision | None:
    if case.event(offered.event_id).mode is not EventMode.HYBRID or offered.open_offer is None:
        return None
    seats = offered.open_offer.seats
    online = {attendee: replace(attendee, mode=Mode.ONLINE) for attendee in offered.present[seats:]}
    return _seated(case, offered, confirmed(replace(offered, attendees=tuple(online.get(known, known) for known in offered.attendees))))


def _seated(case: Case, offered: Registration, after: Registration) -> Decision:
    if not _has_seats(case, offered, after):
        return _still_waiting(case, offered)
    return Decision("", Outcome.CONFIRM, (Amend(offered, after),), (about(case, NoticeKind.CONFIRMED, after),))


def _still_waiting(case: Case, offered: Registration) -> Decision:
    """The seats are no longer there, because staff took some away meanwhile."""
    waits = replace(offered, offer=None)
    sorry = "Ein angebotener Platz wurde angenommen, den es nach einer Kürzung der Plätze nicht mehr gibt."
    return Decision("", Outcome.STAFF, (Amend(offered, waits),), (standing(case, waits),), sorry)


def _has_seats(case: Case, offered: Registration, after: Registration) -> bool:
    event = case.event(offered.event_id)
    taken = seating.without(case.seats.get(event.id, SeatsTaken()), seating.taken_by(event, offered.holding))
    return seating.fits(event, taken, after.present)


def _gone(case: Case, before: Registration) -> Decision:
    """All for whom the writer may speak are taken off."""
    after = replace(struck(before, speaks_for(case, before)), offer=None)
    notices = told(case, NoticeKind.CHANGED if after.present else NoticeKind.CANCELLED, after, before)
    return Decision("", Outcome.CHANGE if after.present else Outcome.CANCEL, (Amend(before, after),), notices)
