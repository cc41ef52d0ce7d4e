"""Brings a database to the newest version of the tables, with a copy of an SQLite file beforehand."""

from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine) -> None:
    """Runs what is not yet applied; foreign keys are off meanwhile.

    With foreign keys on, SQLite's recreation of a parent table deleted all its children without an error.
    """
    with engine.connect() as connection:
        newest = ScriptDirectory.from_config(alembic_config(connection)).get_current_head()
        current = MigrationContext.configure(connection).get_current_revision()
        connection.rollback()
        if current == newest:
            return
        if engine.dialect.name == "sqlite":
            if current is not None:
                _back_up(connection, Path(str(engine.url.database)))
            _set_foreign_keys(connection, "OFF")
        with connection.begin():
            command.upgrade(alembic_config(connection), "head")
        if engine.dialect.name == "sqlite":
            _set_foreign_keys(connection, "ON")


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings without a file of its own."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config


def _back_up(connection: Connection, file: Path) -> None:
    """A copy beside the file; SQLite makes it whole even while others read."""
    copy = file.with_name(f"{file.name}.{datetime.now(UTC):%Y%m%d-%H%M%S}.backup")
    raw = connection.connection.dbapi_connection
    if raw is not None:
        raw.execute("VACUUM INTO ?", (str(copy),))
    connection.rollback()


def _set_foreign_keys(connection: Connection, value: str) -> None:
    """Outside any transaction: inside one SQLite ignores it."""
    raw = connection.connection.dbapi_connection
    if raw is not None:
        raw.execute(f"PRAGMA foreign_keys={value}")
    connection.rollback()


