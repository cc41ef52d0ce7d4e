"""The command that tries everything before it is needed: one line each, what is wrong and what to do."""

import argparse
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from processor.config import Config, load
from processor.letters.environment import WrongTemplate
from processor.letters.gallery import write_gallery
from processor.storage.database import DatabaseUnavailable, open_database
from processor.transport import imap
from processor.transport.errors import TransportError
from processor.transport.smtp import SmtpConnection


def check(arguments: argparse.Namespace) -> int:
    """Exit status 0 where all is well."""
    config = load(arguments.config)
    print(f"ok    configuration: {len(config.events)} event(s)")
    tries: list[tuple[str, Callable[[Config], str]]] = [("database", _database), ("mailbox", _mailbox), ("sending", _sending), ("letters", _letters)]
    results = [_try(name, attempt, config) for name, attempt in tries]
    return 0 if all(results) else 1


def _try(name: str, attempt: Callable[[Config], str], config: Config) -> bool:
    try:
        print(f"ok    {name}: {attempt(config)}")
    except (TransportError, DatabaseUnavailable, WrongTemplate) as error:
        print(f"WRONG {name}: {error}")
        return False
    except Exception as error:  # noqa: BLE001 -- whatever nobody thought of, the check must go on and say so
        print(f"WRONG {name}: {type(error).__name__}: {error}")
        return False
    return True


def _database(config: Config) -> str:
    return "SQLite" if open_database(config.database_url).is_sqlite else "PostgreSQL"


def _mailbox(config: Config) -> str:
    with imap.connect(config.mailbox) as connection:
        folders = [f"{folder.name} ({folder.mails} mails)" for folder in connection.check_folders()]
        return f"login works; folders {', '.join(folders)}"


def _sending(config: Config) -> str:
    with SmtpConnection(config.mailbox) as connection:
        connection.open()
    return f"login works; at most {config.mailbox.smtp.per_minute} letters a minute"


def _letters(config: Config) -> str:
    with TemporaryDirectory() as folder:
        write_gallery(Path(folder), config.office, config.events)
    return "every letter renders in every language"
