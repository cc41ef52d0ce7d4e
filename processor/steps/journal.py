"""Tells what happened as a page to look at: mail by mail, letter by letter, and the lists at the end."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from processor.domain.registration import Registration, Status
from processor.letters import lists
from processor.letters.environment import render
from processor.mime import parser
from processor.mime.parser import UnreadableMail
from processor.steps import closing
from processor.steps.desk import Desk
from processor.storage import queries, reports
from processor.storage.tables import InboundMailRow, OutboxMailRow

OUTCOMES = {
    "confirm": "bestätigt", "ask": "nachgefragt", "change": "geändert", "cancel": "abgemeldet",
    "staff": "ans Büro gegeben", "late": "zu spät", "ignore": "nicht beantwortet",
}
ACTS = {"register": "Anmeldung", "cancel": "Absage", "change": "Änderung", "question": "Frage", "thanks": "Dank"}


def write_journal(desk: Desk, out: Path) -> Path:
    """Writes `index.html` about all that is in the books, and returns its path.

    The letters lie in `out`/sent as .eml; beside each a page of it is put.
    """
    pages = _write_pages(out / "sent")
    with desk.database.transaction() as session:
        mails, letters = reports.mails_and_letters(session, desk.mailbox.address)
        events = [(event, queries.all_registrations(session, event.id)) for event in desk.events]
    values = {
        "office": desk.office.name,
        "address": desk.mailbox.address,
        "entries": _entries(desk, mails, letters, pages),
        "mails": len(mails),
        "letters": len(pages),
        "head": lists.GERMAN.head,
        "events": [
            {"title": event.title, "counts": _counts(registrations), "rows": lists.rows(event, registrations)} for event, registrations in events
        ],
    }
    page = out / "index.html"
    page.write_text(render("staff/journal.html", "de", values), encoding="utf-8")
    return page


def _counts(registrations: tuple[Registration, ...]) -> list[tuple[str, int]]:
    return [(lists.GERMAN.stands[status], closing.people(registrations, status)) for status in (*lists.ORDER, Status.CANCELLED)]


def _write_pages(sent: Path) -> dict[str, str]:
    """The page of each letter, by its Message-ID."""
    pages = {}
    for path in sorted(sent.glob("*.eml")):
        message: EmailMessage = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = message.get_body(("html", "plain"))
        page = path.with_suffix(".html")
        page.write_text(str(body.get_content()) if body else "", encoding="utf-8")
        pages[str(message["Message-ID"]).strip("<>")] = f"{sent.name}/{page.name}"
    return pages


def _entries(desk: Desk, mails: Sequence[InboundMailRow], letters: Sequence[OutboxMailRow], pages: Mapping[str, str]) -> list[dict[str, Any]]:
    """Mails with their answers, and the letters that no mail caused, in the order of time."""
    entries: list[tuple[datetime, dict[str, Any]]] = []
    for mail in mails:
        answers = [_letter(letter, pages) for letter in letters if letter.inbound_id == mail.id]
        entries.append((mail.received_at, {"mail": _mail(mail, answers), "letters": answers}))
    entries += [(letter.created_at, {"mail": None, "letters": [_letter(letter, pages)]}) for letter in letters if letter.inbound_id is None]
    return [{"at": _local(desk, at), **entry} for at, entry in sorted(entries, key=lambda entry: entry[0])]


def _mail(mail: InboundMailRow, answers: Sequence[dict[str, Any]]) -> dict[str, Any]:
    is_waiting = any(letter["kind"] == "waitlisted" for letter in answers)
    return {
        "sender": mail.sender or "(ohne Absender)",
        "subject": mail.subject or "(ohne Betreff)",
        "text": _text(mail),
        "outcome": "ask" if is_waiting else mail.outcome or "open",
        "word": "auf der Warteliste" if is_waiting else OUTCOMES.get(mail.outcome, "noch nicht bearbeitet"),
        "understood": _understood(mail.reading),
        "why": mail.for_staff,
    }


def _letter(letter: OutboxMailRow, pages: Mapping[str, str]) -> dict[str, Any]:
    return {"kind": letter.kind, "to": letter.recipient, "subject": letter.subject, "page": pages.get(letter.message_id, "")}


def _text(mail: InboundMailRow) -> str:
    """What the writer wrote, without quotations."""
    try:
        return parser.parse(mail.raw, mail.received_at).new_text.strip()
    except UnreadableMail as error:
        return str(error)


def _understood(label: Mapping[str, Any]) -> list[str]:
    """What was read, in a few words."""
    names = [attendee["name"] for attendee in label.get("attendees", []) if attendee["name"]]
    words = [*(ACTS[act] for act in label.get("acts", [])), ", ".join(names)]
    words += [f"sagt ab: {', '.join(label['cancelled'])}"] if label.get("cancelled") else []
    words += [f"{label['count']} Personen"] if (label.get("count") or 0) > 1 else []
    return [word for word in (*words, label.get("organisation"), label.get("phone"), *label.get("choices", [])) if word]


def _local(desk: Desk, moment: datetime) -> str:
    return f"{moment.astimezone(desk.zone):%d.%m. %H:%M}"
