"""Understands the command line and calls the command."""

import argparse
import io
import logging
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from processor import __version__
from processor.domain.event import Mode

DESCRIPTION = "Turns a plain e-mail inbox into a registration office: reads the mailbox, keeps the list, answers, reminds, reports."
NUMBER_HELP = "number of a registration (as in '[Anmeldung 1042]'), of a mail ('m17') or of a letter ('b23')"

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command of `argv` (default: the process's own); returns the exit status."""
    # The libraries warn about what our own guards and walkers deal with.
    for library in ("apscheduler", "imapclient", "mailparser", "pypdf", "alembic"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # no letter that a terminal does not know may end a command
    arguments = _parser().parse_args(argv)
    from processor.config import ConfigError  # only now: --help and --version answer at once
    from processor.storage.database import DatabaseUnavailable

    try:
        command: Command = getattr(import_module(f"processor.cli.{arguments.module}"), arguments.command)
        exit_status = command(arguments)
    except ConfigError as error:
        print("The configuration cannot be used:", file=sys.stderr)
        for line in error.errors:
            print(f"  {line}", file=sys.stderr)
        return 2
    except DatabaseUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader (`| head`) has enough; silence the interpreter's own complaint at exit.
        sys.stderr.close()
        return 0
    return exit_status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="processor", description=DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"processor {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_running(commands)
    _add_showing(commands)
    _add_correcting(commands)
    _add_reading(commands)
    return parser


def _add_running(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    run_parser = commands.add_parser("run", help="the worker: polls the mailbox and does all that is due, until it is stopped")
    run_parser.add_argument("--once", action="store_true", help="one round only, then end")
    run_parser.add_argument("--config", dest="configs", type=Path, action="append", metavar="FILE", help="may be given several times: one file a mailbox")
    run_parser.add_argument("files", type=Path, nargs="*", metavar="FILE", help="more configuration files (default: config.toml)")
    run_parser.set_defaults(module="running", command="run")
    check_parser = commands.add_parser("check", help="tries configuration, mailbox, sending, database and letters; says what to mend")
    _add_config(check_parser)
    check_parser.set_defaults(module="checking", command="check")
    demo_parser = commands.add_parser("demo", help="shows all of it on a mail server of its own, in half a minute, without configuration")
    demo_parser.add_argument("--out", type=Path, default=Path("demo-output"), metavar="DIR", help="where letters and index.html are left (default: demo-output)")
    demo_parser.set_defaults(module="running", command="demo")


def _add_showing(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    status_parser = commands.add_parser("status", help="both queues, seats, what waits for a human, when the mailbox was last read")
    _add_config(status_parser)
    status_parser.set_defaults(module="standing", command="status")
    listing = commands.add_parser("list", help="the participants")
    _add_config(listing)
    listing.add_argument("--event", metavar="ID", help="only this event")
    listing.add_argument("--xlsx", type=Path, metavar="FILE", help="write an Excel file")
    listing.add_argument("--csv", type=Path, metavar="FILE", help="write a CSV file")
    listing.add_argument("--checkin", type=Path, metavar="FILE", help="write a check-in list to print (HTML)")
    listing.set_defaults(module="standing", command="participants")
    show_parser = commands.add_parser("show", help="one registration, mail or letter: what was written, understood, decided and answered")
    show_parser.add_argument("number", metavar="NUMBER", help=NUMBER_HELP)
    _add_config(show_parser)
    show_parser.set_defaults(module="showing", command="show")


def _add_correcting(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    add_parser = commands.add_parser("add", help="somebody who telephoned: one name or several, with what is known")
    add_parser.add_argument("names", nargs="+", metavar="NAME", help="each name in quotes: \"Fatma Yılmaz\"")
    _add_config(add_parser)
    for option, text in (("--event", "which event (needed where there are several)"), ("--organisation", "where they come from"), ("--phone", "telephone number"),
                         ("--email", "with an address they get the same letters as everybody; without one, staff call them")):
        add_parser.add_argument(option, default="", help=text)
    add_parser.add_argument("--mode", choices=[mode.value for mode in Mode], help="how they take part")
    add_parser.set_defaults(module="adding", command="add")
    undo_parser = commands.add_parser("undo", help="takes back the last step of a registration; whoever is on it gets a letter")
    undo_parser.add_argument("number", type=int, metavar="NUMBER", help="number of the registration")
    _add_config(undo_parser)
    undo_parser.set_defaults(module="adding", command="undo")
    retry_parser = commands.add_parser("retry", help="work once more on a mail that was set aside, or send a failed letter again")
    retry_parser.add_argument("number", metavar="NUMBER", help="m and the number of a mail ('m17'), or b and the number of a letter ('b23')")
    _add_config(retry_parser)
    retry_parser.set_defaults(module="showing", command="retry")


def _add_reading(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    read_parser = commands.add_parser("read", help="says what it makes of mails in files, without mailbox and database")
    read_parser.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="files or folders of .eml")
    read_parser.add_argument("--config", type=Path, metavar="FILE", help="the configuration with the event (default: without an event)")
    read_parser.add_argument("--json", action="store_true", help="one JSON object a line")
    read_parser.set_defaults(module="reading", command="read")
    rehearse_parser = commands.add_parser("rehearse", help="replays a folder of mails through all steps, from the first mail to the end of the event")
    _add_config(rehearse_parser, required=True)
    rehearse_parser.add_argument("--mails", type=Path, required=True, metavar="DIR", help="folder of .eml")
    rehearse_parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the results are written")
    rehearse_parser.set_defaults(module="reading", command="rehearse")
    preview_parser = commands.add_parser("preview", help="renders every letter in every language as one HTML page")
    _add_config(preview_parser)
    preview_parser.add_argument("--out", type=Path, default=Path("preview"), metavar="DIR", help="default: preview")
    preview_parser.set_defaults(module="reading", command="preview")


def _add_config(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    default = None if required else Path("config.toml")
    parser.add_argument("--config", type=Path, required=required, default=default, metavar="FILE", help="default: config.toml")
