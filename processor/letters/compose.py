"""Makes a message of a notice: subject, text, HTML, calendar entry, files, and the headers of an automatic answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from processor.domain.decision import Notice, NoticeKind
from processor.domain.event import Event, EventMode, Mode
from processor.domain.mail import Address, Attachment
from processor.domain.naming import may_be
from processor.domain.numbering import token
from processor.domain.office import Office
from processor.domain.registration import Registration
from processor.letters import environment
from processor.letters.calendar import calendar_entry
from processor.letters.markdown import to_html, to_text

ANSWERS = frozenset(NoticeKind) - {NoticeKind.REMINDER, NoticeKind.DIAL_IN, NoticeKind.PROMOTED}
WITH_ENTRY = frozenset({NoticeKind.CONFIRMED, NoticeKind.PROMOTED, NoticeKind.CHANGED})


class Undeliverable(Exception):
    """A letter cannot be addressed; the message is a sentence for staff."""


@dataclass(frozen=True, slots=True)
class AnsweredMail:
    """The mail that a letter answers."""

    message_id: str
    references: tuple[str, ...]
    subject: str


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter needs beside its notice; `now` is aware, `message_id` without brackets, `sequence` of the calendar entry."""

    office: Office
    event: Event | None
    message_id: str
    now: datetime
    reply_to: AnsweredMail | None = None
    attachments: tuple[Attachment, ...] = ()
    sequence: int = 0


def compose(notice: Notice, facts: LetterFacts) -> EmailMessage:
    """The letter; raises Undeliverable where the address cannot be written to."""
    template = f"{notice.kind.value}.md"
    language = environment.language_of(template, notice.language, facts.office.languages)
    subject, markdown = split_subject(environment.render(template, language, _values(notice, facts, language)))
    if notice.registration and notice.registration.number:
        subject = f"{subject} {token(notice.registration.number)}"
    message = new_message(facts.office, notice.to, subject, facts.message_id, facts.now)
    message["Auto-Submitted"] = "auto-replied" if notice.kind in ANSWERS else "auto-generated"
    if facts.reply_to and facts.reply_to.message_id:
        message["In-Reply-To"] = f"<{facts.reply_to.message_id}>"
        message["References"] = " ".join(f"<{identity}>" for identity in (*facts.reply_to.references[-10:], facts.reply_to.message_id))
    message.set_content(to_text(markdown))
    message.add_alternative(to_html(markdown, subject=subject, language=language, office=facts.office.name), subtype="html")
    _attach(message, notice, facts)
    return message


def split_subject(rendered: str) -> tuple[str, str]:
    """The subject of a template's first line ('Subject: …') and the rest; the subject is plain text in one line."""
    first, _, rest = rendered.strip().partition("\n")
    return " ".join(to_text(first.removeprefix("Subject:")).split()), rest.strip()


def new_message(office: Office, to: Address, subject: str, message_id: str, now: datetime) -> EmailMessage:
    """A message with the headers that all our letters carry (RFC 3834, section 3)."""
    message = EmailMessage()
    message["From"] = _header_address(Address(office.address, office.name))
    message["To"] = _header_address(to)
    message["Subject"] = subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{message_id}>"
    message["X-Auto-Response-Suppress"] = "All"
    message["X-Registration-Processor"] = office.address
    return message


def _header_address(address: Address) -> HeaderAddress:
    local, _, domain = address.email.rpartition("@")
    try:
        return HeaderAddress(" ".join(address.name.split())[:75], local, domain.encode("idna").decode("ascii"))
    except (ValueError, UnicodeError, IndexError) as error:
        raise Undeliverable(f"An die Adresse {address.email} kann kein Brief geschickt werden.") from error


def _values(notice: Notice, facts: LetterFacts, language: str) -> dict[str, Any]:
    event, registration = facts.event, notice.registration
    return {
        "office": facts.office,
        "greeting_name": environment.plain(_greeted(notice)),
        "event": _event_values(event, language) if event else None,
        "registration": _registration_values(registration, event, language) if registration else None,
        "before": _registration_values(notice.before, event, language) if notice.before else None,
        "missing": sorted(required.value for required in notice.missing),
        "options": [environment.plain(option) for option in event.choices.options] if event and event.choices else [],
        "choice_label": event.choices.label if event and event.choices else "",
        "has_question": bool(notice.facts.get("has_question")),
        "files": [attachment.name for attachment in facts.attachments],
        "dial_in": event.dial_in.text if event and event.dial_in else "",
        "due": notice.facts.get("due", []),
        "number": registration.number if registration else None,
    }


def _greeted(notice: Notice) -> str:
    """Whom the letter greets: the writer as the list knows him, else a display name of two words; never 'Sekretariat'."""
    known = [attendee.name for attendee in notice.registration.present if attendee.name] if notice.registration else []
    listed = next((name for name in known if may_be(notice.to.name, name)), known[0] if len(known) == 1 and not notice.to.name else "")
    if listed or "," in notice.to.name:
        return listed
    return notice.to.name if len(notice.to.name.split()) == 2 else ""


def _event_values(event: Event, language: str) -> dict[str, Any]:
    return {
        "title": environment.plain(event.title),
        "day": environment.day(event.starts_at, event.timezone, language),
        "starts": environment.clock(event.starts_at, event.timezone, language),
        "ends": environment.clock(event.ends_at, event.timezone, language),
        "venue": environment.plain(event.venue),
        "programme": event.programme,
        "is_hybrid": event.mode is EventMode.HYBRID,
        "closed_on": environment.day(event.closes_at, event.timezone, language),
    }


def _registration_values(registration: Registration, event: Event | None, language: str) -> dict[str, Any]:
    present = registration.present
    named = [attendee for attendee in present if attendee.name]
    modes = {event.mode_of(attendee.mode) for attendee in present} if event else set()
    return {
        "names": [environment.plain(attendee.name) for attendee in named],
        "listed": environment.listed([environment.plain(attendee.name) for attendee in named], language),
        "unnamed": len(present) - len(named),
        "seats": len(present),
        "organisation": environment.plain(registration.organisation),
        "phone": registration.phone,
        "choices": sorted({environment.plain(choice) for attendee in present for choice in attendee.choices}),
        "mode": next(iter(modes)).value if len(modes) == 1 else "both" if modes else "",
        "has_online": Mode.ONLINE in modes,
        "modes": [(environment.plain(attendee.name), event.mode_of(attendee.mode).value) for attendee in named] if event else [],
    }


def _attach(message: EmailMessage, notice: Notice, facts: LetterFacts) -> None:
    registration, event = notice.registration, facts.event
    if registration and event and registration.number and registration.present:
        is_confirmed = registration.status.value == "confirmed"
        if notice.kind in WITH_ENTRY and is_confirmed:
            _attach_entry(message, calendar_entry(registration, event, facts.office, facts.now, sequence=facts.sequence), "REQUEST")
    elif registration and event and registration.number and notice.kind is NoticeKind.CANCELLED:
        _attach_entry(message, calendar_entry(registration, event, facts.office, facts.now, method="CANCEL", sequence=facts.sequence + 1), "CANCEL")
    attach_files(message, facts.attachments)


def _attach_entry(message: EmailMessage, entry: bytes, method: str) -> None:
    """Outlook shows an invitation only where the part itself carries the method (RFC 6047, section 2.4)."""
    message.add_attachment(entry, maintype="text", subtype="calendar", filename="termin.ics", params={"method": method, "charset": "utf-8"})


def attach_files(message: EmailMessage, attachments: Sequence[Attachment]) -> None:
    """Adds files; their names are safe already."""
    for attachment in attachments:
        maintype, _, subtype = attachment.content_type.partition("/")
        message.add_attachment(attachment.payload, maintype=maintype, subtype=subtype, filename=attachment.name)
