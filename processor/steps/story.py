"""Tells the story of a registration in an office person's words: every mail, every change with its reason, every letter."""

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

STANDS = {"confirmed": "bestätigt", "waitlisted": "auf der Warteliste", "incomplete": "unvollständig", "cancelled": "abgesagt"}
MODES = {"in_person": "vor Ort", "online": "online"}
MISSING = {
    Required.NAME: "Name", Required.NAMES: "Namen aller Personen", Required.ORGANISATION: "Organisation", Required.PHONE: "Telefon",
    Required.MODE: "vor Ort oder online", Required.CHOICE: "Auswahl", Required.EVENT: "welche Veranstaltung",
}
LETTERS = {
    "queued": "wartet auf den Versand", "sending": "wird gerade gesendet", "sent": "gesendet", "failed": "nicht zustellbar",
    "in_doubt": "es ist unklar, ob er ankam", "suppressed": "nicht mehr gesendet",
}
RULES = {
    "register": "Neue Anmeldung", "ask_for_event": "Neue Anmeldung, die Veranstaltung fehlt", "complete": "Antwort auf unsere Rückfrage",
    "change": "Änderung", "cancel": "Absage", "promote": "Von der Warteliste nachgerückt",
    "offer": "Platz angeboten", "end_offer": "Angebot abgelaufen", "added_by_staff": "Vom Team eingetragen",
    "cancelled_by_staff": "Vom Team abgemeldet", "confirmed_by_staff": "Vom Team bestätigt", "undone_by_staff": "Vom Team zurückgenommen",
    "note_calendar_reply": "Kalendereintrag abgelehnt", "answer_offer": "Antwort auf einen angebotenen Platz",
    "answer_still_coming": "Antwort auf „Kommen Sie noch?“",
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
    chapters = [*_of_mails(mails, history, letters), *_without_mail({mail.id for mail in mails}, history, letters)]
    told = [_as_text(chapter, desk.zone) for chapter in sorted(chapters, key=lambda chapter: chapter.at)]
    return "\n".join([_standing(desk, registration), "", *told])


def _letters(session: Session, number: int, mails: Sequence[InboundMailRow]) -> list[OutboxMailRow]:
    """Those about this registration, and all that answer its mails."""
    answers = [letter for mail in mails for letter in outbox.letters_about(session, inbound_id=mail.id)]
    return list({letter.id: letter for letter in (*outbox.letters_about(session, number=number), *answers)}.values())


def _standing(desk: Desk, registration: Registration) -> str:
    event = desk.event(registration.event_id)
    people = ", ".join(attendee.name or "ohne Namen" for attendee in registration.present) or "niemand mehr"
    by = registration.registrant.email if registration.registrant else "das Team, ohne Mailadresse"
    asked = ", ".join(MISSING[required] for required in sorted(registration.missing))
    known = " · ".join(value for value in (registration.organisation, registration.phone) if value)
    lines = [
        f"Anmeldung {registration.number}{f' zu „{event.title}“' if event else ''}: {STANDS[registration.status.value]}",
        f"  {people}{f' ({known})' if known else ''}",
        f"  angemeldet durch {by}",
        *([f"  es fehlt: {asked}"] if asked else []),
    ]
    return "\n".join(lines)


def _of_mails(mails: Sequence[InboundMailRow], history: Sequence[HistoryRow], letters: Sequence[OutboxMailRow]) -> Iterator[Chapter]:
    for mail in mails:
        lines = [_change(change) for change in history if change.inbound_id == mail.id]
        lines += [f"Für das Team: {mail.for_staff}"] if mail.for_staff else []
        lines += [_letter(letter) for letter in letters if letter.inbound_id == mail.id]
        yield Chapter(mail.received_at, f"Mail m{mail.id} von {mail.sender or 'unbekannt'}: „{mail.subject}“", tuple(lines))


def _without_mail(known: set[int | None], history: Sequence[HistoryRow], letters: Sequence[OutboxMailRow]) -> Iterator[Chapter]:
    """What the calendar, the waiting list or the team did."""
    yield from (Chapter(change.at, _change(change)) for change in history if change.inbound_id not in known)
    yield from (Chapter(letter.created_at, _letter(letter)) for letter in letters if letter.inbound_id not in known)


def _change(change: HistoryRow) -> str:
    return f"{RULES.get(change.rule, change.rule)}: {'; '.join(differences(change.before, change.after)) or 'ohne Unterschied'}"


def _letter(letter: OutboxMailRow) -> str:
    return f"Brief b{letter.id} an {letter.recipient}: „{letter.subject}“ ({LETTERS.get(letter.status, letter.status)})"


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What differs between two states of a registration, as the history holds them: 'Telefon: alt → neu'."""
    old, new = _described(before), _described(after)
    return [f"{label}: {old[label]} → {value or 'nichts mehr'}" if old.get(label) else f"{label}: {value}" for label, value in new.items() if value != old.get(label, "")]


def _described(state: Mapping[str, Any]) -> dict[str, str]:
    if not state:
        return {}
    return {
        "Stand": STANDS.get(state["status"], state["status"]),
        "Personen": ", ".join(_person(attendee) for attendee in state["attendees"] if not attendee["cancelled"]) or "niemand mehr",
        "Angebot": _offer(state),
        "Organisation": state["organisation"],
        "Telefon": state["phone"],
        "Adresse": state["registrant"],
        "es fehlt": ", ".join(MISSING[Required(word)] for word in state["missing"]),
    }


def _offer(state: Mapping[str, Any]) -> str:
    offer = state.get("offer")
    return f"{offer['seats']} {'Platz' if offer['seats'] == 1 else 'Plätze'} bis {datetime.fromisoformat(offer['until']):%d.%m.}" if offer else ""


def _person(attendee: Mapping[str, Any]) -> str:
    details = [MODES[attendee["mode"]] if attendee["mode"] else "", *attendee["choices"]]
    said = ", ".join(detail for detail in details if detail)
    return f"{attendee['name'] or 'ohne Namen'}{f' ({said})' if said else ''}"


def _as_text(chapter: Chapter, zone: ZoneInfo) -> str:
    head = f"{chapter.at.astimezone(zone):%d.%m.%Y %H:%M}  {chapter.title}"
    return "\n".join([head, *(f"                  {line}" for line in chapter.lines)])
