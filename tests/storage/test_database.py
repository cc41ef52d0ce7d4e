"""Several workers on one database."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, text

from processor.domain.calendar import HeldEntry
from processor.domain.decision import Register
from processor.domain.registration import Registration, Status
from processor.storage import calendar_entries, changes, queries, reports
from processor.storage.database import DatabaseUnavailable, open_database
from processor.storage.migrating import alembic_config

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
OFFICE, OTHER = "anmeldung@stadt.example", "fachtag@stadt.example"


def test_on_postgresql_a_mailbox_belongs_to_one_worker_at_a_time(postgresql_url: str) -> None:
    first, second = open_database(postgresql_url), open_database(postgresql_url)
    with first.sole_user_of(OFFICE) as is_first, second.sole_user_of(OFFICE) as is_second, second.sole_user_of(OTHER) as is_other:
        assert (is_first, is_second, is_other) == (True, False, True)
    with second.sole_user_of(OFFICE) as is_free:
        assert is_free


def test_on_postgresql_a_worker_that_is_cut_off_loses_the_mailbox_at_once(postgresql_url: str) -> None:
    first, second = open_database(postgresql_url), open_database(postgresql_url)
    with first.sole_user_of(OFFICE):
        with second.engine.connect() as connection:
            connection.execute(text("SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory'"))  # waits for its end
        with second.sole_user_of(OFFICE) as is_free:
            assert is_free


def test_on_sqlite_a_second_worker_is_refused(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'registrations.db'}")
    with database.sole_worker(), pytest.raises(DatabaseUnavailable, match="Another worker"), database.sole_worker():
        pass
    with database.sole_user_of(OFFICE) as is_ours:
        assert is_ours


def test_a_database_of_the_first_version_keeps_its_mails_and_gets_a_backup(url: str, tmp_path: Path) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0001")
        connection.execute(text(f"INSERT INTO mailbox (address, uid_validity, last_uid, error, lease_owner) VALUES ('{OFFICE}', 7, 3, '', '')"))
        connection.execute(text(
            "INSERT INTO inbound_mail (mailbox, folder, uid_validity, uid, sha256, message_id, raw, is_whole, received_at, stored_at, status, attempts,"
            " next_attempt_at, error, sender, subject, kind, outcome, rule, for_staff, event_id, reading, filing)"
            f" VALUES ('{OFFICE}', 'INBOX', 7, 3, 'x', '', '', true, '2027-02-01', '2027-02-01', 'pending', 0, '2027-02-01', '', '', '', '', '', '', '', '', '{{}}', '')"))
    engine.dispose()
    with open_database(url).transaction() as session:
        mailbox = queries.mailbox(session, OFFICE)
        mails = reports.queue_lengths(session, OFFICE)
    assert (mailbox.uid_validity, mailbox.last_uid, mailbox.sending_error, mails) == (7, 3, "", {"mails pending": 1})
    assert len(list(tmp_path.glob("*.backup"))) == (1 if url.startswith("sqlite") else 0)


def test_calendar_entries_of_an_older_version_are_known_by_their_address_and_no_number_is_given_twice(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0006")
        for number, content in ((1001, "20270312T1430Z"), (1002, "")):
            connection.execute(text(
                "INSERT INTO registration (event_id, registrant_email, registrant_name, status, organisation, phone, language, missing, wishes, ranked_at, created_at,"
                " calendar_sequence, calendar_content, offered_seats, is_together)"
                f" VALUES ('e', 'k@x.example', '', 'confirmed', '', '', 'de', '', '', '2027-02-01', '2027-02-01', {number - 1000}, '{content}', 0, false)"))
        connection.execute(text("DELETE FROM registration WHERE number = 1002"))
    engine.dispose()
    with open_database(url).transaction() as session:
        held = calendar_entries.held_entries(session, 1001)
        written = changes.apply(session, Register(Registration(0, "e", None, Status.CONFIRMED, (), NOW)), inbound_id=None, rule="register", now=NOW)
    assert (held, written.number if written else 0) == ({("k@x.example", "e"): HeldEntry(1, "20270312T1430Z")}, 1003)
