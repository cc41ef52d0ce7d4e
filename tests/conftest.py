"""Fixtures of all tests: a configuration, a database, and the servers of the whole-route tests."""

from pathlib import Path

import pytest

from processor.config import Config, load
from processor.steps.desk import Desk
from processor.storage.database import open_database
from tests.dovecot import dovecot, dovecot_server
from tests.smtp_sink import smtp_sink

__all__ = ["dovecot", "dovecot_server", "smtp_sink"]


EXAMPLE = Path(__file__).parents[1] / "config.example.toml"


@pytest.fixture
def config() -> Config:
    """The example that administrators copy."""
    return load(EXAMPLE)


@pytest.fixture
def desk(config: Config, tmp_path: Path) -> Desk:
    """A desk with an empty SQLite database."""
    return Desk(config, open_database(f"sqlite:///{tmp_path / 'registrations.db'}"))
