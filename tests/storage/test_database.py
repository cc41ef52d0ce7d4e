"""Several workers on one database."""

from pathlib import Path

import pytest
from sqlalchemy import text

from processor.storage.database import DatabaseUnavailable, open_database

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
            connection.execute(text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"))
        with second.sole_user_of(OFFICE) as is_free:
            assert is_free


def test_on_sqlite_a_second_worker_is_refused(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'registrations.db'}")
    with database.sole_worker(), pytest.raises(DatabaseUnavailable, match="Another worker"), database.sole_worker():
        pass
    with database.sole_user_of(OFFICE) as is_ours:
        assert is_ours
