"""What a mail makes of a registration: who is taken off, corrected, named or exchanged on it, and who comes in addition."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from processor.domain.case import Case
from processor.domain.mail import Address
from processor.domain.matching import find, speaks_for, struck
from processor.domain.naming import corrected, fuller, has_other_given_name, is_near, may_be
from processor.domain.registering import attendee_of, companion
from processor.domain.registration import Attendee, Registration, Status
from processor.domain.request import Act, NamedAttendee


@dataclass(frozen=True, slots=True)
class Amendment:
    """The registration on the seats that it has, and who needs seats beside them."""

    registration: Registration
    added: tuple[Attendee, ...] = ()

    @property
    def joined(self) -> Registration:
        """The registration with those who are added."""
        return replace(self.registration, attendees=(*self.registration.attendees, *self.added))


def amended(case: Case, before: Registration) -> Amendment | None:
    """What the mail makes of `before`; None where it does not say plainly whom it means.

    Corrections and exchanges keep seat and rank; who is added ranks by this mail.
    """
    found = [find(before, name) for name in case.request.cancelled]
    gone = tuple(attendee for attendee in found if attendee is not None and not _is_respelled(case, attendee))
    if None in found or any(_is_doubtful(case, before, named) for named in case.request.attendees):
        return None
    seats, new = _corrected(case, before, gone)
    seats, new = _exchanged(case, seats, gone, new)
    seats, new = _named(case, seats, new) if not _counts_all_as_added(case, before, new) else (seats, new)
    rest = struck(replace(before, attendees=tuple(seats)), frozenset(gone))
    counted = _counted(case, Amendment(rest, tuple(attendee_of(case, named) for named in new)))
    return replace(counted, registration=_with_wishes(case, counted.registration)) if counted else None


def _is_respelled(case: Case, left: Attendee) -> bool:
    """'Not Golestani but Golestanian' takes nobody off."""
    return any(is_near(left.name, named.name) for named in case.request.attendees)


def _is_doubtful(case: Case, before: Registration, named: NamedAttendee) -> bool:
    """Another given name and the same family: a slip where the number of people stays, somebody else where it grows, else unclear."""
    is_unclear = case.request.count is None or case.request.count < before.seats
    near = [known.name for known in before.present if known.name and is_near(known.name, named.name)]
    return is_unclear and not case.request.cancelled and bool(near) and all(has_other_given_name(name, named.name) for name in near)


def _counts_all_as_added(case: Case, before: Registration, new: Sequence[NamedAttendee]) -> bool:
    return case.request.count is not None and case.request.count == before.seats + len(new)


def _corrected(case: Case, before: Registration, gone: Sequence[Attendee]) -> tuple[list[Attendee], list[NamedAttendee]]:
    """The seats with corrected names, and whom the mail names beside those who have one."""
    seats, new = list(before.attendees), []
    is_larger = case.request.count is not None and case.request.count > before.seats
    for named in case.request.attendees:
        index = _index_of(seats, named, gone)
        if index is None or (is_larger and has_other_given_name(seats[index].name, named.name)):
            new.append(named)
        else:
            seats[index] = _taken_over(seats[index], named)
    return seats, new


def _index_of(seats: Sequence[Attendee], named: NamedAttendee, gone: Sequence[Attendee]) -> int | None:
    """The seat of the person named, under this name or one near it."""
    open_seats = [(index, known) for index, known in enumerate(seats) if known.name and not known.is_cancelled and known not in gone]
    same = next((index for index, known in open_seats if may_be(named.name, known.name)), None)
    return same if same is not None else next((index for index, known in open_seats if is_near(known.name, named.name)), None)


def _taken_over(known: Attendee, named: NamedAttendee) -> Attendee:
    name = fuller(known.name, named.name) if may_be(named.name, known.name) else corrected(known.name, named.name)
    return replace(
        known, name=name, mode=named.mode or known.mode, choices=named.choices or known.choices,
        email=named.email or known.email, phone=named.phone or known.phone, wish=None if named.mode else known.wish,
    )


def _exchanged(
    case: Case, seats: list[Attendee], gone: Sequence[Attendee], new: list[NamedAttendee],
) -> tuple[list[Attendee], list[NamedAttendee]]:
    """Who comes in somebody's place takes over the seat and its rank; the one who leaves stays in the list as cancelled."""
    taken = [replace(attendee_of(case, named), ranked_at=left.ranked_at) for named, left in zip(new, gone, strict=False)]
    return [*seats, *taken], new[len(taken):]


def _named(case: Case, seats: list[Attendee], new: list[NamedAttendee]) -> tuple[list[Attendee], list[NamedAttendee]]:
    """Companions who were announced without a name get theirs; what was said of how they take part still holds."""
    seats, rest = list(seats), list(new)
    for index, known in enumerate(seats):
        if rest and not known.name and not known.is_cancelled:
            named = attendee_of(case, rest.pop(0))
            wish = None if named.mode else known.wish
            seats[index] = replace(named, ranked_at=known.ranked_at, mode=named.mode or known.mode, choices=named.choices or known.choices, wish=wish)
    return seats, rest


def _counted(case: Case, amendment: Amendment) -> Amendment | None:
    """The new total: companions come, or unnamed ones stay away; who of the named stays away must be said."""
    registration, count = amendment.registration, case.request.count
    surplus = registration.seats + len(amendment.added) - count if count is not None and registration.present else 0
    if surplus <= 0:
        return replace(amendment, added=(*amendment.added, *(companion(case) for _ in range(-surplus))))
    unnamed = [index for index, known in enumerate(registration.attendees) if not known.name and not known.is_cancelled]
    if surplus > len(unnamed):
        # 'Selam Ghebremedhin' of three corrects one name; a number that counts but those whom the mail names tells nothing of the others.
        return amendment if count == len(case.request.attendees) and not amendment.added else None
    kept = (known for index, known in enumerate(registration.attendees) if index not in unnamed[-surplus:])
    return replace(amendment, registration=replace(registration, attendees=tuple(kept)))


def _with_wishes(case: Case, registration: Registration) -> Registration:
    request = case.request
    return replace(
        registration,
        registrant=_registrant(case, registration),
        attendees=tuple(known if known.is_cancelled else _with_wish(case, registration, known) for known in registration.attendees),
        organisation=request.organisation or registration.organisation,
        phone=request.phone or registration.phone,
    )


def _registrant(case: Case, registration: Registration) -> Address | None:
    """Who is written to: a change that names another address and nobody else means the registrant's own."""
    registrant, request = registration.registrant, case.request
    names_others = bool(request.cancelled) or any(not may_be(named.name, registrant.name) for named in request.attendees) if registrant else True
    if registrant is None or not request.email or names_others or Act.CHANGE not in request.acts:
        return registrant
    return replace(registrant, email=request.email)


def _with_wish(case: Case, registration: Registration, known: Attendee) -> Attendee:
    """What the mail wishes holds for the people it names, where it names nobody for all of the sender's; what was asked for it fills for all."""
    request = case.request
    named = next((named for named in request.attendees if may_be(named.name, known.name)), None)
    is_meant = named is not None if request.attendees else known in speaks_for(case, registration)
    own = (named.mode, named.choices) if named else (None, ())
    said = (request.mode, request.choices) if is_meant else (None, ())
    asked = (request.mode, request.choices) if registration.status is Status.INCOMPLETE else (None, ())
    said_mode = own[0] or said[0]
    return replace(
        known, mode=said_mode or known.mode or asked[0], choices=own[1] or said[1] or known.choices or asked[1], wish=None if said_mode else known.wish,
    )
