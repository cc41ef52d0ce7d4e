"""What would be done with a mail if its sender had whatever registration the mail supposes."""

from collections.abc import Sequence
from datetime import datetime

from processor.domain.case import Case
from processor.domain.event import Event
from processor.domain.mail import Mail
from processor.domain.naming import may_be
from processor.domain.office import Office
from processor.domain.registration import Attendee, Registration, Status
from processor.domain.request import Act, Request


def suppose(mail: Mail, request: Request, events: Sequence[Event], office: Office, now: datetime) -> Case:
    """A case with free seats and, for changes and cancellations, the registration that they need. `now` is aware."""
    needs_registration = {Act.CANCEL, Act.CHANGE} & set(request.acts)
    registrations = tuple(_supposed(mail, request, event, now) for event in _meant(request, events)) if needs_registration else ()
    return Case(mail=mail, request=request, office=office, events=tuple(events), now=now, registrations=registrations)


def _meant(request: Request, events: Sequence[Event]) -> Sequence[Event]:
    return [event for event in events if event.id in request.event_ids] or events[:1]


def _supposed(mail: Mail, request: Request, event: Event, now: datetime) -> Registration:
    names = list(request.cancelled)
    writer = mail.sender.name if mail.sender else ""
    if not names and not any(may_be(writer, attendee.name) for attendee in request.attendees):
        names.append(writer)
    if not names:
        names = [""]
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
