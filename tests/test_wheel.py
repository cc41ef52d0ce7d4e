"""What `pip install .` brings, unpacked far from the repository."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROGRAM = "import sys; from processor.cli import main; sys.exit(main())"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    shutil.unpack_archive(wheel, folder / "site", "zip")
    return folder / "site"


def run(place: Path, *arguments: str | Path) -> str:
    alone = {**os.environ, "PYTHONPATH": str(place)}
    return subprocess.run([sys.executable, "-P", "-c", PROGRAM, *arguments], cwd=place.parent, env=alone, check=True, capture_output=True, text=True).stdout


def files_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def contents_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files_below(folder)}


def test_the_wheel_holds_the_package_the_letters_and_the_example_and_nothing_else(installed: Path) -> None:
    letters = {f"templates/{name}" for name in files_below(ROOT / "templates")}
    assert files_below(installed / "processor") == files_below(ROOT / "processor") | letters | {"config.example.toml"}


def test_the_unpacked_program_reads_a_mail_as_the_one_in_the_repository_does(installed: Path) -> None:
    mail = min((ROOT / "tests" / "mails").rglob("*.eml"))
    asked = ["read", "--json", "--config", ROOT / "config.example.toml", mail]
    assert run(installed, *asked) == run(ROOT, *asked)


def test_the_unpacked_program_shows_the_same_letters(installed: Path, tmp_path: Path) -> None:
    unpacked, here = tmp_path / "unpacked", tmp_path / "here"
    run(installed, "preview", "--config", ROOT / "config.example.toml", "--out", unpacked)
    run(ROOT, "preview", "--config", ROOT / "config.example.toml", "--out", here)
    assert contents_of(unpacked) == contents_of(here)
