"""The processor as administrators run it: a configuration file and a process of its own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.dovecot import PASSWORD, DovecotInbox
from tests.smtp_sink import SmtpSink

OFFICE = "anmeldung@stadt.example"
CONFIGURATION = """
[office]
name = "Kommunales Integrationszentrum"
timezone = "Europe/Berlin"
languages = ["de"]
contact = {{ name = "Erika Muster", email = "erika.muster@stadt.example", phone = "0521 51-0" }}
[mailbox]
address = "{office}"
imap = {{ host = "127.0.0.1", port = {imap}, security = "none" }}
smtp = {{ host = "127.0.0.1", port = {smtp}, security = "none", per_minute = 1000 }}
user = "{user}"
password = {{ env = "PROCESSOR_TEST_PASSWORD" }}
poll_seconds = 5
[staff]
addresses = ["erika.muster@stadt.example"]
summary_to = ["erika.muster@stadt.example"]
[database]
url = "{database}"
[[events]]
id = "fachtag"
title = "Fachtag: Vielfalt gestalten"
starts = {starts:%Y-%m-%dT%H:%M:%S}
ends = {ends:%Y-%m-%dT%H:%M:%S}
venue = "Rathaus, Rathausplatz 1, 33602 Musterstadt"
mode = "in_person"
required = ["name"]
{more}
"""


@dataclass(frozen=True)
class LiveOffice:
    """A configuration file for a mailbox on running servers."""

    config: Path
    url: str

    @contextmanager
    def running(self) -> Iterator["subprocess.Popen[str]"]:
        """`processor run`, once it works; killed at the end where it still runs."""
        process = subprocess.Popen([*self._command("run")], stderr=subprocess.PIPE, text=True, env=_environment())
        try:
            assert process.stderr is not None
            while "Working on" not in (line := process.stderr.readline()):
                assert line, "the worker ended at once"
            yield process
        finally:
            process.kill()
            process.communicate()

    def ask(self, *command: str) -> str:
        """What another command prints."""
        return self.answer(*command)[1]

    def answer(self, *command: str) -> tuple[int, str]:
        """Exit status of another command, and what it prints."""
        done = subprocess.run(self._command(*command), capture_output=True, text=True, env=_environment(), check=False)
        return done.returncode, done.stdout

    def say(self, password: str, *command: str) -> str:
        """All that a command prints, on both streams, where this is the mailbox's password."""
        environment = {**_environment(), "PROCESSOR_TEST_PASSWORD": password}
        done = subprocess.run(self._command(*command), capture_output=True, text=True, env=environment, check=False)
        return done.stdout + done.stderr

    def _command(self, *command: str) -> list[str]:
        return [sys.executable, "-m", "processor", *command, "--config", str(self.config)]


def live_office(folder: Path, dovecot: DovecotInbox, sink: SmtpSink, *, url: str = "", more: str = "") -> LiveOffice:
    """An office with one event in two months; `more` are further lines of the event."""
    starts = datetime.now(UTC) + timedelta(days=60)
    url = url or f"sqlite:///{folder / 'registrations.db'}"
    path = folder / "config.toml"
    path.write_text(CONFIGURATION.format(
        office=OFFICE, imap=dovecot.server.port, smtp=sink.port, user=dovecot.user, database=url, starts=starts, ends=starts + timedelta(hours=3), more=more,
    ), encoding="utf-8")
    return LiveOffice(path, url)


def stopped(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Asks the process to end; returns its exit status and its last words."""
    process.send_signal(signal.SIGTERM)
    _, log = process.communicate(timeout=30)
    return process.returncode, log.splitlines()[-1].partition("INFO ")[2]


def read_lines(process: "subprocess.Popen[str]", count: int) -> None:
    """Waits until the log has so many more lines: one a mail."""
    assert process.stderr is not None
    for _ in range(count):
        process.stderr.readline()


def message_id(letter: bytes) -> str:
    """The Message-ID of a letter, without brackets."""
    found = re.search(rb"(?im)^message-id:\s*<([^>]+)>", letter)
    assert found is not None
    return found[1].decode()


def _environment() -> dict[str, str]:
    return {**os.environ, "PROCESSOR_TEST_PASSWORD": PASSWORD}
