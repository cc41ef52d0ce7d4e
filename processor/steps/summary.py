"""The staff's daily mail: what came, what became of it, what needs them; the books must balance."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session

from processor.domain.decision import StaffNoticeKind
from processor.domain.due import DueKind
from processor.domain.event import Required
from processor.domain.registration import Registration, Status
from processor.letters.staff import StaffLetter
from processor.steps import closing, posting
from processor.steps.desk import Desk
from processor.storage import event_news, queries, reports, schedule
from processor.storage.tables import HistoryRow, InboundMailRow, OutboxMailRow

OUTCOMES = {
    "confirm": "bestätigt", "ask": "nachgefragt", "change": "geändert", "cancel": "abgesagt", "staff": "für Sie", "late": "zu spät", "ignore": "ohne Antwort",
}

MISSING = {
    Required.NAME: "Name", Required.NAMES: "Namen aller Personen", Required.ORGANISATION: "Organisation", Required.PHONE: "Telefon",
    Required.MODE: "vor Ort oder online", Required.CHOICE: "Auswahl", Required.EVENT: "welche Veranstaltung",
}


def send_due(desk: Desk, now: datetime) -> bool:
    """Writes the summary where its time has come and something happened since the last; one covers a whole downtime."""
    due = _last_due_at(desk, now)
    with desk.database.transaction() as session:
        mailbox = queries.mailbox(session, desk.mailbox.address)
        if mailbox.summary_until is not None and mailbox.summary_until >= due:
            return False
        since = mailbox.summary_until or datetime(2000, 1, 1, tzinfo=UTC)
        mailbox.summary_until = due
        session.add(mailbox)
        mails = reports.mails_handled(session, desk.mailbox.address, since, due)
        changes = reports.changes_between(session, since, due)
        unanswered = _unanswered(session, desk, since, due)
        if not mails and not changes and not unanswered:
            return False
        values = _values(session, desk, mails, changes, due) | {"unanswered": unanswered}
        files = tuple(file for event in desk.events for file in closing.list_files(event, queries.all_registrations(session, event.id)))
        for address in desk.config.staff.summary_to:
            letter = StaffLetter(StaffNoticeKind.SUMMARY, address, posting.new_message_id(session, desk), now, values, files)
            posting.post_to_staff(session, desk, letter, f"summary-{desk.mailbox.address}-{due:%Y%m%dT%H%M}-{address}")
    return True


def _last_due_at(desk: Desk, now: datetime) -> datetime:
    local = now.astimezone(desk.zone)
    due = datetime.combine(local.date(), desk.config.staff.summary_at, desk.zone)
    if due > now:
        due = datetime.combine(local.date() - timedelta(days=1), desk.config.staff.summary_at, desk.zone)
    return due.astimezone(UTC)


def _values(session: Session, desk: Desk, mails: Sequence[InboundMailRow], changes: Sequence[HistoryRow], due: datetime) -> dict[str, Any]:
    counts = Counter(mail.outcome for mail in mails)
    for_you = [mail for mail in mails if mail.for_staff]
    address = desk.mailbox.address
    return {
        "headline": f"{counts['confirm']} neu, {len(for_you)} für Sie",
        "received": len(mails),
        "open": reports.mails_open(session, address, due),
        "is_balanced": sum(counts[outcome] for outcome in OUTCOMES) == len(mails),
        "outcomes": ", ".join(f"{counts[outcome]} {word}" for outcome, word in OUTCOMES.items() if counts[outcome]),
        "for_you": [{"id": mail.id, "sender": mail.sender, "subject": mail.subject, "why": mail.for_staff} for mail in for_you],
        "events": [_event_values(session, desk, event_id) for event_id in (event.id for event in desk.events)],
        "unconfirmed": [event.title for event in desk.events if event_news.is_proposed(session, event.id)],
        "changes": [_line(change) for change in changes],
        "undeliverable": [_letter_line(letter) for letter in reports.troubled_letters(session, address, "failed")],
        "in_doubt": [_letter_line(letter) for letter in reports.troubled_letters(session, address, "in_doubt")],
    }


def _unanswered(session: Session, desk: Desk, since: datetime, due: datetime) -> list[str]:
    """Whom we asked twice, and who has not said what is missing."""
    rows = schedule.due_between(session, desk.mailbox.address, DueKind.UNANSWERED.value, since, due)
    found = [queries.registration(session, row.registration_number or 0) for row in rows]
    return [_open_line(registration) for registration in found if registration is not None and registration.status is Status.INCOMPLETE]


def _open_line(registration: Registration) -> str:
    names = ", ".join(attendee.name for attendee in registration.present if attendee.name) or f"{registration.seats} Personen ohne Namen"
    reached = ", ".join(value for value in (registration.phone, registration.registrant.email if registration.registrant else "") if value)
    asked = ", ".join(MISSING[required] for required in sorted(registration.missing))
    return f"{registration.number} {names} ({reached}): es fehlt {asked}"


def _event_values(session: Session, desk: Desk, event_id: str) -> dict[str, Any]:
    event = desk.event(event_id)
    assert event is not None
    registrations = queries.all_registrations(session, event_id)
    return {
        "title": event.title,
        "capacity": queries.as_set(session, event).capacity.total,
        "confirmed": closing.people(registrations, Status.CONFIRMED),
        "waiting": closing.people(registrations, Status.WAITLISTED),
        "incomplete": closing.people(registrations, Status.INCOMPLETE),
    }


def _line(change: HistoryRow) -> str:
    names = ", ".join(attendee["name"] or "(ohne Namen)" for attendee in change.after.get("attendees", []) if not attendee["cancelled"])
    what = "neu" if not change.before else {"cancelled": "abgemeldet"}.get(change.after.get("status", ""), "geändert")
    stand = {"waitlisted": " (Warteliste)", "incomplete": " (unvollständig)"}.get(change.after.get("status", ""), "")
    return f"{change.registration_number} {what}: {names or 'niemand mehr'}{stand}"


def _letter_line(letter: OutboxMailRow) -> str:
    return f"b{letter.id} an {letter.recipient}: {letter.subject} ({letter.error})"
