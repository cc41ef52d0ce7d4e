"""What an event requires and a registration does not yet say."""

from collections.abc import Sequence

from processor.domain.event import Event, EventMode, Required
from processor.domain.registration import Attendee


def missing(event: Event, attendees: Sequence[Attendee], organisation: str, phone: str) -> frozenset[Required]:
    """All that must still be asked for, in one letter."""
    found = set()
    named = [attendee for attendee in attendees if is_full_name(attendee.name)]
    if not named:
        found.add(Required.NAMES)
    if Required.NAMES in event.required and len(named) < len(attendees):
        found.add(Required.NAMES)
    if Required.ORGANISATION in event.required and not organisation:
        found.add(Required.ORGANISATION)
    if Required.PHONE in event.required and not phone:
        found.add(Required.PHONE)
    if Required.MODE in event.required and event.mode is EventMode.HYBRID and any(attendee.mode is None for attendee in attendees):
        found.add(Required.MODE)
    if Required.CHOICE in event.required and event.choices and any(not attendee.choices for attendee in attendees):
        found.add(Required.CHOICE)
    return frozenset(found)


def is_full_name(name: str) -> bool:
    """Whether a name can stand on the list: a given and a family name, or a salutation and a family name ("Frau Demir"); an initial is none."""
    return sum(len(word.strip(".")) > 1 for word in name.split()) > 1
