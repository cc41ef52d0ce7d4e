"""Writes calendar entries as calendar programs read them (RFC 5545)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, vCalAddress, vText
from icalendar import Event as Component

from processor.domain.calendar import uid_of
from processor.domain.mail import Address
from processor.domain.office import Office
from processor.letters.facts import EntryToSend
from processor.letters.timezone import time_zone


def write_entry(to_send: EntryToSend, office: Office, to: Address, now: datetime) -> bytes:
    """The entry as iCalendar for the recipient `to`; `now` is aware.

    The organizer is our mailbox, which reads what calendar programs answer; personal data stay out, calendars are shared.
    """
    entry, event = to_send.entry, to_send.event
    calendar = Calendar()
    calendar.add("prodid", "-//Inbox Registration Processor//DE")
    calendar.add("version", "2.0")
    calendar.add("method", entry.method)
    zone = ZoneInfo(event.timezone)
    component = Component()
    component.add("uid", uid_of(to_send.registration, office))
    component.add("dtstamp", now)
    component.add("sequence", entry.sequence)
    component.add("status", "CANCELLED" if entry.method == "CANCEL" else "CONFIRMED")
    component.add("summary", event.title)
    component.add("dtstart", event.starts_at.astimezone(zone))
    component.add("dtend", event.ends_at.astimezone(zone))
    component.add("location", entry.location)
    if entry.description:
        component.add("description", entry.description)
    component.add("organizer", _person(office.address, CN=office.name), encode=False)
    component.add("attendee", _person(to.email, ROLE="REQ-PARTICIPANT", PARTSTAT="ACCEPTED", RSVP="TRUE"), encode=False)
    calendar.add_component(time_zone(event.timezone, event.starts_at.year - 1))
    calendar.add_component(component)
    return bytes(calendar.to_ical())


def _person(email: str, **parameters: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{email}")
    for name, value in parameters.items():
        person.params[name] = vText(value)
    return person
