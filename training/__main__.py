"""Trains the networks of the reader from the texts of this folder and from labelled inboxes.

    python -m training [--epochs N] [--without NAME,NAME] [--into DIR]

Takes the inboxes under tests/inboxes (but for the closed ones, which are only ever measured), training/study and training/texts,
and writes processor/reading/learned/network-*.npz, each network in a process of its own. --without leaves inboxes out, to try
on them what was learned from the others.
"""

import argparse
import logging
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

LEARNED = Path(__file__).parent.parent / "processor" / "reading" / "learned"
SEEDS = (1, 2)
# One thread a network: its sums are then always made in the same order.
SINGLE = {"XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false", "OPENBLAS_NUM_THREADS": "1"}


def main() -> None:
    """Trains all networks and says how large they are."""
    parser = argparse.ArgumentParser(prog="python -m training", description="Trains the networks of the reader.")
    parser.add_argument("--epochs", type=int, default=16, help="how often everything is shown (default: 16)")
    parser.add_argument("--without", default="", help="inboxes that are left out, with commas between them")
    parser.add_argument("--into", type=Path, default=LEARNED, help="where the networks are written")
    arguments = parser.parse_args()
    os.environ.update(SINGLE)
    with ProcessPoolExecutor(len(SEEDS), mp_context=multiprocessing.get_context("spawn")) as pool:
        paths = {number: arguments.into / f"network-{number}.npz" for number in SEEDS}
        running = [pool.submit(_train, seed, path, arguments.epochs, frozenset(arguments.without.split(","))) for seed, path in paths.items()]
        for path, trained in zip(paths.values(), running, strict=True):
            trained.result()
            sys.stdout.write(f"{path.name}: {path.stat().st_size // 1024} kB\n")


def _train(seed: int, path: Path, epochs: int, left_out: frozenset[str]) -> None:
    """Everything is loaded in the process that needs it."""
    from training import network
    from training.corpus import INBOXES, STUDY, load_inbox, settings_for
    from training.texts import Setting, load_texts

    logging.disable(logging.CRITICAL)
    folders = [found.parent for found in sorted(INBOXES.glob("*/labels.json")) if not found.parent.name.startswith("closed-") and found.parent.name not in left_out]
    mails = [mail for folder in [*folders, STUDY] for mail in load_inbox(folder)]
    texts = load_texts()
    sys.stdout.write(f"{path.name}: {len(mails)} mails of {len(folders) + 1} inboxes, {len(texts)} short texts\n")
    network.train(mails, texts, [Setting(config.events, config.office) for config in map(settings_for, folders)], path, seed=seed, epochs=epochs)


if __name__ == "__main__":
    main()
