"""Which registrations a mail means, and whether its writer may change them."""

from dataclasses import replace

from processor.domain.case import Case
from processor.domain.mail import SenderVerdict
from processor.domain.naming import is_same, may_be
from processor.domain.registration import Attendee, Registration, Status

# Where everybody has an address, a common domain says nothing.
FREE_MAIL = frozenset({
    "gmail.com", "googlemail.com", "gmx.de", "gmx.net", "web.de", "t-online.de", "outlook.com", "outlook.de", "hotmail.com", "hotmail.de",
    "live.de", "live.com", "icloud.com", "me.com", "yahoo.com", "yahoo.de", "freenet.de", "posteo.de", "mailbox.org", "aol.com",
    "proton.me", "protonmail.com", "ukr.net", "mail.ru", "yandex.ru", "1und1.de", "arcor.de", "online.de",
})


def own_registrations(case: Case) -> tuple[Registration, ...]:
    """The living registrations that the sender may change: of his address, or on which he stands with it.

    A thread alone gives no right: whoever got a forwarded letter could otherwise strike people off.
    """
    return tuple(found for found in _living(case) if may_change(case, found))


def may_change(case: Case, registration: Registration) -> bool:
    """Whether the sender's address is the registrant's or an attendee's, and our server did not call it forged."""
    if case.mail.sender is None or case.mail.verdict is SenderVerdict.FAIL:
        return False
    sender = case.mail.sender.email.lower()
    if registration.registrant and _is_colleague(case, registration):
        return True
    known = {attendee.email.lower() for attendee in registration.present if attendee.email}
    if registration.registrant:
        known.add(registration.registrant.email.lower())
    return sender in known


def meant(case: Case) -> tuple[Registration, ...]:
    """The sender's living registrations that the mail means: of its thread, else those with its names, else all of his."""
    own = own_registrations(case)
    if case.request.event_ids and len(case.events) > 1:
        own = tuple(found for found in own if found.event_id in case.request.event_ids) or own
    of_thread = tuple(found for found in own if found.number == case.thread_number)
    names = case.request.cancelled
    with_names = tuple(found for found in own if any(find(found, name) is not None for name in names))
    if with_names and not any(found in with_names for found in of_thread):
        return with_names
    return of_thread or with_names or own


def find(registration: Registration, name: str) -> Attendee | None:
    """The one attendee whom a name can mean; None where there is none, or more than one."""
    exact = [attendee for attendee in registration.present if is_same(name, attendee.name)]
    if exact:
        return exact[0]
    possible = [attendee for attendee in registration.present if may_be(name, attendee.name)]
    return possible[0] if len(possible) == 1 else None


def struck(registration: Registration, gone: frozenset[Attendee]) -> Registration:
    """The registration without some of its attendees; without the last one it is cancelled."""
    attendees = tuple(replace(attendee, is_cancelled=True) if attendee in gone else attendee for attendee in registration.attendees)
    rest = replace(registration, attendees=attendees)
    return rest if rest.present else replace(rest, status=Status.CANCELLED)


def _is_colleague(case: Case, registration: Registration) -> bool:
    """An attendee whom a secretary registered writes from the same house and shows the name that is on the list."""
    sender, registrant = case.mail.sender, registration.registrant
    if sender is None or registrant is None or sender.domain != registrant.domain or sender.domain in FREE_MAIL:
        return False
    return any(is_same(sender.name, attendee.name) for attendee in registration.present)


def _living(case: Case) -> tuple[Registration, ...]:
    return tuple(found for found in case.registrations if found.status is not Status.CANCELLED)
