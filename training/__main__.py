"""Trains the networks of the reader from the texts of this folder and from labelled inboxes.

    python -m training [--epochs N] [--without NAME,NAME]

Takes the inboxes under tests/inboxes (but for the closed ones, which are only ever measured), training/study and training/texts,
and writes processor/reading/learned/network-*.npz. --without leaves inboxes out, to try on them what was learned from the others.
"""

import argparse
import logging
import sys
from pathlib import Path

from training import network
from training.corpus import INBOXES, STUDY, load_inbox, settings_for
from training.texts import Setting, load_texts

LEARNED = Path(__file__).parent.parent / "processor" / "reading" / "learned"
SEEDS = (1, 2)

if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    parser = argparse.ArgumentParser(prog="python -m training", description="Trains the networks of the reader.")
    parser.add_argument("--epochs", type=int, default=30, help="how often everything is shown (default: 30)")
    parser.add_argument("--without", default="", help="inboxes that are left out, with commas between them")
    parser.add_argument("--into", type=Path, default=LEARNED, help="where the networks are written")
    arguments = parser.parse_args()
    left_out = set(arguments.without.split(","))
    folders = [path.parent for path in sorted(INBOXES.glob("*/labels.json")) if not path.parent.name.startswith("closed-") and path.parent.name not in left_out]
    mails = [mail for folder in [*folders, STUDY] for mail in load_inbox(folder)]
    texts = load_texts()
    settings = [Setting(config.events, config.office) for config in map(settings_for, folders)]
    sys.stdout.write(f"{len(mails)} mails of {len(folders) + 1} inboxes, {len(texts)} short texts\n")
    for number, seed in enumerate(SEEDS, 1):
        path = arguments.into / f"network-{number}.npz"
        network.train(mails, texts, settings, path, seed=seed, epochs=arguments.epochs)
        sys.stdout.write(f"{path.name}: {path.stat().st_size // 1024} kB\n")
