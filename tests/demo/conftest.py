"""The demo, played once for all who look at what it leaves."""

from pathlib import Path

import pytest

from processor.cli import main


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the demo left everything."""
    out = tmp_path_factory.mktemp("demo") / "out"
    assert main(["demo", "--out", str(out)]) == 0
    return out
