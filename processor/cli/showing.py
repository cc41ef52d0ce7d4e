"""The commands about one registration, mail or letter: show and retry."""

import argparse
import sys
from datetime import UTC, datetime

from sqlmodel import Session

from processor.config import Config, load
from processor.steps import particulars, story
from processor.steps.desk import Desk
from processor.storage import inbox, outbox, queries, reports
from processor.storage.database import Database, open_database


def show(arguments: argparse.Namespace) -> int:
    """The story of a registration, or all that is known of a mail or a letter."""
    config, database = _open(arguments)
    desk = Desk(config, database)
    kind, number = _number(arguments.number)
    with database.transaction() as session:
        text = TELLERS[kind](session, desk, number)
    if text is None:
        print(f"There is no {arguments.number} in the books; a registration is shown by its number (1042), a mail as m17, a letter as b23.", file=sys.stderr)
        return 1
    print(text)
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


def _of_registration(session: Session, desk: Desk, number: int) -> str | None:
    registration = queries.registration(session, number)
    return story.tell(session, desk, registration) if registration else None


def _of_mail(session: Session, desk: Desk, number: int) -> str | None:
    mail = reports.mail(session, number)
    return particulars.of_mail(mail, outbox.letters_about(session, inbound_id=mail.id), desk.zone) if mail else None


def _of_letter(session: Session, desk: Desk, number: int) -> str | None:
    letter = reports.letter(session, number)
    return particulars.of_letter(letter, desk.zone) if letter else None


TELLERS = {"": _of_registration, "m": _of_mail, "b": _of_letter}


def _open(arguments: argparse.Namespace) -> tuple[Config, Database]:
    config = load(arguments.config)
    return config, open_database(config.database_url)


def _number(text: str) -> tuple[str, int]:
    kind = text[:1].lower() if text[:1].lower() in {"m", "b"} else ""
    digits = text[len(kind):]
    return kind, int(digits) if digits.isdigit() and len(digits) < 15 else -1
