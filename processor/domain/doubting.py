"""Wishes about a registration from an address that may not change it: asked at the registered address, which may say yes."""

from dataclasses import replace

from processor.domain.answer import Answer
from processor.domain.cancelling import cancel
from processor.domain.case import Case
from processor.domain.changing import change
from processor.domain.decision import Amend, Decision, Notice, NoticeKind, Outcome
from processor.domain.letters_wanted import passed_on
from processor.domain.mail import SenderVerdict
from processor.domain.matching import living, may_change
from processor.domain.registration import Registration


def leave_as_it_is(case: Case) -> Decision | None:
    """The registered address says no to what somebody else wished."""
    is_no = case.answers is NoticeKind.WISH_DOUBTED and case.answer is Answer.NO
    return Decision("", Outcome.IGNORE) if is_no else None


def ask_registrant(case: Case) -> Decision | None:
    """Who knows the letter or the number of a registration, but may not change it, changes it only if the registrant says yes."""
    registration = next((found for found in living(case) if found.number == case.thread_number), None)
    if registration is None or registration.registrant is None or may_change(case, registration) or case.mail.verdict is SenderVerdict.FAIL:
        return None
    own = cancel(case) or change(case)
    wished = _wished(case, registration) if own is None or own.outcome is Outcome.STAFF else None
    if wished is None:
        return None
    why = "Die Mail kam nicht von der angemeldeten Adresse; dort ist nachgefragt."
    return Decision("", Outcome.STAFF, notices=(passed_on(case), _question(case, registration, wished)), for_staff=why)


def _wished(case: Case, registration: Registration) -> Registration | None:
    """What would become of the registration, had the registrant written."""
    trusted = replace(case, mail=replace(case.mail, sender=registration.registrant), registrations=(registration,))
    decision = cancel(trusted) or change(trusted)
    changes = decision.changes if decision else ()
    return next((change.after for change in changes if isinstance(change, Amend)), None)


def _question(case: Case, registration: Registration, wished: Registration) -> Notice:
    """At most one a day about a registration, whoever writes how often."""
    assert registration.registrant is not None and case.mail.sender is not None
    return Notice(
        NoticeKind.WISH_DOUBTED, registration.registrant, registration.language, f"wish-{registration.number}-{case.mail.received_at:%Y%m%d}",
        registration.event_id, registration, facts={"wished": wished, "wished_by": case.mail.sender.email},
    )
