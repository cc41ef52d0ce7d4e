"""What the commands say about the books of the demo."""

import re
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from processor.cli import main
from processor.config import load
from processor.steps import retention
from processor.steps.desk import Desk
from processor.storage.database import open_database

NAMES = [
    "Gökhan Tuna", "Nadia Benali", "Adnan Hodžić", "Frau Osmani", "Lejla Hodžić", "Simone Brenneke", "Оксана Левченко", "Kofi Addo",
    "Sevgi Karaca", "Hüseyin Karaca", "Daniel Okafor", "Fatma Yılmaz"]


@pytest.fixture
def books(demo: Path, tmp_path: Path) -> str:
    """A copy of the demo's books; returns its configuration file."""
    return str(shutil.copytree(demo, tmp_path / "books") / "config.toml")


def said(capsys: pytest.CaptureFixture[str], *command: str) -> tuple[int, str]:
    """Exit status and what was printed."""
    exit_status = main(command)
    printed = capsys.readouterr()
    return exit_status, printed.out + printed.err


def test_status_names_what_waits_for_staff(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, text = said(capsys, "status", "--config", books)
    assert text.splitlines()[1:] == [
        "  letters sent: 35",
        "  mails handled: 15",
        "mo-wissenschaft-2024: 0 incomplete, 8 confirmed, 4 waitlisted, 0 cancelled (of 8 seats)",
        "  for staff: m7 from ansgar.pohlmann@netzmail.example, «Frage»: «Eine Frage.»",
    ]


def test_a_list_that_goes_into_a_file_keeps_every_column_whole(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, text = said(capsys, "list", "--config", books)
    assert ([name for name in NAMES if name not in text], "sekretariat@familienwerk-lippe.example" in text, "Wahl" in text) == ([], True, False)


def test_the_lists_as_files_hold_the_same_people(books: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    xlsx, csv, checkin = (tmp_path / name for name in ("list.xlsx", "list.csv", "door.html"))
    _, text = said(capsys, "list", "--config", books, "--xlsx", str(xlsx), "--csv", str(csv), "--checkin", str(checkin))
    assert text == f"{xlsx} is written.\n{csv} is written.\n{checkin} is written.\n"
    sheet = load_workbook(xlsx).active
    assert sheet is not None
    assert [row[1] for row in sheet.iter_rows(min_row=4, values_only=True)] == NAMES
    assert [line.split(";")[1] for line in csv.read_text(encoding="utf-8-sig").splitlines()[1:]] == NAMES
    door = re.findall(r"<tr><td>□</td><td>([^<]*)", checkin.read_text(encoding="utf-8"))
    assert door == [
        "Kofi Addo", "Nadia Benali", "Simone Brenneke", "Adnan Hodžić", "Lejla Hodžić", "Frau Osmani", "Gökhan Tuna", "Оксана Левченко", *["&nbsp;"] * 5]


def test_a_mail_is_shown_with_what_was_read_and_its_answer_by_the_clock_of_the_office(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, text = said(capsys, "show", "--config", books, "m7")
    assert text.splitlines() == [
        "Mail m7 from ansgar.pohlmann@netzmail.example: «Frage»",
        "  received 22.11.2024 15:41, handled, moved to its folder",
        "  outcome: staff, by rule hold_question",
        "  for staff: «Eine Frage.»",
        "    action: staff  «Eine Frage.» (hold_question)",
        "  letter b12 to ansgar.pohlmann@netzmail.example: «Ihre Mail ist angekommen» (sent)",
    ]


def test_a_letter_is_shown_with_what_became_of_it_and_its_text(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, text = said(capsys, "show", "--config", books, "b1")
    assert text.splitlines()[:5] == [
        "Letter b1 to g.tuna@kulturbruecke-ravensberg.example: «Ihre Anmeldung ist bestätigt [Anmeldung 1001]»",
        "  confirmed, answers mail m1, about registration 1001",
        "  written 11.11.2024 09:12, sent, left 11.11.2024 09:12, attempts: 1",
        "",
        "Guten Tag Gökhan Tuna,",
    ]


def test_whatever_is_in_the_books_can_be_shown(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    numbers = [*map(str, range(1001, 1009)), *(f"m{number}" for number in range(1, 16)), *(f"b{number}" for number in range(1, 36))]
    assert [number for number in numbers if said(capsys, "show", "--config", books, number)[0]] == []


def test_nothing_is_left_of_what_is_erased_but_that_it_was_there(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    config = load(Path(books))
    desk = Desk(config, open_database(config.database_url))
    retention.erase_due(desk, config.events[0].ends_at + config.privacy.erase_after)
    assert [said(capsys, "show", "--config", books, number)[1].splitlines() for number in ("m1", "b1")] == [
        [
            "Mail m1 from (erased): «»", "  received 11.11.2024 09:12, erased, moved to its folder", "  outcome: confirm, by rule register, registration 1001",
            "  letter b1 to (erased): «» (sent)",
        ],
        [
            "Letter b1 to (erased): «»", "  confirmed, answers mail m1, about registration 1001", "  written 11.11.2024 09:12, sent, left 11.11.2024 09:12, attempts: 1", "",
            "(its text is erased)",
        ],
    ]


def test_a_caller_is_added_and_a_step_taken_back(books: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "add", "--config", books, "Emre Kaya") == (0, "Registration 1009: Emre Kaya, on the waiting list.\n")
    assert said(capsys, "undo", "--config", books, "1009") == (0, "Registration 1009: nobody any more, cancelled.\n")


@pytest.mark.parametrize(("command", "answer"), [
    (("list", "--event", "nope"), (2, "There is no event 'nope'; known are mo-wissenschaft-2024.\n")),
    (("undo", "77"), (1, "There is no registration 77 in the books.\n")),
    (("show", "m99"), (1, "There is no m99 in the books; a registration is shown by its number (1042), a mail as m17, a letter as b23.\n")),
    (("retry", "m7"), (0, "m7 is back in the queue; the worker takes it up with its next round.\n")),
    (("retry", "m1"), (1, "m1 cannot be tried again; mails that were set aside or left to staff (m17) and letters that failed or are in doubt (b23) can.\n")),
])
def test_what_cannot_be_done_is_said_in_a_sentence(books: str, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], answer: tuple[int, str]) -> None:
    assert said(capsys, *command, "--config", books) == answer
