"""The same tests on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from processor.storage.database import Database, open_database
from tests.postgresql import postgresql, postgresql_url

__all__ = ["postgresql", "postgresql_url"]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    return f"sqlite:///{tmp_path / 'registrations.db'}" if request.param == "sqlite" else str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """An empty database."""
    found = open_database(url)
    yield found
    found.engine.dispose()
