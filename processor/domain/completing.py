"""Answers to what we asked: they keep what they give, and only the rest is asked for again."""

from dataclasses import replace

from processor.domain.amending import amended
from processor.domain.case import Case
from processor.domain.decision import Amend, Decision, Outcome
from processor.domain.letters_wanted import passed_on, standing
from processor.domain.matching import living, own_registrations
from processor.domain.naming import may_be
from processor.domain.registering import placed
from processor.domain.registration import Registration, Status
from processor.domain.request import Act


def complete(case: Case) -> Decision | None:
    """An answer brings what was asked for; in time is whose first mail was in time."""
    registration = _asked_back(case)
    if registration is None or Act.CANCEL in case.request.acts:
        return None
    event_id = registration.event_id or next(iter(case.request.event_ids), "")
    if not event_id:
        return None
    amendment = amended(case, replace(registration, event_id=event_id))
    after = placed(case, case.event(event_id), amendment.joined) if amendment else registration
    if after == registration:
        return Decision("", Outcome.STAFF, notices=(passed_on(case),), for_staff="Die Antwort auf unsere Rückfrage enthält nicht, was fehlt.")
    outcome = Outcome.ASK if after.status is Status.INCOMPLETE else Outcome.CONFIRM
    return Decision("", outcome, (Amend(registration, after),), (standing(case, after),))


def _asked_back(case: Case) -> Registration | None:
    """The incomplete registration that the mail completes: of its thread, else the sender's only one.

    Whoever answers our very letter may complete, from any address: nothing is taken away by that.
    """
    own = own_registrations(case)
    for found in living(case):
        is_of_thread = found.number == case.thread_number and (case.is_own_thread or found in own)
        if found.status is Status.INCOMPLETE and is_of_thread:
            return found
    incomplete = [found for found in own if found.status is Status.INCOMPLETE]
    return incomplete[0] if len(incomplete) == 1 and case.thread_number is None and _adds_nobody(case, incomplete[0]) else None


def _adds_nobody(case: Case, registration: Registration) -> bool:
    """A new mail of the same sender completes an open registration only where it does not bring other people."""
    names = [attendee.name for attendee in registration.present if attendee.name]
    return all(not names or any(may_be(named.name, name) for name in names) for named in case.request.attendees)
