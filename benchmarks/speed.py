"""Measures how fast mails are read, beside parsing alone and beside the library below it, and what memory that takes.

    python -m benchmarks.speed

Seconds differ from machine to machine and from hour to hour; the ratios are what counts.
"""

import logging
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import mailparser

INBOXES = Path(__file__).parent.parent / "tests" / "inboxes"
NOW = datetime(2030, 1, 1, tzinfo=UTC)
EVERY = 30  # of so many inboxes one is measured


def main() -> int:
    """Prints one line a measurement; returns the exit code."""
    logging.disable(logging.CRITICAL)
    bare = _peak_mb()
    imported = _seconds(_import)
    from processor.reading.network import judgement

    loaded = _seconds(judgement.load)
    mails = _mails()
    first = _seconds(lambda: _read(mails[:1]))
    library, parsed, read = (_best(work) for work in (lambda: _with_library(mails), lambda: _parse(mails), lambda: _read(mails)))
    sys.stdout.write(
        f"imports: {imported:.2f} s, networks: {loaded:.2f} s ({loaded / imported:.2f} of the imports), first mail: {first:.2f} s\n"
        f"mail-parser alone: {len(mails) / library:,.0f} mails a second\n"
        f"parsed: {len(mails) / parsed:,.0f} mails a second, {parsed / library:.1f} times mail-parser\n"
        f"read: {len(mails) / read:,.0f} mails a second, {read / library:.1f} times mail-parser, {read / parsed:.1f} times parsing\n"
        f"memory: {_peak_mb():.0f} MB at the peak, {_peak_mb() - bare:.0f} MB more than before the first import\n",
    )
    return 0


def _import() -> None:
    import processor.steps.examining  # noqa: F401


def _mails() -> list[tuple[bytes, object]]:
    """The mails of some inboxes, spread over all, each with its configuration."""
    from training.corpus import settings_for

    folders = [path.parent for path in sorted(INBOXES.glob("*/labels.json"))][::EVERY]
    return [(path.read_bytes(), config) for folder in folders for config in [settings_for(folder)] for path in sorted((folder / "mails").glob("*.eml"))]


def _with_library(mails: Sequence[tuple[bytes, object]]) -> None:
    for raw, _ in mails:
        try:
            mailparser.parse_from_bytes(raw)
        except Exception:  # noqa: BLE001 -- what it makes of the odd ones is not what is measured
            continue


def _parse(mails: Sequence[tuple[bytes, object]]) -> None:
    from processor.mime import parser

    for raw, _ in mails:
        parser.parse(raw, NOW)


def _read(mails: Sequence[tuple[bytes, object]]) -> None:
    from processor.steps.examining import examine

    for raw, config in mails:
        examine(raw, config.events, config.office, NOW)  # type: ignore[attr-defined]


def _best(work: Callable[[], object]) -> float:
    """The quicker of two runs: another program may have taken the processor in one of them."""
    return min(_seconds(work) for _ in range(2))


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    sys.exit(main())
