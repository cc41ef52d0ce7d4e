"""The command that tries everything before it is needed: one line each, what is wrong and what to do."""

import argparse
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from processor.config import Config, load
from processor.letters.environment import WrongTemplate, untranslated
from processor.letters.gallery import write_gallery
from processor.storage.database import DatabaseUnavailable, open_database
from processor.transport import imap
from processor.transport.errors import TransportError
from processor.transport.smtp import SmtpConnection, Timeouts

# As imap.SHORT_TIMEOUT.
SHORT_TIMEOUTS = Timeouts(command=20)


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
    database = open_database(config.database_url)
    return f"the file {database.file} can be written" if database.file else "PostgreSQL, login works"


def _mailbox(config: Config) -> str:
    with imap.connect(config.mailbox, imap.SHORT_TIMEOUT) as connection:
        folders = [f"{folder.name} ({folder.mails} mails)" for folder in connection.check_folders()]
        return f"login as {config.mailbox.user} works; folders {', '.join(folders)}"


def _sending(config: Config) -> str:
    with SmtpConnection(config.mailbox, SHORT_TIMEOUTS) as connection:
        connection.open()
        login = f"login as {config.mailbox.user} works" if connection.wants_login else "the server answers and asks for no login"
    return f"{login}; at most {config.mailbox.smtp.per_minute} letters a minute"


def _letters(config: Config) -> str:
    with TemporaryDirectory() as folder:
        write_gallery(Path(folder), config.office, config.events)
    lacking = untranslated(config.office.languages)
    return f"every letter can be written; in German for want of {', '.join(lacking)}" if lacking else "every letter can be written in every language"
