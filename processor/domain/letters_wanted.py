"""The letters that a decision wants written."""

from collections.abc import Sequence
from dataclasses import replace

from processor.domain.addressees import concerns, only, own_addresses
from processor.domain.case import Case
from processor.domain.decision import Notice, NoticeKind
from processor.domain.mail import Address
from processor.domain.matching import may_change, speaks_for
from processor.domain.registration import Attendee, Registration, Status
from processor.domain.request import Act

IN_ONE_LETTER = (
    NoticeKind.CONFIRMED, NoticeKind.WAITLISTED, NoticeKind.ASKED, NoticeKind.CHANGED, NoticeKind.CANCELLED, NoticeKind.TOO_LATE,
    NoticeKind.OFFERED, NoticeKind.OFFERED_PART,
)


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


def told(case: Case, kind: NoticeKind, registration: Registration, before: Registration) -> tuple[Notice, ...]:
    """The letter to the writer, and to the addresses of the registration before and after, so that no change goes unnoticed."""
    known = [_writer(case), before.registrant, registration.registrant]
    addresses = {address.email.lower(): address for address in known if address is not None and address.is_read}
    letter = about(case, kind, registration, before)
    first = letter if may_change(case, before) else _about_himself(case, registration, before)
    return (first, *(
        replace(letter, to=address, language=before.language, key=f"{letter.key}-{email}")
        for email, address in addresses.items() if email != letter.to.email.lower()
    ))


def _about_himself(case: Case, registration: Registration, before: Registration) -> Notice:
    """An attendee whom somebody else registered reads nothing of the others."""
    himself = speaks_for(case, before)
    places = [place for place, attendee in enumerate(before.attendees) if attendee in himself]
    was, now = (_to_writer(case, found, [found.attendees[place] for place in places]) for found in (before, registration))
    return about(case, NoticeKind.CHANGED if now.present else NoticeKind.CANCELLED, now, was)


def _to_writer(case: Case, registration: Registration, himself: Sequence[Attendee]) -> Registration:
    """What the writer may read; only who stands there with this address is known by the number from now on."""
    found = only(registration, himself)
    return found if concerns(registration, _writer(case).email) or _writer(case).email.lower() in own_addresses(registration) else replace(found, number=0)


def beside(case: Case, registration: Registration, other: Registration) -> Notice:
    """The letter about people who were added and have no seat yet; their registration stands beside another, which keeps what it has."""
    letter = standing(case, registration)
    return replace(letter, facts={**letter.facts, "beside": other.number})


def standing(case: Case, registration: Registration) -> Notice:
    """The letter that fits where the registration stands: confirmed, waiting, offered a seat, or asked back."""
    if registration.open_offer:
        return about(case, NoticeKind.OFFERED_PART if registration.is_offered_a_part else NoticeKind.OFFERED, registration)
    kinds = {Status.CONFIRMED: NoticeKind.CONFIRMED, Status.WAITLISTED: NoticeKind.WAITLISTED, Status.INCOMPLETE: NoticeKind.ASKED}
    return about(case, kinds.get(registration.status, NoticeKind.CANCELLED), registration)


def standing_again(case: Case, registration: Registration) -> Notice:
    """The same once more; an attendee whom somebody else registered reads of himself only."""
    if may_change(case, registration):
        return standing(case, registration)
    himself = [attendee for attendee in registration.present if attendee in speaks_for(case, registration)]
    return standing(case, _to_writer(case, registration, himself))


def in_one_letter(inbound_id: int, notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """One letter to each address, however many events and registrations the mail (its number in the books) is about."""
    by_address: dict[str, list[Notice]] = {}
    for notice in notices:
        by_address.setdefault(notice.to.email.lower() if notice.kind in IN_ONE_LETTER else notice.key, []).append(notice)
    return tuple(found[0] if len(found) == 1 else _several(inbound_id, found) for found in by_address.values())


def _several(inbound_id: int, parts: Sequence[Notice]) -> Notice:
    first = parts[0]
    key = f"mail-{inbound_id}-{NoticeKind.SEVERAL.value}-{first.to.email.lower()}"
    return Notice(NoticeKind.SEVERAL, first.to, first.language, key, facts=first.facts, parts=tuple(parts))


def passed_on(case: Case) -> Notice:
    """'Your mail was passed on to our staff.'"""
    return _without_registration(case, NoticeKind.PASSED_ON, "")


def event_cancelled(case: Case, event_id: str) -> Notice:
    """'The event does not take place.'"""
    return _without_registration(case, NoticeKind.EVENT_CANCELLED, event_id)


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
