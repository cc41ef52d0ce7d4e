"""The commands that read mails from files: read, rehearse, preview."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from processor.config import Config, load
from processor.domain.event import Event
from processor.domain.office import Contact, Office
from processor.letters.gallery import write_gallery
from processor.mime.parser import UnreadableMail
from processor.steps import rehearsal
from processor.steps.examining import Examination, as_label, examine, find_mails

NO_OFFICE = Office("", "office@localhost", "Europe/Berlin", ("de",), Contact(""))

ACTS = {"register": "signs up", "cancel": "cancels", "change": "changes something", "question": "asks something", "thanks": "thanks"}
ACTIONS = {
    "confirm": "the registration would be confirmed",
    "ask": "what is missing would be asked for",
    "change": "the registration would be changed and the change confirmed",
    "cancel": "the cancellation would be done and confirmed",
    "staff": "the mail would be handed to staff",
    "late": "the sender would be told that it is too late",
    "ignore": "nothing would be sent",
}


class Unread(Exception):
    """A file that is no readable mail; the text says why."""


def read(arguments: argparse.Namespace) -> int:
    """Prints what it makes of each file; exit status 1 where at least one could not be read."""
    config = load(arguments.config) if arguments.config else None
    is_done = [_read_folder_or_file(path, config, as_json=arguments.json) for path in arguments.paths]
    return 0 if all(is_done) else 1


def rehearse(arguments: argparse.Namespace) -> int:
    """Replays a folder of mails; shows its progress on a terminal only."""
    config = load(arguments.config)
    if not arguments.mails.is_dir():
        print(f"{arguments.mails} is not a folder; --mails names the folder with the .eml files.", file=sys.stderr)
        return 2
    if arguments.out.exists() and any(arguments.out.iterdir()):
        print(f"{arguments.out} is not empty; name a new folder with --out, so that nothing is overwritten.", file=sys.stderr)
        return 2
    console = Console(stderr=True)
    with console.status("reading …") as status:
        count = 0
        for line in rehearsal.rehearse(config, arguments.mails, arguments.out):
            count += 1
            if console.is_terminal:
                status.update(line)
    print(f"{count} mails replayed. Decisions, lists and letters are in {arguments.out}; open {arguments.out / 'index.html'} to look at them.")
    return 0


def preview(arguments: argparse.Namespace) -> int:
    """Renders all letters with realistic facts."""
    config = load(arguments.config)
    page = write_gallery(arguments.out, config.office, config.events)
    print(f"All letters are in {page}; open it in a browser.")
    return 0


def _read_folder_or_file(path: Path, config: Config | None, *, as_json: bool) -> bool:
    mails = list(find_mails([path]))
    if not mails:
        print(f"{path}: no files ending in .eml are in this folder.", file=sys.stderr)
    is_read = [_read_file(mail, config, as_json=as_json) for mail in mails]
    return bool(mails) and all(is_read)


def _read_file(path: Path, config: Config | None, *, as_json: bool) -> bool:
    """Whatever a file holds, the next one is read as well."""
    try:
        examination = _examine(path, config)
    except Unread as error:
        _report_unread(path, str(error), as_json=as_json)
        return False
    except Exception as error:  # noqa: BLE001 -- a mail that nobody thought of must not hide what the others say
        _report_unread(path, f"cannot be read; please report it with this mail: {type(error).__name__}", as_json=as_json)
        return False
    if as_json:
        label = as_label(examination.mail, examination.request, examination.decision)
        print(json.dumps({"file": path.name, **label}, ensure_ascii=False))
    else:
        _explain(path, examination)
    return True


def _examine(path: Path, config: Config | None) -> Examination:
    events: Sequence[Event] = config.events if config else ()
    office = config.office if config else NO_OFFICE
    authserv_id = config.mailbox.authserv_id if config else ""
    raw = _content(path, config.mailbox.max_mail_bytes if config else 25_000_000)
    try:
        return examine(raw, events, office, datetime.now(UTC), authserv_id=authserv_id)
    except UnreadableMail as error:
        raise Unread(f"cannot be read as a mail; staff would read: «{error}»") from error


def _content(path: Path, limit: int) -> bytes:
    try:
        if path.stat().st_size > limit:
            raise Unread(f"the file has {path.stat().st_size / 1e6:.0f} MB; mails over {limit / 1e6:.0f} MB are left to staff")
        return path.read_bytes()
    except OSError as error:
        raise Unread(error.strerror or str(error)) from error


def _report_unread(path: Path, reason: str, *, as_json: bool) -> None:
    if as_json:
        label: dict[str, Any] = {
            "file": path.name, "kind": "person", "acts": [], "attendees": [], "cancelled": [], "count": None, "organisation": None,
            "phone": None, "email": None, "mode": None, "choices": [], "language": None, "event": None, "action": "staff", "missing": [],
            "reasons": [{"field": "file", "value": "unreadable", "words": reason}],
        }
        print(json.dumps(label, ensure_ascii=False))
    print(f"{path}: {reason}", file=sys.stderr)


def _explain(path: Path, examination: Examination) -> None:
    """Says in an office person's words what was understood, from which words, and why that was or was not enough."""
    mail, request, decision = examination.mail, examination.request, examination.decision
    sender = f"{mail.sender.name} <{mail.sender.email}>".strip() if mail.sender else "(no usable sender)"
    print(f"{path}\n  From: {sender}\n  Subject: {mail.subject}")
    if mail.kind.value != "person":
        print(f"  This is no mail of a person ({mail.kind.value}): {'; '.join(mail.kind_reasons)}")
    if request.acts:
        print("  The writer " + " and ".join(ACTS[act.value] for act in request.acts) + ".")
    for evidence in request.evidence:
        where = f"line {evidence.line}" if evidence.line > 0 else "headers"
        print(f"    {evidence.field:<13} {evidence.value}  ({where}: «{evidence.words.strip()}»; {evidence.rule})")
    for doubt in request.doubts:
        print(f"  Not clear, in the words for staff: «{doubt.sentence}»" + (f" (the mail says «{doubt.words}»)" if doubt.words else ""))
    print(f"  So {ACTIONS[decision.outcome.value]} (rule: {decision.rule})." + (f" Staff would read: «{decision.for_staff}»" if decision.for_staff else ""))
    print()
