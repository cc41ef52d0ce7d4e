"""The letters that a decision wants written."""

from processor.domain.case import Case
from processor.domain.decision import Notice, NoticeKind
from processor.domain.mail import Address
from processor.domain.registration import Registration, Status
from processor.domain.request import Act


def about(case: Case, kind: NoticeKind, registration: Registration, before: Registration | None = None) -> Notice:
    """A letter to the writer about a registration."""
    return Notice(
        kind=kind,
        to=_writer(case),
        language=case.request.language,
        key=f"mail-{case.inbound_id}-{kind.value}-{registration.event_id}-{registration.number}",
        event_id=registration.event_id,
        registration=registration,
        before=before,
        missing=registration.missing if kind is NoticeKind.ASKED else frozenset(),
        facts={"has_question": Act.QUESTION in case.request.acts},
    )


def standing(case: Case, registration: Registration) -> Notice:
    """The letter that fits where the registration stands: confirmed, waiting or asked back."""
    kinds = {Status.CONFIRMED: NoticeKind.CONFIRMED, Status.WAITLISTED: NoticeKind.WAITLISTED, Status.INCOMPLETE: NoticeKind.ASKED}
    return about(case, kinds.get(registration.status, NoticeKind.CANCELLED), registration)


def passed_on(case: Case) -> Notice:
    """'Your mail was passed on to our staff.'"""
    return _without_registration(case, NoticeKind.PASSED_ON, "")


def too_late(case: Case, event_id: str) -> Notice:
    """'Registration has closed.'"""
    return _without_registration(case, NoticeKind.TOO_LATE, event_id)


def _without_registration(case: Case, kind: NoticeKind, event_id: str) -> Notice:
    return Notice(
        kind=kind,
        to=_writer(case),
        language=case.request.language,
        key=f"mail-{case.inbound_id}-{kind.value}-{event_id}",
        event_id=event_id or (case.events[0].id if len(case.events) == 1 else ""),
    )


def _writer(case: Case) -> Address:
    assert case.mail.sender is not None
    return case.mail.sender
