"""The demo's IMAP commands about folders."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from processor.demo.imap_protocol import BadCommand, Token, quoted, text_of
from processor.demo.imap_store import DELIMITER, Folder

if TYPE_CHECKING:
    from processor.demo.imap_session import ImapSession

NO_FOLDER = "NO [NONEXISTENT] no such folder"


def _list(session: "ImapSession", arguments: tuple[Token, ...]) -> str:
    pattern = text_of(arguments[0]) + text_of(arguments[1])
    if not text_of(arguments[1]):
        session.say(f'* LIST (\\Noselect) "{DELIMITER}" ""')
        return "OK done"
    # "*" goes through all levels, "%" stops at one (RFC 3501, section 6.3.8).
    wanted = re.escape(pattern).replace(r"\*", ".*").replace("%", f"[^{DELIMITER}]*")
    for name in session.store.folders:
        if re.fullmatch(wanted, name, re.IGNORECASE if name == "INBOX" else 0):
            session.say(f'* LIST () "{DELIMITER}" {quoted(name)}')
    return "OK done"


def _namespace(session: "ImapSession", _arguments: tuple[Token, ...]) -> str:
    session.say(f'* NAMESPACE (("" "{DELIMITER}")) NIL NIL')
    return "OK done"


def _create(session: "ImapSession", arguments: tuple[Token, ...]) -> str:
    return "OK done" if session.store.create(text_of(arguments[0])) else "NO [ALREADYEXISTS] it exists"


def _subscribe(session: "ImapSession", arguments: tuple[Token, ...]) -> str:
    return "OK done" if session.store.find(text_of(arguments[0])) else NO_FOLDER


def _select(session: "ImapSession", arguments: tuple[Token, ...]) -> str:
    return _open(session, arguments, is_readonly=False)


def _examine(session: "ImapSession", arguments: tuple[Token, ...]) -> str:
    return _open(session, arguments, is_readonly=True)


def _open(session: "ImapSession", arguments: tuple[Token, ...], *, is_readonly: bool) -> str:
    session.folder, session.view = None, []
    folder = session.store.find(text_of(arguments[0]))
    if folder is None:
        return NO_FOLDER
    session.folder, session.view, session.is_readonly = folder, list(folder.mails), is_readonly
    for line in (
        r"* FLAGS (\Answered \Flagged \Deleted \Seen \Draft)",
        f"* {len(folder.mails)} EXISTS",
        "* 0 RECENT",
        f"* OK [UIDVALIDITY {folder.uid_validity}] valid",
        f"* OK [UIDNEXT {folder.uid_next}] next",
        r"* OK [PERMANENTFLAGS (\Answered \Flagged \Deleted \Seen \Draft \*)] all",
    ):
        session.say(line)
    return "OK [READ-ONLY] open" if is_readonly else "OK [READ-WRITE] open"


def _unselect(session: "ImapSession", _arguments: tuple[Token, ...]) -> str:
    session.folder, session.view = None, []
    return "OK done"


def _status(session: "ImapSession", arguments: tuple[Token, ...]) -> str:
    folder = session.store.find(text_of(arguments[0]))
    if folder is None:
        return NO_FOLDER
    if not isinstance(arguments[1], list):
        raise BadCommand("a list is expected")
    values = " ".join(f"{item} {_status_of(folder, item)}" for item in map(str.upper, map(text_of, arguments[1])))
    session.say(f"* STATUS {quoted(text_of(arguments[0]))} ({values})")
    return "OK done"


def _status_of(folder: Folder, item: str) -> int:
    match item:
        case "MESSAGES":
            return len(folder.mails)
        case "UIDNEXT":
            return folder.uid_next
        case "UIDVALIDITY":
            return folder.uid_validity
        case "UNSEEN":
            return sum(r"\Seen" not in mail.flags for mail in folder.mails.values())
        case "RECENT":
            return 0
    raise BadCommand(f"unknown item {item}")


def _append(session: "ImapSession", arguments: tuple[Token, ...]) -> str:
    folder = session.store.find(text_of(arguments[0]))
    if folder is None:
        return "NO [TRYCREATE] no such folder"
    raw = arguments[-1]
    if not isinstance(raw, bytes):
        raise BadCommand("a literal is expected")
    flags: frozenset[str] = frozenset()
    received_at = datetime.now(UTC)
    for argument in arguments[1:-1]:
        if isinstance(argument, list):
            flags = frozenset(map(text_of, argument))
        else:
            received_at = parsedate_to_datetime(text_of(argument).strip().replace("-", " ", 2))
    uid = folder.add(raw, received_at, flags)
    session.announce()
    return f"OK [APPENDUID {folder.uid_validity} {uid}] kept"


HANDLERS: dict[str, Callable[["ImapSession", tuple[Token, ...]], str]] = {
    "LIST": _list,
    "LSUB": _list,
    "NAMESPACE": _namespace,
    "CREATE": _create,
    "SUBSCRIBE": _subscribe,
    "SELECT": _select,
    "EXAMINE": _examine,
    "UNSELECT": _unselect,
    "CLOSE": _unselect,
    "STATUS": _status,
    "APPEND": _append,
}
