"""The commands that say where things stand: status, list."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from sqlmodel import Session

from processor.config import Config, load
from processor.domain.event import Event
from processor.domain.registration import Registration, Status
from processor.letters import lists
from processor.steps import closing
from processor.storage import queries, reports
from processor.storage.database import open_database

# Wide enough for every column where the list goes into a file or another program.
FILE_WIDTH = 250
# Number, name, organisation, telephone and standing: what a narrow terminal has room for.
NARROW, NARROW_COLUMNS = 120, (0, 1, 2, 3, 7)


def status(arguments: argparse.Namespace) -> int:
    """Both queues, the seats, and what needs a human; exit status 1 where a server fails."""
    config = load(arguments.config)
    with open_database(config.database_url).transaction() as session:
        is_failing = _print_servers(session, config)
        _print_queues(session, config)
        for event in config.events:
            _print_seats(session, event)
        _print_tasks(session, config.mailbox.address)
    return 1 if is_failing else 0


def participants(arguments: argparse.Namespace) -> int:
    """The participants on the terminal, or as files."""
    config = load(arguments.config)
    events = [event for event in config.events if arguments.event in {None, event.id}]
    if not events:
        print(f"There is no event {arguments.event!r}; known are {', '.join(event.id for event in config.events)}.", file=sys.stderr)
        return 2
    if len(events) > 1 and (arguments.xlsx or arguments.csv or arguments.checkin):
        print(f"Several events; name one with --event: {', '.join(event.id for event in events)}.", file=sys.stderr)
        return 2
    with open_database(config.database_url).transaction() as session:
        for event in events:
            registrations = queries.all_registrations(session, event.id)
            if not _write_files(arguments, event, registrations):
                _print_table(event, lists.rows(event, registrations, lists.ENGLISH))
    return 0


def _print_servers(session: Session, config: Config) -> bool:
    """Prints how the mail servers fare; True where one fails."""
    mailbox = queries.mailbox(session, config.mailbox.address)
    print(f"{config.mailbox.address}: last read {_local(config, mailbox.last_poll_at)}")
    if mailbox.failing_since:
        print(f"  NOT READ since {_local(config, mailbox.failing_since)}: {mailbox.error}")
    if mailbox.sending_failing_since:
        print(f"  NO LETTER GOES OUT since {_local(config, mailbox.sending_failing_since)}: {mailbox.sending_error}; next try {_local(config, mailbox.next_sending_at)}")
    return mailbox.is_failing


def _print_queues(session: Session, config: Config) -> None:
    for name, count in sorted(reports.queue_lengths(session, config.mailbox.address).items()):
        print(f"  {name}: {count}")
    oldest = reports.oldest_pending_at(session, config.mailbox.address)
    if oldest:
        print(f"  oldest mail without an outcome: {_local(config, oldest)}")


def _print_seats(session: Session, configured: Event) -> None:
    event = queries.as_set(session, configured)
    registrations = queries.all_registrations(session, event.id)
    counts = ", ".join(f"{closing.people(registrations, stand)} {stand.value}" for stand in Status)
    seats = ", ".join(f"{limit} {name}" for limit, name in (
        (event.capacity.total, "seats"), (event.capacity.in_person, "seats in the room"), (event.capacity.online, "online")) if limit is not None)
    print(f"{event.id}: {counts}" + (f" (of {seats})" if seats else ""))


def _print_tasks(session: Session, address: str) -> None:
    """What waits for a human, each with the number by which `show` and `retry` know it."""
    for mail in reports.mails_for_staff(session, address):
        print(f"  for staff: m{mail.id} from {mail.sender or '(no sender)'}, «{mail.subject}»: «{mail.for_staff or mail.error}»")
    for letter in reports.troubled_letters(session, address, "in_doubt"):
        print(f"  in doubt: b{letter.id} to {letter.recipient}, «{letter.subject}»: nobody knows whether it arrived; 'retry b{letter.id}' sends it again")
    for letter in reports.troubled_letters(session, address, "failed"):
        print(f"  not delivered: b{letter.id} to {letter.recipient}, «{letter.subject}»: «{letter.error}»")


def _write_files(arguments: argparse.Namespace, event: Event, registrations: tuple[Registration, ...]) -> bool:
    """Writes the files asked for; False where none is."""
    forms: Sequence[tuple[Path | None, Callable[[], bytes]]] = (
        (arguments.xlsx, lambda: lists.as_xlsx(event, registrations)),
        (arguments.csv, lambda: lists.as_csv(event, registrations).encode("utf-8-sig")),  # with the mark by which Excel knows UTF-8
        (arguments.checkin, lambda: lists.as_checkin(event, registrations).encode()),
    )
    wanted = [(path, content) for path, content in forms if path is not None]
    for path, content in wanted:
        path.write_bytes(content())
        print(f"{path} is written.")
    return bool(wanted)


def _print_table(event: Event, rows: Sequence[tuple[str, ...]]) -> None:
    """Columns in which nothing stands are left out, and on a narrow terminal the less important ones."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=FILE_WIDTH)
    columns = NARROW_COLUMNS if console.width < NARROW else range(len(lists.ENGLISH.head))
    shown = [column for column in columns if any(row[column] for row in rows)]
    table = Table(title=event.title, title_justify="left")
    for column in shown:
        table.add_column(lists.ENGLISH.head[column], overflow="fold")
    for row in rows:
        table.add_row(*(row[column] for column in shown))
    console.print(table if rows else f"{event.title}\nNobody is on the list yet.", highlight=False)


def _local(config: Config, moment: datetime | None) -> str:
    if moment is None:
        return "never"
    return f"{moment.astimezone(ZoneInfo(config.office.timezone)):%d.%m.%Y %H:%M}"
