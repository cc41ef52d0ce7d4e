"""`processor read` on files of every sort: says what is wrong, and goes on with the next."""

import json
import os
from pathlib import Path

import pytest

from processor.cli import main

GOOD = "From: Aylin Kaya <kaya@verein.example>\nSubject: Anmeldung\n\nIch melde mich an.\n\nAylin Kaya\n"
BROKEN = "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=none\nContent-Transfer-Encoding: base64\n\n%%%%%\n"
NESTED = "From: a@b.example\n" + "".join(f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n" for level in range(3000))
HEADERS = "From: a@b.example\n" + "X-A: b\n" * 200_000 + "\nhallo\n"
SAID = [
    ("binary.eml", "staff"), ("broken.eml", "staff"), ("empty.eml", "staff"), ("gone.eml", "staff"), ("good.eml", "late"), ("headers.eml", "staff"),
    ("huge.eml", "staff"), ("looping.eml", "staff"), ("nested.eml", "staff")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files ending in .eml, one of which is a mail."""
    for name, text in (("good", GOOD), ("broken", BROKEN), ("empty", ""), ("nested", NESTED), ("headers", HEADERS), ("huge", GOOD + "x" * 25_000_000)):
        (tmp_path / f"{name}.eml").write_text(text, encoding="utf-8")
    (tmp_path / "binary.eml").write_bytes(bytes(range(256)) * 1000)
    (tmp_path / "notes.txt").write_text("no mail", encoding="utf-8")
    (tmp_path / "gone.eml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "looping.eml").symlink_to(tmp_path / "looping.eml")
    (tmp_path / "folder.eml").mkdir()
    os.mkfifo(tmp_path / "pipe.eml")
    return tmp_path


@pytest.fixture
def paths(folder: Path) -> list[str]:
    """The files, each named, without what would wait for somebody to write into it."""
    return [str(folder / name) for name, _ in SAID]


def test_with_json_each_file_is_a_line_whatever_it_holds(paths: list[str], config_of_2024: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--json", "--config", config_of_2024, *paths]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["file"], line["action"]) for line in lines] == SAID


def test_each_file_that_cannot_be_read_has_a_sentence_of_its_own(folder: Path, paths: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", *paths]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{folder}/binary.eml: cannot be read as a mail; staff would read: «Der Kopf der Mail ist ungewöhnlich groß.»",
        f"{folder}/empty.eml: cannot be read as a mail; staff would read: «Die Mail ist leer.»",
        f"{folder}/gone.eml: No such file or directory",
        f"{folder}/headers.eml: cannot be read as a mail; staff would read: «Der Kopf der Mail ist ungewöhnlich groß.»",
        f"{folder}/huge.eml: the file has 25 MB; mails over 25 MB are left to staff",
        f"{folder}/looping.eml: Too many levels of symbolic links",
        f"{folder}/nested.eml: cannot be read as a mail; staff would read: «Die Mail besteht aus ungewöhnlich vielen Teilen.»",
    ]


def test_of_a_folder_only_mails_are_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["read", "--json", str(folder)])
    names = [json.loads(line)["file"] for line in capsys.readouterr().out.splitlines()]
    assert names == ["binary.eml", "broken.eml", "empty.eml", "good.eml", "headers.eml", "huge.eml", "nested.eml"]


def test_a_folder_without_mails_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(["read", str(tmp_path)]), capsys.readouterr().err) == (1, f"{tmp_path}: no files ending in .eml are in this folder.\n")


def test_files_that_can_all_be_read_end_well(folder: Path) -> None:
    assert main(["read", str(folder / "good.eml")]) == 0
