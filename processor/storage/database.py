"""Opens the database, brings it up to date, and gives transactions."""

import fcntl
import glob
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, create_engine

from processor.storage.migrating import upgrade


class DatabaseUnavailable(Exception):
    """The database cannot be used; the message is a sentence for administrators."""


@dataclass(frozen=True, slots=True)
class Database:
    """An open database."""

    engine: Engine

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of ours rather than a server."""
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The SQLite file, or None."""
        return Path(self.engine.url.database) if self.is_sqlite and self.engine.url.database else None

    @property
    def copies(self) -> list[Path]:
        """The copies of an SQLite file that were made before its tables changed."""
        return sorted(self.file.parent.glob(f"{glob.escape(self.file.name)}.*.backup")) if self.file else []

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that commits at the end, or takes everything back where an exception passes through."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session
            session.commit()

    @contextmanager
    def sole_worker(self) -> Iterator[None]:
        """Holds the lock file of an SQLite database; raises DatabaseUnavailable where another worker holds it.

        On PostgreSQL any number of workers may run; nothing is locked.
        """
        if self.file is None:
            yield
            return
        with Path(f"{self.file}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise DatabaseUnavailable(f"Another worker uses {self.file}; stop it first. SQLite serves one worker, PostgreSQL many.") from error
            yield

    @contextmanager
    def sole_user_of(self, address: str) -> Iterator[bool]:
        """Whether the mailbox is this worker's; until the end of the block it is no other's.

        PostgreSQL's own lock, held by a connection, instead of a lease in a row: a worker that is killed frees it at once, so that
        the next poll of another takes over, and there is nothing to renew. One that stalls is cut off after half an hour.
        SQLite has one worker only.
        """
        if self.is_sqlite:
            yield True
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.detach()  # closed at the end, whatever happens, and the lock with it
            connection.execute(text("SET idle_session_timeout = '30min'"))
            is_ours = bool(connection.scalar(text("SELECT pg_try_advisory_lock(hashtextextended(:address, 0))"), {"address": address}))
            try:
                yield is_ours
            finally:
                if is_ours:
                    _unlock(connection, address)


def open_database(url: str) -> Database:
    """Opens `url` and brings its tables up to date; raises DatabaseUnavailable."""
    shown = make_url(url).render_as_string(hide_password=True)
    try:
        # What people write stands in parameters, and errors are logged.
        engine = create_engine(url, hide_parameters=True, **({"connect_args": {"timeout": 30}} if url.startswith("sqlite") else {"pool_pre_ping": True}))
        if engine.dialect.name == "sqlite":
            _prepare_sqlite(engine)
        upgrade(engine)
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        look_at = "the folder must be there, and the file must be writable" if url.startswith("sqlite") else "check database.url, and whether the server runs"
        raise DatabaseUnavailable(f"The database {shown} cannot be used: {reason.rstrip('.')}; {look_at}.") from error
    return Database(engine)


def _unlock(connection: Connection, address: str) -> None:
    """Frees the mailbox before the connection is closed, after which the server takes a moment; one that is broken is free already."""
    with suppress(SQLAlchemyError):
        connection.execute(text("SELECT pg_advisory_unlock(hashtextextended(:address, 0))"), {"address": address})


def _prepare_sqlite(engine: Engine) -> None:
    """Write-ahead log, every commit on the disk, the write lock at once, and zeros where something was erased.

    SQLite's deferred BEGIN lost 372 of 600 updates of four processes without an error; BEGIN IMMEDIATE lost none.
    """

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
