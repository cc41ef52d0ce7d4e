"""Measures intake and idle poll against a Dovecot of Debian's package, each beside the bare library in the same run.

    python -m benchmarks.intake [MAILS]

Seconds differ from machine to machine and from hour to hour; the ratios are what counts.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from processor.config import load
from processor.steps import intake
from processor.steps.desk import Desk
from processor.storage.database import open_database
from processor.transport import imap
from tests.dovecot import DovecotInbox, running
from tests.transport.mailboxes import mailbox_of

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"
TEXT = "From: Aylin Kaya <kaya@verein.example>\r\nSubject: Anmeldung {number}\r\n\r\n" + "Hiermit melde ich mich an.\r\n" * 100
POLLS = 200


def main(arguments: list[str]) -> int:
    """Prints one line a comparison; returns the exit code."""
    count = int(arguments[0]) if arguments else 2000
    with running("/", "") as server, tempfile.TemporaryDirectory() as folder:
        inbox = DovecotInbox(server, "bench")
        inbox.deliver_all([TEXT.format(number=number).encode() for number in range(count)], datetime.now(UTC))
        desk = _desk(inbox, Path(folder))
        bare = _seconds(lambda: inbox.mails())
        memory = _peak_mb()
        stored = _seconds(lambda: _take_in(desk))
        print(f"intake of {count} mails: {count / stored:,.0f} a second, {stored / bare:.1f} times the bare fetch, {_peak_mb() - memory:.0f} MB more at the peak")
        with imap.connect(desk.mailbox) as connection, inbox.client() as client:
            client.select_folder("INBOX", readonly=True)
            poll = _seconds(lambda: [connection.folder_state() for _ in range(POLLS)])
            search = _seconds(lambda: [client.search() for _ in range(POLLS)])
        print(f"idle poll: {poll / POLLS * 1000:.2f} ms, {poll / search:.2f} times a SEARCH ALL")
    return 0


def _desk(inbox: DovecotInbox, folder: Path) -> Desk:
    mailbox = replace(mailbox_of(inbox.server.port, inbox.user, inbox.password), max_mail_bytes=25_000_000)
    return Desk(replace(load(EXAMPLE), mailbox=mailbox), open_database(f"sqlite:///{folder / 'registrations.db'}"))


def _take_in(desk: Desk) -> None:
    with imap.connect(desk.mailbox) as connection:
        intake.take_in(desk, connection, datetime.now(UTC))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
