"""What templates can say about a notice; everything that people wrote is escaped here."""

from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers

from processor.domain.country import country_of
from processor.domain.decision import Notice
from processor.domain.due import dial_in_dues
from processor.domain.event import Event, EventMode, Mode
from processor.domain.mail import Address
from processor.domain.naming import may_be
from processor.domain.registration import Attendee, Registration, Status
from processor.letters.environment import plain
from processor.letters.facts import LetterFacts
from processor.letters.language import Language


def values_of(notice: Notice, facts: LetterFacts, language: Language) -> dict[str, Any]:
    """All names that a letter's template may use."""
    event, registration = facts.event, notice.registration
    writer = _Writer(language, country_of(facts.office.timezone))
    return {
        "plural": language.plural,
        "listed": language.listed,
        "office": writer.office(facts),
        "greeting_name": writer.text(_greeted(notice)),
        "event": writer.event(event, facts) if event else None,
        "registration": writer.registration(registration, event, notice.to.name) if registration else None,
        "before": writer.registration(notice.before, event, notice.to.name) if notice.before else None,
        "offer": writer.offer(registration, event) if registration and event else None,
        "was": writer.event(notice.facts["was"], facts) if "was" in notice.facts else None,
        "missing": sorted(required.value for required in notice.missing),
        "options": [writer.text(option) for option in event.choices.options] if event and event.choices else [],
        "choice_label": writer.text(event.choices.label) if event and event.choices else "",
        "wished": writer.registration(notice.facts["wished"], event, notice.to.name) if "wished" in notice.facts else None,
        "wished_by": writer.text(notice.facts.get("wished_by", "")),
        "is_again": bool(notice.facts.get("is_again")),
        "beside": notice.facts.get("beside"),
        "brings_dial_in": event is not None and registration is not None and any(due.due_at <= facts.now and due.is_for(notice.to) for due in dial_in_dues(event, registration)),
        "has_question": bool(notice.facts.get("has_question")),
        "files": [writer.text(attachment.name) for attachment in facts.attachments],
        "calendar": facts.entry.entry.method if facts.entry else "",
        "entries_beside": facts.entries_beside,
        "registered_by": writer.text(_name_of(notice.facts.get("registered_by"))),
        "is_answer": facts.reply_to is not None,
        "number": registration.number if registration else None,
        "parts": [{"kind": part.kind.value} | values_of(part, of_part, language) for part, of_part in zip(notice.parts, facts.parts, strict=True)],
    }


def _greeted(notice: Notice) -> str:
    """Whom the letter greets: the writer as the list knows him, else a display name of two words; never 'Sekretariat'."""
    known = [attendee.name for attendee in notice.registration.present if attendee.name] if notice.registration else []
    listed = next((name for name in known if may_be(notice.to.name, name)), known[0] if len(known) == 1 and not notice.to.name else "")
    if listed or "," in notice.to.name:
        return listed
    return notice.to.name if len(notice.to.name.split()) == 2 else ""


def _name_of(registrant: Address | None) -> str:
    return (registrant.name or registrant.email) if registrant else ""


class _Writer:
    """Writes values as the language of the letter wants them."""

    def __init__(self, language: Language, country: str) -> None:
        self.language = language
        self.country = country

    def text(self, written: str) -> str:
        """What somebody wrote: no markup, and kept apart from text of the other direction."""
        return self.language.isolated(plain(written))

    def office(self, facts: LetterFacts) -> dict[str, Any]:
        contact = facts.office.contact
        return {
            "name": self.text(facts.office.name),
            "contact": {"name": self.text(contact.name), "phone": self.text(contact.phone), "email": self.text(contact.email)},
        }

    def event(self, event: Event, facts: LetterFacts) -> dict[str, Any]:
        return {
            "id": event.id,
            "title": self.text(event.title),
            "day": self.language.day(event.starts_at, event.timezone),
            "starts": self.language.clock(event.starts_at, event.timezone),
            "ends": self._end(event),
            "venue": self.text(event.venue),
            "programme": self.language.isolated_lines(event.programme),
            "is_cancelled": event.is_cancelled,
            "is_hybrid": event.mode is EventMode.HYBRID,
            "closed_on": self._deadline(event),
            "dial_in": self.language.isolated_lines(event.dial_in.text) if event.dial_in else "",
            "dial_in_on": self.language.day(event.dial_in.send_at, event.timezone) if event.dial_in and event.dial_in.send_at > facts.now else "",
        }

    def registration(self, registration: Registration, event: Event | None, writer_name: str) -> dict[str, Any]:
        present = registration.present
        named = [attendee for attendee in present if attendee.name]
        people = [
            {"name": self.text(attendee.name), "mode": _mode(attendee, event), "choices": [self.text(choice) for choice in attendee.choices]} for attendee in named
        ]
        modes = sorted({_mode(attendee, event) for attendee in present})
        choices = sorted({attendee.choices for attendee in present})
        return {
            "names": [person["name"] for person in people],
            "unnamed": len(present) - len(named),
            "seats": len(present),
            "is_for_other": len(present) == len(named) == 1 and bool(writer_name) and not may_be(writer_name, named[0].name),
            "email": self.text(registration.registrant.email) if registration.registrant else "",
            "wishing": len(registration.wishing),
            "wished_mode": next((attendee.wish.mode.value for attendee in registration.wishing if attendee.wish), ""),
            "is_waiting": registration.status is Status.WAITLISTED,
            "organisation": self.text(registration.organisation),
            "phone": self.text(_shown(registration.phone, self.country)),
            "people": people,
            "mode": modes[0] if len(modes) == 1 else "both" if modes else "",
            "has_online": Mode.ONLINE.value in modes,
            "choices": [self.text(choice) for choice in choices[0]] if len(choices) == 1 else [],
            "choices_differ": len(choices) > 1,
        }

    def offer(self, registration: Registration, event: Event) -> dict[str, Any] | None:
        """Seats that somebody who waits is asked to take, and until when."""
        offer = registration.open_offer
        if offer is None:
            return None
        return {
            "seats": offer.seats,
            "others": registration.seats - offer.seats,
            "day": self.language.day(offer.until, event.timezone),
            "clock": self.language.clock(offer.until, event.timezone),
        }

    def _deadline(self, event: Event) -> str:
        """The last day on which one could register; of a deadline within a day, the time too."""
        local = event.closes_at.astimezone(ZoneInfo(event.timezone))
        if local.time() == time():
            return self.language.day(event.closes_at - timedelta(days=1), event.timezone)
        return f"{self.language.day(event.closes_at, event.timezone)}, {self.language.clock(event.closes_at, event.timezone)}"

    def _end(self, event: Event) -> str:
        """The time; of an event that lasts longer than its first day, the day too."""
        clock, day = self.language.clock(event.ends_at, event.timezone), self.language.day(event.ends_at, event.timezone)
        return clock if day == self.language.day(event.starts_at, event.timezone) else f"{day}, {clock}"


def _mode(attendee: Attendee, event: Event | None) -> str:
    return event.mode_of(attendee.mode).value if event else ""


def _shown(phone: str, country: str) -> str:
    """A telephone number as people dial it there."""
    try:
        number = phonenumbers.parse(phone, country)
    except phonenumbers.NumberParseException:
        return phone
    is_domestic = number.country_code == phonenumbers.country_code_for_region(country)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL if is_domestic else phonenumbers.PhoneNumberFormat.INTERNATIONAL)
