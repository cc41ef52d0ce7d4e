"""What the demo leaves to look at."""

import re
from pathlib import Path

import pytest

from processor.cli import main


def test_every_letter_is_a_file_and_is_shown_on_the_page(demo: Path) -> None:
    page = (demo / "index.html").read_text(encoding="utf-8")
    files = {f"sent/{path.stem}.html" for path in (demo / "sent").glob("*.eml")}
    assert (set(re.findall(r'src="([^"]+)"', page)), len(files) > 30, "(nicht gesendet)" in page) == (files, True, False)


def test_the_page_tells_what_became_of_each_mail(demo: Path) -> None:
    page = (demo / "index.html").read_text(encoding="utf-8")
    words = re.findall(r'class="word [a-z]+">([^<]+)<', page)
    assert words == [
        "bestätigt", "bestätigt", "bestätigt", "nicht beantwortet", "bestätigt", "auf der Warteliste", "ans Büro gegeben", "geändert",
        "nachgefragt", "auf der Warteliste", "auf der Warteliste", "geändert", "nicht beantwortet", "geändert", "zu spät"]


def test_the_demo_replaces_what_an_earlier_one_left_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "diary.txt").write_text("private", encoding="utf-8")
    assert main(["demo", "--out", str(tmp_path)]) == 2
    assert ("name another folder" in capsys.readouterr().out, [path.name for path in tmp_path.iterdir()]) == (True, ["diary.txt"])
