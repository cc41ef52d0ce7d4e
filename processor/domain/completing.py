"""Answers to what we asked: they keep what they give, and only the rest is asked for again."""

from dataclasses import replace

from processor.domain.amending import amended
from processor.domain.case import Case
from processor.domain.decision import Amend, Decision, Outcome
from processor.domain.letters_wanted import passed_on, standing
from processor.domain.matching import living, own_registrations, without_listed
from processor.domain.naming import may_be
from processor.domain.registering import placed
from processor.domain.registration import Registration, Status
from processor.domain.request import Act


def complete(case: Case) -> Decision | None:
    """An answer brings what was asked for; in time is whose first mail was in time."""
    asked = () if Act.CANCEL in case.request.acts else _asked_back(case)
    completed = [(before, after) for before in asked if (after := _completed(case, before)) is not None]
    if not completed:
        return None
    changed = [(before, after) for before, after in completed if after != before]
    if not changed:
        return Decision("", Outcome.STAFF, notices=(passed_on(case),), for_staff="Die Antwort auf unsere Rückfrage enthält nicht, was fehlt.")
    outcome = Outcome.ASK if all(after.status is Status.INCOMPLETE for _, after in changed) else Outcome.CONFIRM
    return Decision("", outcome, tuple(Amend(before, after) for before, after in changed), tuple(standing(case, after) for _, after in changed))


def _completed(case: Case, registration: Registration) -> Registration | None:
    """The registration with what the answer gives; None where the event is still not known."""
    event_id = registration.event_id or next(iter(case.request.event_ids), "")
    if not event_id:
        return None
    case = without_listed(case, event_id, registration.number)
    amendment = amended(case, replace(registration, event_id=event_id))
    return placed(case, case.event(event_id), amendment.joined) if amendment else registration


def _asked_back(case: Case) -> tuple[Registration, ...]:
    """The incomplete registrations that the mail completes: of its thread, else what the sender began with one mail and did not complete.

    Whoever answers our very letter may complete, from any address: nothing is taken away by that.
    """
    own = own_registrations(case)
    for found in living(case):
        is_of_thread = found.number == case.thread_number and (found in own or (case.is_own_thread and not case.request.cancelled))
        if found.status is Status.INCOMPLETE and is_of_thread:
            return (found,)
    incomplete = tuple(found for found in own if found.status is Status.INCOMPLETE)
    is_of_one_mail = len({found.ranked_at for found in incomplete}) == 1
    return incomplete if is_of_one_mail and case.thread_number is None and all(_adds_nobody(case, found) for found in incomplete) else ()


def _adds_nobody(case: Case, registration: Registration) -> bool:
    """A new mail of the same sender completes an open registration only where it does not bring other people."""
    names = [attendee.name for attendee in registration.present if attendee.name]
    return all(not names or any(may_be(named.name, name) for name in names) for named in case.request.attendees)
