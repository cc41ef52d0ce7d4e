"""The commands that show what is in the books: status, list, show, retry."""

import argparse
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from sqlmodel import Session

from processor.config import Config, load
from processor.domain.registration import Status
from processor.letters import lists
from processor.steps import closing
from processor.storage import inbox, outbox, queries, reports
from processor.storage.database import Database, open_database
from processor.storage.tables import InboundMailRow


def status(arguments: argparse.Namespace) -> int:
    """Both queues, the seats, and what needs a human."""
    config, database = _open(arguments)
    address = config.mailbox.address
    with database.transaction() as session:
        mailbox = queries.mailbox(session, address)
        print(f"{address}: last read {_local(config, mailbox.last_poll_at)}" + (f"; FAILING since {_local(config, mailbox.failing_since)}: {mailbox.error}" if mailbox.failing_since else ""))
        if mailbox.sending_failing_since:
            print(f"  NO LETTER GOES OUT since {_local(config, mailbox.sending_failing_since)}: {mailbox.sending_error}; next try {_local(config, mailbox.next_sending_at)}")
        for name, count in sorted(reports.queue_lengths(session, address).items()):
            print(f"  {name}: {count}")
        oldest = reports.oldest_pending_at(session, address)
        if oldest:
            print(f"  oldest mail without an outcome: {_local(config, oldest)}")
        for event in config.events:
            registrations = queries.all_registrations(session, event.id)
            counts = ", ".join(f"{closing.people(registrations, stand)} {stand.value}" for stand in Status)
            print(f"{event.id}: {counts}" + (f" (of {event.capacity.total} seats)" if event.capacity.total else ""))
        for letter in reports.troubled_letters(session, address, "in_doubt"):
            print(f"  in doubt: b{letter.id} to {letter.recipient}: {letter.subject} - nobody knows whether it arrived; 'retry b{letter.id}' sends it again")
        for letter in reports.troubled_letters(session, address, "failed"):
            print(f"  not delivered: b{letter.id} to {letter.recipient}: {letter.subject} ({letter.error})")
    return 0


def participants(arguments: argparse.Namespace) -> int:
    """The participants on the terminal, or as files."""
    config, database = _open(arguments)
    events = [event for event in config.events if arguments.event in {None, event.id}]
    if not events:
        print(f"There is no event {arguments.event!r}; known are {', '.join(event.id for event in config.events)}.", file=sys.stderr)
        return 2
    if len(events) > 1 and (arguments.xlsx or arguments.csv or arguments.checkin):
        print(f"Several events; name one with --event: {', '.join(event.id for event in events)}.", file=sys.stderr)
        return 2
    with database.transaction() as session:
        for event in events:
            registrations = queries.all_registrations(session, event.id)
            if arguments.xlsx:
                arguments.xlsx.write_bytes(lists.as_xlsx(event, registrations))
            if arguments.csv:
                arguments.csv.write_text(lists.as_csv(event, registrations), encoding="utf-8-sig", newline="")
            if arguments.checkin:
                arguments.checkin.write_text(lists.as_checkin(event, registrations), encoding="utf-8")
            if not (arguments.xlsx or arguments.csv or arguments.checkin):
                table = Table(*lists.HEAD, title=event.title)
                for row in lists.rows(event, registrations):
                    table.add_row(*row)
                Console().print(table)
    return 0


def show(arguments: argparse.Namespace) -> int:
    """The story of a registration, or of a mail."""
    _, database = _open(arguments)
    kind, number = _number(arguments.number)
    with database.transaction() as session:
        if kind == "m":
            mail = reports.mail(session, number)
            if mail is None:
                return _unknown(arguments.number)
            _show_mail(session, mail)
            return 0
        registration = queries.registration(session, number)
        if registration is None:
            return _unknown(arguments.number)
        people = ", ".join(attendee.name or "(no name)" for attendee in registration.present) or "nobody"
        print(f"Registration {number} ({registration.event_id}): {registration.status.value}; {people}")
        print(f"  by {registration.registrant.email if registration.registrant else 'staff'}, {registration.organisation or 'no organisation'}, {registration.phone or 'no telephone'}")
        for change in queries.history(session, number):
            print(f"  {change.at:%Y-%m-%d %H:%M} UTC: {change.rule}" + (f" (mail m{change.inbound_id})" if change.inbound_id else ""))
        for mail in reports.mails_about(session, number):
            _show_mail(session, mail)
    return 0


def retry(arguments: argparse.Namespace) -> int:
    """Works on a mail again, or sends a letter again."""
    _, database = _open(arguments)
    kind, number = _number(arguments.number)
    with database.transaction() as session:
        is_done = outbox.send_again(session, number, datetime.now(UTC)) if kind == "b" else inbox.retry_mail(session, number, datetime.now(UTC)) if kind == "m" else False
    if not is_done:
        print(f"{arguments.number} cannot be tried again; mails that were set aside or left to staff (m17) and letters that failed or are in doubt (b23) can.", file=sys.stderr)
        return 1
    print(f"{arguments.number} is back in the queue; the worker takes it up with its next round.")
    return 0


def _show_mail(session: Session, mail: InboundMailRow) -> None:
    print(f"\nMail m{mail.id} of {mail.received_at:%Y-%m-%d %H:%M} UTC from {mail.sender or '(unknown)'}: {mail.subject}")
    print(f"  {mail.status}, outcome {mail.outcome or 'none yet'} by rule {mail.rule or '-'}" + (f"; {mail.for_staff}" if mail.for_staff else "") + (f"; {mail.error}" if mail.error else ""))
    for reason in mail.reading.get("reasons", []):
        print(f"    {reason.get('field', '')}: {reason.get('value', '')}  «{str(reason.get('words', '')).strip()}» {reason.get('rule', '')}")
    for letter in outbox.letters_about(session, inbound_id=mail.id):
        print(f"  letter b{letter.id} ({letter.status}): {letter.subject}")


def _open(arguments: argparse.Namespace) -> tuple[Config, Database]:
    config = load(arguments.config)
    return config, open_database(config.database_url)


def _number(text: str) -> tuple[str, int]:
    kind = text[:1].lower() if text[:1].lower() in {"m", "b"} else ""
    digits = text[len(kind):]
    return kind, int(digits) if digits.isdigit() and len(digits) < 15 else -1


def _unknown(number: str) -> int:
    print(f"There is no {number} in the books.", file=sys.stderr)
    return 1


def _local(config: Config, moment: datetime | None) -> str:
    if moment is None:
        return "never"
    return f"{moment.astimezone(ZoneInfo(config.office.timezone)):%d.%m.%Y %H:%M}"
