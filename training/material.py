"""All that the models learn from: labelled inboxes and short texts."""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from training.corpus import INBOXES, STUDY, Labelled, load_inbox, settings_for
from training.texts import Setting, load_texts

# Inboxes that are only ever measured.
KEPT_BACK = ("closed-", "aside-")


def train_from(left_out: frozenset[str], path: Path, seed: int, epochs: int, upon: Path | None, only: str, part: float) -> None:
    """Writes the network of this seed to `path`, learned from everything but the inboxes that are closed, put aside or left out; it goes on where the one of the same name in the folder `upon` ended, with the head `only` alone if one is named, and this `part` of the way from where it began to where it ended."""
    from training import network  # only in the process of its own: JAX reads its settings when it is loaded

    folders = _folders(left_out)
    mails = _mails(folders)
    texts = load_texts()
    sys.stdout.write(f"{path.name}: {len(mails)} mails of {len(folders) + 1} inboxes, {len(texts)} short texts\n")
    network.train(mails, texts, [Setting(config.events, config.office) for config in map(settings_for, folders)], path, seed=seed, epochs=epochs, upon=upon / path.name if upon else None, only=only, part=part)


def train_words_from(left_out: frozenset[str], path: Path) -> None:
    """Writes the model of names and other words to `path`, learned from the same inboxes."""
    from training import name_words  # it loads JAX, too

    name_words.train(_mails(_folders(left_out)), path)


def _folders(left_out: frozenset[str]) -> list[Path]:
    return [found.parent for found in sorted(INBOXES.glob("*/labels.json")) if not found.parent.name.startswith(KEPT_BACK) and found.parent.name not in left_out]


def _mails(folders: Sequence[Path]) -> list[Labelled]:
    logging.disable(logging.CRITICAL)
    return [mail for folder in [*folders, STUDY] for mail in load_inbox(folder)]
