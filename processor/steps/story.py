"""Tells the story of a registration for those who look after the program: every mail, every change with its reason, every letter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from processor.domain.event import Required
from processor.domain.registration import Registration
from processor.steps.desk import Desk
from processor.storage import outbox, queries, reports
from processor.storage.tables import HistoryRow, InboundMailRow, OutboxMailRow

STANDS = {"confirmed": "confirmed", "waitlisted": "on the waiting list", "incomplete": "incomplete", "cancelled": "cancelled"}
MODES = {"in_person": "in person", "online": "online"}
MISSING = {
    Required.NAME: "name", Required.NAMES: "names of all", Required.ORGANISATION: "organisation", Required.PHONE: "telephone",
    Required.MODE: "in person or online", Required.CHOICE: "choice", Required.EVENT: "which event",
}
LETTERS = {
    "queued": "waits to be sent", "sending": "is being sent", "sent": "sent", "failed": "not delivered",
    "in_doubt": "nobody knows whether it arrived", "suppressed": "no longer sent",
}
RULES = {
    "register": "new registration", "ask_for_event": "new registration, the event is missing", "complete": "answer to what was asked",
    "change": "change", "cancel": "cancellation", "promote": "moved up from the waiting list",
    "switch": "a seat of the wished mode is free", "move": "moved to another event",
    "offer": "seats offered", "end_offer": "offer ran out", "added_by_staff": "added by staff",
    "cancelled_by_staff": "cancelled by staff", "confirmed_by_staff": "confirmed by staff", "undone_by_staff": "taken back by staff",
    "note_calendar_reply": "calendar entry declined", "answer_offer": "answer to offered seats",
    "answer_still_coming": "answer to whether they still come", "answer_whether_to_cancel": "answer to whether they cancel",
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """Something that happened at a time (aware), and what followed from it."""

    at: datetime
    title: str
    lines: tuple[str, ...] = ()


def tell(session: Session, desk: Desk, registration: Registration) -> str:
    """The whole story as text, oldest first, in the office's own time."""
    number = registration.number
    history = queries.history(session, number)
    mails = reports.mails_about(session, number)
    letters = _letters(session, number, mails)
    chapters = [*_of_mails(mails, history, letters, desk.zone), *_without_mail({mail.id for mail in mails}, history, letters, desk.zone)]
    told = [_as_text(chapter, desk.zone) for chapter in sorted(chapters, key=lambda chapter: chapter.at)]
    return "\n".join([_standing(desk, registration), "", *told])


def _letters(session: Session, number: int, mails: Sequence[InboundMailRow]) -> list[OutboxMailRow]:
    """Those about this registration, and all that answer its mails."""
    answers = [letter for mail in mails for letter in outbox.letters_about(session, inbound_id=mail.id)]
    return list({letter.id: letter for letter in (*outbox.letters_about(session, number=number), *answers)}.values())


def _standing(desk: Desk, registration: Registration) -> str:
    event = desk.event(registration.event_id)
    people = ", ".join(attendee.name or "(no name)" for attendee in registration.present) or "nobody any more"
    by = registration.registrant.email if registration.registrant else "staff, without an address"
    asked = ", ".join(MISSING[required] for required in sorted(registration.missing))
    known = " · ".join(value for value in (registration.organisation, registration.phone) if value)
    lines = [
        f"Registration {registration.number} for «{event.title if event else registration.event_id}»: {STANDS[registration.status.value]}",
        f"  {people}{f' ({known})' if known else ''}",
        f"  registered by {by}",
        *([f"  still missing: {asked}"] if asked else []),
    ]
    return "\n".join(lines)


def _of_mails(mails: Sequence[InboundMailRow], history: Sequence[HistoryRow], letters: Sequence[OutboxMailRow], zone: ZoneInfo) -> Iterator[Chapter]:
    for mail in mails:
        lines = [_change(change, zone) for change in history if change.inbound_id == mail.id]
        lines += [f"For staff: «{mail.for_staff}»"] if mail.for_staff else []
        lines += [summary_of(letter) for letter in letters if letter.inbound_id == mail.id]
        yield Chapter(mail.received_at, f"mail m{mail.id} from {mail.sender or '(unknown)'}: «{mail.subject}»", tuple(lines))


def _without_mail(known: set[int | None], history: Sequence[HistoryRow], letters: Sequence[OutboxMailRow], zone: ZoneInfo) -> Iterator[Chapter]:
    """What the calendar, the waiting list or the team did."""
    yield from (Chapter(change.at, _change(change, zone)) for change in history if change.inbound_id not in known)
    yield from (Chapter(letter.created_at, summary_of(letter)) for letter in letters if letter.inbound_id not in known)


def _change(change: HistoryRow, zone: ZoneInfo) -> str:
    return f"{RULES.get(change.rule, change.rule)}: {'; '.join(differences(change.before, change.after, zone)) or 'no difference'}"


def summary_of(letter: OutboxMailRow) -> str:
    """A letter in a line: its number, to whom, and what became of it."""
    return f"letter b{letter.id} to {letter.recipient or '(erased)'}: «{letter.subject}» ({LETTERS.get(letter.status, letter.status)})"


def differences(before: Mapping[str, Any], after: Mapping[str, Any], zone: ZoneInfo) -> list[str]:
    """What differs between two states of a registration, as the history holds them: 'telephone: old → new'."""
    old, new = _described(before, zone), _described(after, zone)
    if not before:
        del new["event"]  # the story's first line says it
    return [f"{label}: {old[label]} → {value or 'nothing any more'}" if old.get(label) else f"{label}: {value}" for label, value in new.items() if value != old.get(label, "")]


def _described(state: Mapping[str, Any], zone: ZoneInfo) -> dict[str, str]:
    if not state:
        return {}
    return {
        "event": state.get("event", ""),
        "standing": STANDS.get(state["status"], state["status"]),
        "people": ", ".join(_person(attendee) for attendee in state["attendees"] if not attendee["cancelled"]) or "nobody any more",
        "offer": _offer(state, zone),
        "organisation": state["organisation"],
        "telephone": state["phone"],
        "address": state["registrant"],
        "missing": ", ".join(MISSING[Required(word)] for word in state["missing"]),
    }


def _offer(state: Mapping[str, Any], zone: ZoneInfo) -> str:
    offer = state.get("offer")
    if not offer:
        return ""
    return f"{offer['seats']} {'seat' if offer['seats'] == 1 else 'seats'} until {local(datetime.fromisoformat(offer['until']), zone)}"


def _person(attendee: Mapping[str, Any]) -> str:
    wish = attendee.get("wish")
    details = [MODES[attendee["mode"]] if attendee["mode"] else "", f"rather {MODES[wish['mode']]}" if wish else "", *attendee["choices"]]
    said = ", ".join(detail for detail in details if detail)
    return f"{attendee['name'] or '(no name)'}{f' ({said})' if said else ''}"


def _as_text(chapter: Chapter, zone: ZoneInfo) -> str:
    return "\n".join([f"{local(chapter.at, zone)}  {chapter.title}", *(f"                  {line}" for line in chapter.lines)])


def local(moment: datetime, zone: ZoneInfo) -> str:
    """A time by the clock on the office's wall."""
    return f"{moment.astimezone(zone):%d.%m.%Y %H:%M}"
