"""Calendar entries (RFC 5545): one per registration and event, with a UID that never changes."""

from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, vCalAddress, vText
from icalendar import Event as Entry

from processor.domain.event import Event
from processor.domain.office import Office
from processor.domain.registration import Registration


def calendar_entry(registration: Registration, event: Event, office: Office, now: datetime, *, method: str = "REQUEST", sequence: int = 0) -> bytes:
    """The entry as iCalendar. `method` is REQUEST or CANCEL (RFC 5546); `sequence` goes up with time, place or cancellation.

    The organizer is our mailbox, which reads what calendar programs answer; personal data stay out, calendars are shared.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Inbox Registration Processor//DE")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    zone = ZoneInfo(event.timezone)
    entry = Entry()
    entry.add("uid", uid_of(registration, office))
    entry.add("dtstamp", now)
    entry.add("sequence", sequence)
    entry.add("summary", event.title)
    entry.add("dtstart", event.starts_at.astimezone(zone))
    entry.add("dtend", event.ends_at.astimezone(zone))
    entry.add("location", event.venue)
    entry.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    organizer = vCalAddress(f"mailto:{office.address}")
    organizer.params["CN"] = vText(office.name)
    entry["organizer"] = organizer
    if registration.registrant:
        attendee = vCalAddress(f"mailto:{registration.registrant.email}")
        attendee.params["PARTSTAT"] = vText("ACCEPTED")
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        entry.add("attendee", attendee, encode=False)
    calendar.add_component(entry)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def uid_of(registration: Registration, office: Office) -> str:
    """The entry's identity, the same for every update."""
    return f"registration-{registration.number}-{registration.event_id}@{office.address.rpartition('@')[2]}"
