"""The books that the demo leaves, as a new user finds them."""

from pathlib import Path

import pytest

from tests.demo.conftest import demo

__all__ = ["demo"]


@pytest.fixture
def config_of_2024() -> str:
    """The configuration of an event that is long over."""
    return str(Path(__file__).parents[1] / "announcements" / "bielefeld-2024.toml")
