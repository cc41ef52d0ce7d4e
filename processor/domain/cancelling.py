"""Cancellations: of everybody on a registration, or of some."""

from processor.domain.case import Case
from processor.domain.decision import Amend, Decision, NoticeKind, Outcome
from processor.domain.letters_wanted import passed_on, told
from processor.domain.matching import find, meant, speaks_for, struck
from processor.domain.naming import is_same, may_be
from processor.domain.registration import Attendee, Registration
from processor.domain.request import Act


def cancel(case: Case) -> Decision | None:
    """Takes people off the list, where it is plain who and where the writer may; else a human decides."""
    acts = set(case.request.acts)
    if Act.CANCEL not in acts or acts & {Act.REGISTER, Act.CHANGE}:
        return None
    registrations = meant(case)
    if not registrations:
        return _hold(case, "Eine Absage, aber unter diesem Absender steht niemand auf der Liste.")
    if case.request.is_other_cancelled:
        return _cancel_other(case, registrations)
    if not case.request.cancelled:
        return _cancel_own(case, registrations)
    return _cancel_named(case, registrations)


def _cancel_own(case: Case, registrations: tuple[Registration, ...]) -> Decision:
    """Without a name the mail means the writer: plain where one registration is meant, and it has one person who can be meant."""
    if len(registrations) > 1 and len(case.request.event_ids) < len(registrations):
        return _hold(case, "Eine Absage ohne Namen, und unter diesem Absender gibt es mehrere Anmeldungen.")
    own = [(found, speaks_for(case, found)) for found in registrations]
    if case.request.count != 0 and any(len(gone) > 1 for _, gone in own):
        return _hold(case, "Eine Absage ohne Namen zu einer Anmeldung mit mehreren Personen.")
    return _written(case, own)


def _cancel_other(case: Case, registrations: tuple[Registration, ...]) -> Decision:
    """'Meine Tochter hat Training, ich komme allein': the only one who stands there beside the writer and those whom the mail names, all of whom must stand there, too."""
    listed = [(found, attendee) for found in registrations for attendee in found.present]
    writer = [place for place in listed if _is_writer(case, place[1].name)]
    staying = [writer, *([place for place in listed if may_be(name, place[1].name)] for name in case.request.staying)]
    others = [place for place in listed if not any(place in places for places in staying)]
    if len(others) != 1 or any(len(places) != 1 for places in staying):
        return _hold(case, "Eine Absage für jemanden, den die Mail nicht nennt, und die Liste zeigt nicht, wer gemeint ist.")
    registration, other = others[0]
    if other not in speaks_for(case, registration):
        return _hold(case, f"Eine Absage für {other.name or 'jemanden'} von jemandem, der nur für sich selbst absagen kann.")
    return _written(case, [(registration, frozenset({other}))])


def _cancel_named(case: Case, registrations: tuple[Registration, ...]) -> Decision:
    gone: dict[int, set[Attendee]] = {}
    for name in case.request.cancelled:
        found = [(registration, attendee) for registration in registrations if (attendee := find(registration, name)) is not None]
        if not found and len(registrations) == 1 and registrations[0].seats == 1 and _is_writer(case, name):
            found = [(registrations[0], registrations[0].present[0])]
        if not found:
            return _hold(case, f"Eine Absage für {name}; dieser Name steht nicht eindeutig auf der Liste.")
        if len(found) > 1 and len(case.request.event_ids) < len(found):
            return _hold(case, f"Eine Absage für {name}; dieser Name steht auf mehreren Anmeldungen.")
        if any(attendee not in speaks_for(case, registration) for registration, attendee in found):
            return _hold(case, f"Eine Absage für {name} von jemandem, der nur für sich selbst absagen kann.")
        for registration, attendee in found:
            gone.setdefault(registration.number, set()).add(attendee)
    return _written(case, [(found, frozenset(gone[found.number])) for found in registrations if found.number in gone])


def _written(case: Case, cancelled: list[tuple[Registration, frozenset[Attendee]]]) -> Decision:
    changes = tuple(Amend(registration, struck(registration, gone)) for registration, gone in cancelled)
    notices = tuple(
        notice for change in changes
        for notice in told(case, NoticeKind.CHANGED if change.after.present else NoticeKind.CANCELLED, change.after, change.before)
    )
    question = "Zur Absage kam auch eine Frage." if Act.QUESTION in case.request.acts else ""
    outcome = Outcome.CANCEL if all(not change.after.present for change in changes) else Outcome.CHANGE
    return Decision("", outcome, changes, notices, question)


def _is_writer(case: Case, name: str) -> bool:
    return case.mail.sender is not None and is_same(name, case.mail.sender.name)


def _hold(case: Case, why: str) -> Decision:
    return Decision("", Outcome.STAFF, notices=(passed_on(case),), for_staff=why)
