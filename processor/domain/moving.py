"""Moving to another event of a series: 'I cannot come on the 22nd, I would like to come on the 31st instead.'"""

from dataclasses import replace

from processor.domain.case import Case
from processor.domain.decision import Amend, Decision, NoticeKind, Outcome
from processor.domain.event import Event
from processor.domain.letters_wanted import passed_on, standing, told
from processor.domain.matching import find, may_change, own_registrations
from processor.domain.registering import placed
from processor.domain.registration import Registration, Status
from processor.domain.request import Act


def move(case: Case) -> Decision | None:
    """A registration changes over to another event, where it ranks from this mail; nobody gives up a seat for none."""
    found = _wanted(case)
    if found is None:
        return None
    before, event = found
    if event.is_cancelled or not event.is_open(case.mail.received_at):
        return _hold(case, f"Ein Wechsel zu „{event.title}“, wo die Anmeldung geschlossen ist.")
    if not _is_of_all(case, before) or not may_change(case, before):
        return _hold(case, f"Ein Wechsel zu „{event.title}“, aber nicht für alle auf der Anmeldung {before.number}.")
    after = placed(case, event, _at(case, before, event))
    if before.status is Status.CONFIRMED and after.status is not Status.CONFIRMED:
        return _hold(case, f"Ein Wechsel zu „{event.title}“, wo zurzeit kein Platz frei ist oder noch eine Angabe fehlt; die bisherige Anmeldung bleibt.")
    was = {"was": case.event(before.event_id)}
    notices = told(case, NoticeKind.CHANGED, after, before) if before.status is after.status else (standing(case, after),)
    changed = tuple(replace(notice, facts={**notice.facts, **was}) for notice in notices)
    question = "Zum Wechsel kam auch eine Frage." if Act.QUESTION in case.request.acts else ""
    return Decision("", Outcome.CHANGE, (Amend(before, after),), changed, question)


def _wanted(case: Case) -> tuple[Registration, Event] | None:
    """The registration that moves and where to, where the mail leaves no doubt about both: it names both events, or answers the letter about one."""
    acts, ids = set(case.request.acts), case.request.event_ids
    own = [found for found in own_registrations(case) if found.status in {Status.CONFIRMED, Status.WAITLISTED}]
    targets = [event for event in case.events if event.id in ids and all(found.event_id != event.id for found in own)]
    is_exchange = acts >= {Act.CANCEL, Act.REGISTER}
    is_change = Act.CHANGE in acts and Act.REGISTER not in acts and case.request.count is None
    if len(targets) != 1 or not (is_exchange or is_change):
        return None
    named = [found for found in own if found.event_id in ids]
    of_thread = [found for found in own if found.number == case.thread_number] if len(ids) == 1 and is_change else []
    sources = named or of_thread
    return (sources[0], targets[0]) if len(sources) == 1 else None


def _is_of_all(case: Case, registration: Registration) -> bool:
    """Whether nobody is named, or everybody on the registration."""
    names = (*case.request.cancelled, *(named.name for named in case.request.attendees))
    meant = {find(registration, name) for name in names}
    return not names or meant == set(registration.present)


def _at(case: Case, registration: Registration, event: Event) -> Registration:
    options = event.choices.options if event.choices else ()
    attendees = tuple(
        replace(attendee, ranked_at=case.mail.received_at, wish=None, choices=tuple(choice for choice in attendee.choices if choice in options))
        for attendee in registration.present
    )
    return replace(registration, event_id=event.id, attendees=attendees, ranked_at=case.mail.received_at, offer=None, is_together=False)


def _hold(case: Case, why: str) -> Decision:
    return Decision("", Outcome.STAFF, notices=(passed_on(case),), for_staff=why)
