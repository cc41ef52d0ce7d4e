"""What would be done with a mail if its sender had whatever registration the mail supposes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from processor.domain.case import Case
from processor.domain.event import Event, Mode
from processor.domain.mail import Mail
from processor.domain.naming import may_be
from processor.domain.office import Office
from processor.domain.registration import Attendee, Registration, Status
from processor.domain.request import Act, Request

# Stands for what an earlier mail said.
KNOWN = "bereits bekannt"


def suppose(mail: Mail, request: Request, events: Sequence[Event], office: Office, now: datetime, *, is_answer: bool = False) -> Case:
    """A case with free seats and the registration that the mail needs: for changes and cancellations, and for an answer to us. `now` is aware."""
    registrations: tuple[Registration, ...] = ()
    if {Act.CANCEL, Act.CHANGE} & set(request.acts):
        registrations = tuple(_supposed(mail, request, event, now) for event in _meant(request, events))
    elif is_answer and Act.REGISTER in request.acts:
        registrations = tuple(_asked_back(mail, request, event, now) for event in _meant(request, events)[:1])
    return Case(mail=mail, request=request, office=office, events=tuple(events), now=now, registrations=registrations)


def _meant(request: Request, events: Sequence[Event]) -> Sequence[Event]:
    return [event for event in events if event.id in request.event_ids] or events[:1]


def _supposed(mail: Mail, request: Request, event: Event, now: datetime) -> Registration:
    names = list(request.cancelled)
    writer = mail.sender.name if mail.sender else ""
    if not names and not any(may_be(writer, attendee.name) for attendee in request.attendees):
        names.append(writer)
    if not names or request.is_other_cancelled:
        names += [*request.staying, ""]
    remaining = (request.count or 0) - len(request.attendees)
    names += [""] * max(0, remaining - len(names) + len(request.cancelled)) if Act.CHANGE in request.acts else []
    return Registration(
        number=1 + sum(map(ord, event.id)),
        event_id=event.id,
        registrant=mail.sender,
        status=Status.CONFIRMED,
        attendees=tuple(Attendee(name, now) for name in names),
        ranked_at=now,
    )


def _asked_back(mail: Mail, request: Request, event: Event, now: datetime) -> Registration:
    """What somebody began in time who answers us now; whatever the answer does not bring was known."""
    seats = max(request.count or 0, len(request.attendees), 1)
    known = Attendee("", now, Mode.IN_PERSON, event.choices.options[:1] if event.choices else ())
    return Registration(
        number=1 + sum(map(ord, event.id)),
        event_id=event.id,
        registrant=mail.sender,
        status=Status.INCOMPLETE,
        attendees=(replace(known, name=KNOWN if not request.attendees else ""), *[known] * (seats - 1)),
        ranked_at=now,
        organisation=KNOWN,
        phone=KNOWN,
    )
