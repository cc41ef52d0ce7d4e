"""Answers that calendar programs send to our entries (RFC 5546, METHOD:REPLY)."""

from dataclasses import replace

from processor.domain.calendar import uid_of
from processor.domain.case import Case
from processor.domain.decision import Amend, Decision, NoticeKind, Outcome
from processor.domain.event import OnDecline
from processor.domain.letters_wanted import passed_on, standing_again, told
from processor.domain.mail import CalendarReply, MailKind
from processor.domain.matching import own_registrations, speaks_for, struck
from processor.domain.registration import Attendee, Registration

DECLINED = "Der Kalendereintrag wurde abgelehnt; eine Absage steht nicht dabei. Bitte nachfragen."


def note_calendar_reply(case: Case) -> Decision | None:
    """Who declines our entry is asked, cancelled or shown to staff, as the office wants it; an acceptance is not needed.

    Only the address that may change a registration may decline it, and what somebody wrote beside the answer is for people.
    """
    if case.mail.kind is not MailKind.CALENDAR_REPLY:
        return None
    reply = case.mail.calendar_reply
    if reply is None:
        return Decision("", Outcome.IGNORE)
    if reply.comment:
        answered = (passed_on(case),) if case.mail.sender else ()
        return Decision("", Outcome.STAFF, notices=answered, for_staff=f"Zur Antwort auf den Kalendereintrag ({reply.partstat}) steht: {reply.comment}")
    if reply.partstat != "DECLINED" or not own_registrations(case):
        return Decision("", Outcome.IGNORE)
    return _declined(case, reply)


def _declined(case: Case, reply: CalendarReply) -> Decision:
    registration = next((found for found in own_registrations(case) if uid_of(found, case.office) == reply.uid), None)
    if registration is None:
        return Decision("", Outcome.STAFF, for_staff=DECLINED)  # the office's own entry, or one of another registration
    event = case.event(registration.event_id)
    if case.now >= event.starts_at:
        return Decision("", Outcome.IGNORE)
    if event.on_decline is OnDecline.STAFF:
        return Decision("", Outcome.STAFF, for_staff=DECLINED)
    gone = speaks_for(case, registration)
    is_himself = all(attendee.email.lower() in {"", reply.attendee} for attendee in gone)
    if event.on_decline is OnDecline.CANCEL and len(gone) == 1 and is_himself:
        return _cancelled(case, registration, gone)
    return _asked(case, registration)


def _cancelled(case: Case, registration: Registration, gone: frozenset[Attendee]) -> Decision:
    after = struck(registration, gone)
    notices = told(case, NoticeKind.CHANGED if after.present else NoticeKind.CANCELLED, after, registration)
    outcome = Outcome.CHANGE if after.present else Outcome.CANCEL
    return Decision("", outcome, (Amend(registration, after),), tuple(replace(notice, language=registration.language) for notice in notices))


def _asked(case: Case, registration: Registration) -> Decision:
    """Asked at most once a day, for some programs decline each update by themselves."""
    about_whom = standing_again(case, registration)
    key = f"calendar-declined-{registration.number}-{about_whom.to.email.lower()}-{case.mail.received_at:%Y%m%d}"
    notice = replace(about_whom, kind=NoticeKind.CALENDAR_DECLINED, language=registration.language, key=key)
    return Decision("", Outcome.ASK, notices=(notice,))
