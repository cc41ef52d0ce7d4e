"""Whether a letter may be sent at all: no loops, no answers to machines, no floods (RFC 3834, section 2)."""

from processor.domain.case import Case
from processor.domain.decision import Notice, NoticeKind

# These tell the receiver that something was written to the list, so they go out even to a secretary who registers
# twenty people in an hour; the others are courtesies that a machine on the other side could provoke again and again.
ABOUT_CHANGES = frozenset({
    NoticeKind.CONFIRMED, NoticeKind.WAITLISTED, NoticeKind.CHANGED, NoticeKind.MODE_FULL, NoticeKind.CANCELLED, NoticeKind.PROMOTED, NoticeKind.OFFERED,
    NoticeKind.OFFERED_PART, NoticeKind.SEVERAL,
})

CHANGES_PER_HOUR = 30
COURTESIES_PER_HOUR = 3
COURTESIES_PER_DAY = 10
DOMAIN_PER_HOUR = 60
MAILBOX_PER_HOUR = 600


def why_not(case: Case, notice: Notice) -> str:
    """A sentence for staff on why this letter must not go out; "" where it may."""
    if not case.mail.may_be_answered:
        return "Nicht beantwortet: Die Mail trägt Kennzeichen eines Automaten oder Verteilers."
    if notice.to.email.lower() == case.office.address.lower():
        return "Nicht beantwortet: Die Mail kam von unserer eigenen Adresse."
    if case.sent.by_mailbox_last_hour >= MAILBOX_PER_HOUR:
        return "Nicht beantwortet: In der letzten Stunde gingen ungewöhnlich viele Briefe hinaus."
    if case.sent.to_domain_last_hour >= DOMAIN_PER_HOUR:
        return f"Nicht beantwortet: Sehr viele Briefe an {notice.to.domain} in der letzten Stunde."
    return _too_many_to_one(case, notice)


def _too_many_to_one(case: Case, notice: Notice) -> str:
    if notice.kind in ABOUT_CHANGES:
        is_too_many = case.sent.to_address_last_hour >= CHANGES_PER_HOUR
    else:
        is_too_many = case.sent.to_address_last_hour >= COURTESIES_PER_HOUR or case.sent.to_address_last_day >= COURTESIES_PER_DAY
    return f"Nicht beantwortet: Sehr viele Briefe an {notice.to.email} in kurzer Zeit." if is_too_many else ""
