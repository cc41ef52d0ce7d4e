"""Which registrations a mail means, and for whom its writer may speak."""

from dataclasses import replace

from processor.domain.case import Case
from processor.domain.mail import SenderVerdict
from processor.domain.naming import is_same, may_be
from processor.domain.registration import Attendee, Registration, Status

# Where everybody has an address, a common domain says nothing.
FREE_MAIL = frozenset({
    "gmail.com", "googlemail.com", "gmx.de", "gmx.net", "web.de", "t-online.de", "outlook.com", "outlook.de", "hotmail.com", "hotmail.de",
    "live.de", "live.com", "icloud.com", "me.com", "yahoo.com", "yahoo.de", "freenet.de", "posteo.de", "mailbox.org", "aol.com",
    "vodafone.de", "vodafonemail.de", "magenta.de", "kabelmail.de", "proton.me", "protonmail.com", "ukr.net", "mail.ru", "yandex.ru", "1und1.de", "arcor.de", "online.de",
})


def own_registrations(case: Case) -> tuple[Registration, ...]:
    """The living registrations on which the sender may speak for somebody."""
    return tuple(found for found in living(case) if speaks_for(case, found))


def living(case: Case) -> tuple[Registration, ...]:
    """Those that may be meant and are not cancelled."""
    return tuple(found for found in case.registrations if found.status is not Status.CANCELLED)


def may_change(case: Case, registration: Registration) -> bool:
    """Whether the sender may speak for all on the registration.

    The registrant may, from the address that registered; and who answers our letter from an address that the thread names,
    or from the registrant's house. The thread alone gives no right: whoever got a forwarded letter could strike people off.
    """
    sender, registrant = case.mail.sender, registration.registrant
    if sender is None or registrant is None or case.mail.verdict is SenderVerdict.FAIL:
        return False
    if sender.email.lower() == registrant.email.lower():
        return True
    if not case.is_own_thread or case.thread_number != registration.number:
        return False
    return sender.email.lower() in case.thread_addresses or _is_same_house(case, registration)


def speaks_for(case: Case, registration: Registration) -> frozenset[Attendee]:
    """The attendees whom the sender may take off or change: all, or only himself; nobody where our server calls the mail forged."""
    if may_change(case, registration):
        return frozenset(registration.present)
    if case.mail.sender is None or case.mail.verdict is SenderVerdict.FAIL:
        return frozenset()
    himself = frozenset(attendee for attendee in registration.present if _is_sender(case, registration, attendee))
    others = [attendee for attendee in registration.present if attendee.name and attendee not in himself]
    return frozenset(registration.present) if himself and not others else himself


def meant(case: Case) -> tuple[Registration, ...]:
    """The sender's living registrations that the mail means: of its thread, else those with its names, else all of his."""
    own = own_registrations(case)
    if case.request.event_ids and len(case.events) > 1:
        own = tuple(found for found in own if found.event_id in case.request.event_ids) or own
    of_thread = tuple(found for found in own if found.number == case.thread_number)
    names = case.request.cancelled or tuple(attendee.name for attendee in case.request.attendees)
    with_names = tuple(found for found in own if any(find(found, name) is not None for name in names))
    if with_names and not any(found in with_names for found in of_thread):
        return with_names
    return of_thread or with_names or own


def listing(case: Case, event_id: str, name: str) -> tuple[Registration, ...]:
    """The sender's living registrations for an event on which somebody of this very name stands."""
    return tuple(
        found for found in own_registrations(case)
        if found.event_id == event_id and any(is_same(name, attendee.name) for attendee in found.present)
    )


def without_listed(case: Case, event_id: str, besides: int = 0) -> Case:
    """The mail without those whom it names although they stand on another registration of the sender: nobody gets two seats."""
    request = case.request
    listed = [named for named in request.attendees if any(found.number != besides for found in listing(case, event_id, named.name))]
    if not listed:
        return case
    rest = tuple(named for named in request.attendees if named not in listed)
    count = max(request.count - len(listed), len(rest)) if request.count is not None else None
    return replace(case, request=replace(request, attendees=rest, count=count))


def find(registration: Registration, name: str) -> Attendee | None:
    """The one attendee whom a name can mean; None where there is none, or more than one."""
    exact = [attendee for attendee in registration.present if is_same(name, attendee.name)]
    if exact:
        return exact[0]
    possible = [attendee for attendee in registration.present if may_be(name, attendee.name)]
    return possible[0] if len(possible) == 1 else None


def struck(registration: Registration, gone: frozenset[Attendee]) -> Registration:
    """The registration without some of its attendees; without the last one it is cancelled.

    Companions without a name come with somebody: they do not stay alone where everybody with a name is taken off.
    """
    rest = [attendee for attendee in registration.present if attendee not in gone]
    if any(attendee.name for attendee in gone) and not any(attendee.name for attendee in rest):
        gone, rest = frozenset(registration.present), []
    attendees = tuple(replace(attendee, is_cancelled=True) if attendee in gone else attendee for attendee in registration.attendees)
    return replace(registration, attendees=attendees, status=registration.status if rest else Status.CANCELLED)


def _is_sender(case: Case, registration: Registration, attendee: Attendee) -> bool:
    """An attendee's own address; or his name before an address of the registrant's house, or in an answer to our letter."""
    sender = case.mail.sender
    if sender is None:
        return False
    if attendee.email:
        return attendee.email.lower() == sender.email.lower()
    holds_letter = case.is_own_thread and case.thread_number == registration.number
    return is_same(sender.name, attendee.name) and (holds_letter or _is_same_house(case, registration))


def _is_same_house(case: Case, registration: Registration) -> bool:
    sender, registrant = case.mail.sender, registration.registrant
    return sender is not None and registrant is not None and sender.domain == registrant.domain and sender.domain not in FREE_MAIL
