"""Who is written to about a registration: the address that registered, and attendees at addresses of their own."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from processor.domain.decision import Notice, NoticeKind
from processor.domain.mail import Address
from processor.domain.naming import is_same
from processor.domain.registration import Attendee, Registration, Status

# What these letters say concerns the attendees themselves; all else is settled with whoever registered.
FOR_ATTENDEES = frozenset({NoticeKind.CONFIRMED, NoticeKind.WAITLISTED, NoticeKind.ASKED, NoticeKind.PROMOTED, NoticeKind.CHANGED, NoticeKind.CANCELLED})
OF_EVENTS = frozenset({NoticeKind.EVENT_CHANGED, NoticeKind.EVENT_CANCELLED})


def own_addresses(registration: Registration) -> dict[str, Address]:
    """The attendees' own addresses other than that which registered, by their lower case; also of those who were taken off."""
    registrant = registration.registrant.email.lower() if registration.registrant else ""
    found = {attendee.email.lower(): Address(attendee.email, attendee.name) for attendee in registration.attendees if attendee.email}
    return {email: address for email, address in found.items() if email != registrant}


def of_event(registration: Registration) -> tuple[Address, ...]:
    """Who hears of what becomes of the event: who registered, and attendees who have a seat and an address of their own."""
    registrant = (registration.registrant,) if registration.registrant else ()
    own = own_addresses(replace(registration, attendees=registration.present)).values() if registration.status is Status.CONFIRMED else ()
    return (*registrant, *own)


def concerns(registration: Registration, email: str) -> bool:
    """Whether the address belongs to the registration as it stands."""
    is_registrant = registration.registrant is not None and registration.registrant.email.lower() == email.lower()
    return is_registrant or any(attendee.email.lower() == email.lower() for attendee in registration.present)


def seen_by(registration: Registration, email: str) -> Registration:
    """What an address may read of a registration: attendees at addresses of their own read of themselves only, everybody else of all."""
    if email.lower() not in own_addresses(registration):
        return registration
    return only(registration, [attendee for attendee in registration.attendees if attendee.email.lower() == email.lower()])


def only(registration: Registration, attendees: Sequence[Attendee]) -> Registration:
    """The registration as if it were of these people alone."""
    is_left = any(not attendee.is_cancelled for attendee in attendees)
    return replace(registration, attendees=tuple(attendees), phone="", status=registration.status if is_left else Status.CANCELLED)


def for_attendees(notice: Notice, addressed: Collection[str], holders: Collection[str]) -> Iterator[Notice]:
    """The letters that attendees at addresses of their own get beside this one, where it changes something for them.

    `addressed` get a letter already, `holders` have the registration's entry in their calendar; both in lower case.
    """
    after, before = notice.registration, notice.before
    if after is None or notice.kind not in FOR_ATTENDEES | OF_EVENTS:
        return
    for email, address in {**(own_addresses(before) if before else {}), **own_addresses(after)}.items():
        kind = _kind(notice, email, is_holder=email in holders)
        if kind is not None and email not in addressed:
            was = only(before, _own(before, email)) if before else None
            now = only(after, _own(after, email) or _under_another_address(was, after))
            # Who registered himself and named another address needs not be told who did.
            by = after.registrant if after.registrant and not is_same(after.registrant.name, address.name) else None
            facts = {**notice.facts, "has_question": False, "registered_by": by} if kind is NoticeKind.CONFIRMED else {**notice.facts, "has_question": False}
            yield replace(notice, kind=kind, to=address, key=f"{notice.key}-{email}", registration=now, before=was, language=after.language, facts=facts)


def _kind(notice: Notice, email: str, *, is_holder: bool) -> NoticeKind | None:
    """What is news to this address: that somebody comes or does not, or what is otherwise with him or the event."""
    after, before = notice.registration, notice.before
    assert after is not None
    is_coming = after.status is Status.CONFIRMED and concerns(after, email)
    if notice.kind in OF_EVENTS:
        return notice.kind if is_coming or is_holder else None
    if is_coming and not is_holder:
        return NoticeKind.PROMOTED if notice.kind is NoticeKind.PROMOTED else NoticeKind.CONFIRMED
    if is_holder and not is_coming:
        is_elsewhere = after.status is Status.CONFIRMED and before is not None and _under_another_address(only(before, _own(before, email)), after)
        return NoticeKind.CHANGED if is_elsewhere else NoticeKind.CANCELLED
    is_changed = before is not None and (before.event_id != after.event_id or _own(before, email) != _own(after, email))
    return NoticeKind.CHANGED if is_coming and is_changed else None


def _own(registration: Registration, email: str) -> list[Attendee]:
    return [attendee for attendee in registration.attendees if attendee.email.lower() == email]


def _under_another_address(was: Registration | None, after: Registration) -> list[Attendee]:
    """The same people, where they are to be reached elsewhere now."""
    names = {attendee.name for attendee in was.present if attendee.name} if was else set()
    return [attendee for attendee in after.present if attendee.name in names]
