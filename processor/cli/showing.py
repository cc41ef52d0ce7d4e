"""The commands about one registration, mail or letter: show, retry."""

import argparse
import sys
from datetime import UTC, datetime

from sqlmodel import Session

from processor.config import Config, load
from processor.steps import story
from processor.steps.desk import Desk
from processor.storage import inbox, outbox, queries, reports
from processor.storage.database import Database, open_database
from processor.storage.tables import InboundMailRow


def show(arguments: argparse.Namespace) -> int:
    """The story of a registration, or of a mail."""
    config, database = _open(arguments)
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
        print(story.tell(session, Desk(config, database), registration))
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

