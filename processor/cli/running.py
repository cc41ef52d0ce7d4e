"""The commands that work: run and demo."""

import argparse
import logging
import sys
from contextlib import ExitStack
from pathlib import Path

from processor import worker
from processor.config import load
from processor.demo.show import show_demo
from processor.steps.desk import Desk
from processor.steps.handling import Handled
from processor.storage.database import open_database


def run(arguments: argparse.Namespace) -> int:
    """The worker, on one or more mailboxes with one database."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    configs = [load(path) for path in [*(arguments.configs or []), *arguments.files] or [Path("config.toml")]]
    if len({config.database_url for config in configs}) > 1:
        print("The configurations name different databases; all mailboxes of one worker share one.", file=sys.stderr)
        return 2
    database = open_database(configs[0].database_url)
    desks = [Desk(config, database) for config in configs]
    with ExitStack() as stack:
        stack.enter_context(database.sole_worker())
        if arguments.once:
            return 0 if worker.run_once(desks, _log) else 1
        worker.run(desks, _log)
    return 0


def demo(arguments: argparse.Namespace) -> int:
    """The whole thing on servers of its own, with a fast clock."""
    logging.disable(logging.ERROR)
    try:
        status: int = show_demo(arguments.out)
    finally:
        logging.disable(logging.NOTSET)
    return status


def _log(handled: Handled) -> None:
    """No names and addresses in the log: what a mail says is kept in the database only."""
    outcome = handled.outcome.value if handled.outcome else "failed, will be tried again"
    logging.getLogger(__name__).info("mail m%d: %s (%s)", handled.inbound_id, outcome, handled.rule)
