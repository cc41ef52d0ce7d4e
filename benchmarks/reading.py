"""Measures what the reader makes of labelled inboxes; prints one table with counts.

    python -m benchmarks.reading [--list] [--models DIR] [DIR…]

A DIR holds `mails/*.eml`, `labels.json` and `event.json`; beside it lie `score.py` (how a reading is judged) and
`to_config.py` (the configuration that fits a DIR). Without any, those under tests/inboxes are taken: the networks have
learned from the open ones, not from those put aside (`aside-…`) nor from the closed ones (`closed-…`); the latter were
written without knowledge of the reader and are only counted. --list prints every miss of the others; --models reads with the networks of another folder.
"""

import argparse
import importlib.util
import json
import logging
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from processor.config import load
from processor.reading import learned
from processor.steps.examining import as_label, examine

INBOXES = Path(__file__).parent.parent / "tests" / "inboxes"
COLUMNS = ("kind", "action", "attendees", "count", "organisation", "phone", "mode", "choices", "language", "acts", "cancelled")
KINDS = ("open", "aside", "closed")
Judge = Callable[[Mapping[str, Any], Mapping[str, Any]], Mapping[str, Any]]


def main(words: Sequence[str]) -> int:
    """Prints the table and, with --list, the misses; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description="Measures what the reader makes of labelled inboxes.")
    parser.add_argument("folders", nargs="*", type=Path, metavar="DIR", help="labelled inboxes (default: those under tests/inboxes)")
    parser.add_argument("--list", action="store_true", help="print every miss but those of closed inboxes")
    parser.add_argument("--models", type=Path, help="the folder of the networks")
    arguments = parser.parse_args(words)
    if arguments.models:
        learned.use(arguments.models)
    logging.disable(logging.CRITICAL)
    folders = arguments.folders or sorted(path.parent for path in INBOXES.glob("*/labels.json"))
    _print_row("inbox", "mails", "harmful", "needless staff", *COLUMNS, "mails/s")
    for kind in KINDS:
        group = [folder for folder in folders if kind_of(folder) == kind]
        tallies = [_measure(folder, with_list=arguments.list and kind != "closed") for folder in group]
        for folder, tally in zip(group, tallies, strict=True):
            _print_tally(folder.name, tally)
        if len(tallies) > 1:
            _print_tally(f"all {kind}", sum(tallies, Counter()))
    return 0


def kind_of(folder: Path) -> str:
    """"closed" where nobody who works on the reader has looked into the inbox, "aside" where the networks have not learned from it, else "open"."""
    return next((kind for kind in KINDS if folder.name.startswith(f"{kind}-")), KINDS[0])


def _measure(folder: Path, *, with_list: bool) -> Counter[str]:
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    judge = _judge_beside(folder)
    started = time.perf_counter()
    readings = _readings(folder, labels)
    tally = Counter({"microseconds": int((time.perf_counter() - started) * 1e6)})
    for key, label in labels.items():
        verdict = judge(label, readings[key])
        tally["mails"] += 1
        tally["harmful"] += bool(verdict["harm"])
        may_be_automatic = "staff" not in label["action"]
        tally["automatic_of"] += may_be_automatic
        tally["needless"] += may_be_automatic and readings[key]["action"] == "staff"
        for column in COLUMNS:
            if verdict.get(column) is not None:
                tally[f"{column}_of"] += 1
                tally[column] += bool(verdict[column])
        if with_list:
            _print_misses(folder.name, key, label, readings[key], verdict)
    return tally


def _readings(folder: Path, keys: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What `processor read --json` would print of each mail."""
    made = subprocess.run([sys.executable, str(folder.parent / "to_config.py"), str(folder)], capture_output=True, text=True, check=True)
    with tempfile.NamedTemporaryFile("w", suffix=".toml", encoding="utf-8") as file:
        file.write(made.stdout)
        file.flush()
        settings = load(Path(file.name))
    readings = {}
    for key in keys:
        found = examine((folder / "mails" / f"{key}.eml").read_bytes(), settings.events, settings.office, datetime.now(UTC))
        readings[key] = as_label(found.mail, found.request, found.decision)
    return readings


def _judge_beside(folder: Path) -> Judge:
    spec = importlib.util.spec_from_file_location("score", folder.parent / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder.parent / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    judge: Judge = module.judge
    return judge


def _print_misses(inbox: str, key: str, label: Mapping[str, Any], reading: Mapping[str, Any], verdict: Mapping[str, Any]) -> None:
    if verdict["harm"]:
        sys.stdout.write(f"  {inbox}/{key} HARM {verdict['harm']}\n")
    for column in COLUMNS:
        if verdict.get(column) is False:
            sys.stdout.write(f"  {inbox}/{key} {column}: wanted {label.get(column)!r}, read {reading.get(column)!r}\n")


def _print_tally(name: str, tally: Mapping[str, int]) -> None:
    speed = f"{tally['mails'] / (tally['microseconds'] / 1e6):.0f}"
    cells = [f"{tally.get(column, 0)}/{tally.get(column + '_of', 0)}" for column in COLUMNS]
    _print_row(name, str(tally["mails"]), str(tally["harmful"]), f"{tally['needless']}/{tally['automatic_of']}", *cells, speed)


def _print_row(*cells: str) -> None:
    sys.stdout.write(" | ".join(cell.rjust(12) if index else cell.ljust(18) for index, cell in enumerate(cells)) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
