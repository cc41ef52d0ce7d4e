"""Trains all models of the reader from the texts of this folder and from labelled inboxes.

    python -m training [DIR…]

Each DIR is a labelled inbox beside a `to_config.py` that writes its configuration. Without any DIR those under tests/inboxes and training/study are taken.
"""

import logging
import shutil
import sys
import tempfile
from pathlib import Path

from training import texts
from training.corpus import INBOXES, STUDY, load_inbox
from training.models import train

LEARNED = Path(__file__).parent.parent / "processor" / "reading" / "learned"

if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    folders = [Path(argument) for argument in sys.argv[1:]] or [*sorted(path.parent for path in INBOXES.glob("*/labels.json")), STUDY]
    mails = [mail for folder in folders for mail in load_inbox(folder)]
    print(f"{len(mails)} mails of {len(folders)} inboxes")
    with tempfile.TemporaryDirectory() as folder:
        lines = train([*mails, *texts.load_texts()], Path(folder))
        for path in Path(folder).iterdir():
            shutil.copy(path, LEARNED)
    print("\n".join(lines))
