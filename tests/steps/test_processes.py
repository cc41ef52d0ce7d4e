"""`processor run` as a process: answered within one poll, ended cleanly, killed at any moment, two at a time."""

import base64
import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from processor.storage import queries
from processor.storage.database import Database, open_database
from processor.storage.tables import InboundMailRow, OutboxMailRow
from tests.dovecot import PASSWORD, DovecotInbox, free_port
from tests.postgresql import postgresql, postgresql_url
from tests.smtp_sink import SmtpSink
from tests.steps.conftest import registration
from tests.steps.processes import live_office, message_id, read_lines, stopped

__all__ = ["postgresql", "postgresql_url"]

GIVEN = ("Aylin", "Murat", "Olena", "Anna", "Peter", "Fatma", "Lukas", "Maria", "Ahmet", "Julia")
FAMILY = ("Kaya", "Demir", "Kowal", "Schneider", "Becker", "Yildiz", "Hoffmann", "Wagner", "Celik", "Krause")
PEOPLE = tuple(f"{given} {family}" for family in FAMILY for given in GIVEN)


TEXT = "Guten Tag,\r\n\r\nhiermit melde ich mich zum Fachtag an.\r\n\r\nMit freundlichen Grüßen\r\n{name}"


def address(name: str) -> str:
    """Each has a domain of its own, because floods to one domain are not answered."""
    return f"{name.lower().replace(' ', '@')}.example"


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def outcomes(database: Database) -> Counter[tuple[str, str]]:
    with database.transaction() as session:
        return Counter((row.status, row.outcome) for row in session.exec(select(InboundMailRow)).all())


def set_aside(database: Database) -> list[str]:
    with database.transaction() as session:
        return [f"m{number}" for number in session.exec(select(InboundMailRow.id).where(InboundMailRow.status == "set_aside")).all()]


def letters(database: Database) -> list[OutboxMailRow]:
    with database.transaction() as session:
        return list(session.exec(select(OutboxMailRow)).all())


def test_a_mail_is_answered_within_one_poll_and_sigterm_ends_the_worker_cleanly(tmp_path: Path, dovecot: DovecotInbox, smtp_sink: SmtpSink) -> None:
    office = live_office(tmp_path, dovecot, smtp_sink)
    with office.running() as process:
        dovecot.deliver(registration("Aylin Kaya", TEXT, address("Aylin Kaya")), datetime.now(UTC))
        assert wait_for(lambda: len(smtp_sink.letters) == 1, seconds=10)
        assert wait_for(lambda: len(dovecot.mails("Anmeldung/Verarbeitet")) == 1, seconds=10)
        assert stopped(process) == (0, "Stopped; everything that was begun is finished.")


def test_killed_at_any_moment_nothing_is_lost_and_nothing_sent_twice(tmp_path: Path, dovecot: DovecotInbox, smtp_sink: SmtpSink) -> None:
    office = live_office(tmp_path, dovecot, smtp_sink)
    chance = random.Random(7)
    for start in range(0, 30, 5):
        for name in PEOPLE[start : start + 5]:
            dovecot.deliver(registration(name, TEXT, address(name)), datetime.now(UTC))
        with office.running() as process:
            read_lines(process, chance.randrange(6))
            time.sleep(chance.uniform(0, 0.15))
            process.kill()
    database = open_database(office.url)
    with office.running() as process:
        assert wait_for(lambda: outcomes(database).total() == 30 and not outcomes(database)["pending", ""], seconds=60)
        for number in set_aside(database):  # The worker was killed three times while it handled this mail.
            office.ask("retry", number)
        assert wait_for(lambda: outcomes(database) == {("handled", "confirm"): 30}, seconds=60)
        assert wait_for(lambda: not {"queued", "sending"} & {letter.status for letter in letters(database)}, seconds=60)
        assert wait_for(lambda: not dovecot.mails(), seconds=30)
        stopped(process)
    written = letters(database)
    arrived = Counter(message_id(letter.message) for letter in smtp_sink.letters)
    doubtful = {letter.message_id for letter in written if letter.status == "in_doubt"}
    assert sorted(letter.recipient for letter in written) == sorted(address(name) for name in PEOPLE[:30])
    assert (max(arrived.values()), {letter.message_id for letter in written} - set(arrived) - doubtful) == (1, set())
    assert office.ask("status").count("in doubt: b") == len(doubtful)
    assert len([*dovecot.mails("Anmeldung/Verarbeitet"), *dovecot.mails("Anmeldung/Prüfen")]) == 30


def test_two_workers_of_which_one_is_killed_give_ten_seats_to_the_first_ten_of_a_hundred(
    tmp_path: Path, postgresql_url: str, dovecot: DovecotInbox, smtp_sink: SmtpSink,
) -> None:
    office = live_office(tmp_path, dovecot, smtp_sink, url=postgresql_url, more="capacity = 10")
    database = open_database(office.url)
    first = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    with office.running() as worker, office.running():
        for number, name in enumerate(PEOPLE):
            dovecot.deliver(registration(name, TEXT, address(name)), first + timedelta(seconds=number))
        assert wait_for(lambda: len(smtp_sink.letters) >= 5, seconds=60)
        worker.kill()
        assert wait_for(lambda: Counter(letter.status in {"sent", "in_doubt"} for letter in letters(database)) == {True: 100}, seconds=90)
    with database.transaction() as session:
        ranked = [(found.present[0].name, found.status.value) for found in queries.all_registrations(session, "fachtag")]
    assert ranked == [(name, "confirmed" if number < 10 else "waitlisted") for number, name in enumerate(PEOPLE)]
    assert max(Counter(message_id(letter.message) for letter in smtp_sink.letters).values()) == 1


def test_status_says_why_no_letter_goes_out(tmp_path: Path, dovecot: DovecotInbox) -> None:
    office = live_office(tmp_path, dovecot, SmtpSink(port=free_port()))
    dovecot.deliver(registration("Aylin Kaya", TEXT, address("Aylin Kaya")), datetime.now(UTC))
    office.ask("run", "--once")
    exit_status, status = office.answer("status")
    assert (exit_status, "NO LETTER GOES OUT since" in status, "cannot be reached" in status, "letters queued: 1" in status) == (1, True, True, True)


@pytest.mark.parametrize("is_right", [True, False])
def test_no_password_stands_in_any_output_log_or_database(is_right: bool, tmp_path: Path, dovecot: DovecotInbox, smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = PASSWORD if is_right else "ganz-geheimes-wort"
    office = live_office(tmp_path, dovecot, smtp_sink)
    dovecot.deliver(registration("Aylin Kaya", TEXT, address("Aylin Kaya")), datetime.now(UTC))
    said = "".join(office.say(secret, *command) for command in (("check",), ("run", "--once"), ("status",), ("list",), ("show", "m1")))
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    forms = [secret.encode(), base64.b64encode(secret.encode()), base64.b64encode(f"\0{dovecot.user}\0{secret}".encode())]
    assert [form for form in forms if form in said.encode() + written] == []
    assert (f"refuses user {dovecot.user}" in said, "outcome: confirm" in said) == (not is_right, is_right)
