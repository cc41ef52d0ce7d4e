"""`./run` on a machine that has not what it needs: one clear line, and nothing left half made."""

import shutil
import subprocess
from pathlib import Path

import pytest

RUN = Path(__file__).parents[1] / "run"
TOOLS = ("sh", "dirname", "cmp", "rm", "cp")
TOO_OLD = 'case "$2" in *version_info*) exit 1;; esac; echo "Python 3.9.2"'
WITHOUT_VENV = 'case "$2" in *ensurepip*) exit 1;; esac; exit 0'
NEEDED = "Python 3.11, 3.12 or 3.13 is needed; here is {found}. On Debian: apt install python3 python3-venv; another one is named by PYTHON=/path/to/python3.12 ./run …\n"


@pytest.mark.parametrize(("python", "line"), [
    ("", NEEDED.format(found="no Python")),
    (TOO_OLD, NEEDED.format(found="Python 3.9.2")),
    (WITHOUT_VENV, "The module venv of python3 is missing; on Debian: apt install python3-venv\n"),
])
def test_what_is_missing_is_said_in_one_line(python: str, line: str, tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in TOOLS:
        (tools / tool).symlink_to(str(shutil.which(tool)))
    if python:
        (tools / "python3").write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
        (tools / "python3").chmod(0o755)
    clone = tmp_path / "clone"
    clone.mkdir()
    shutil.copy(RUN, clone / "run")
    done = subprocess.run([clone / "run", "demo"], env={"PATH": str(tools)}, capture_output=True, text=True, check=False)
    assert (done.stderr, done.returncode, [path.name for path in clone.iterdir()]) == (line, 1, ["run"])
