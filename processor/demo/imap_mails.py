"""The demo's IMAP commands about the mails of the open folder."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from processor.demo import imap_fetch
from processor.demo.imap_protocol import BadCommand, Token, matches, text_of, uid_set
from processor.demo.imap_store import Folder, StoredMail

if TYPE_CHECKING:
    from processor.demo.imap_session import ImapSession

READ_ONLY = "NO [READ-ONLY] the folder was opened to read only"


def _search(session: "ImapSession", folder: Folder, arguments: tuple[Token, ...]) -> str:
    """ALL, UNSEEN, and UID with a set, joined by "and"; more the processor never asks."""
    found = list(folder.mails.values())
    words = [text_of(argument) for argument in arguments]
    while words:
        word = words.pop(0).upper()
        match word:
            case "ALL":
                pass
            case "CHARSET":
                words.pop(0)
            case "UNSEEN":
                found = [mail for mail in found if r"\Seen" not in mail.flags]
            case "UID":
                ranges = uid_set(words.pop(0), _largest(folder))
                found = [mail for mail in found if matches(mail.uid, ranges)]
            case _:
                raise BadCommand(f"unknown criterion {word}")
    session.say("* SEARCH" + "".join(f" {mail.uid}" for mail in found))
    session.announce()
    return "OK done"


def _fetch(session: "ImapSession", folder: Folder, arguments: tuple[Token, ...]) -> str:
    items = imap_fetch.items_of(arguments[1])
    for mail in _chosen(folder, arguments):
        if imap_fetch.marks_seen(items) and not session.is_readonly:
            folder.mails[mail.uid] = replace(mail, flags=mail.flags | {r"\Seen"})
        if mail.uid in session.view:
            row = imap_fetch.answer(mail, items, is_vanished=mail.uid in session.faults.vanished)
            if mail.uid in session.faults.garbled:
                row = re.sub(rb'INTERNALDATE "[^"]*"', b'INTERNALDATE "00-Nix-0000"', row)
            session.say(f"* {session.view.index(mail.uid) + 1} FETCH ".encode() + row)
    session.announce()
    return "OK done"


def _store(session: "ImapSession", folder: Folder, arguments: tuple[Token, ...]) -> str:
    if session.is_readonly:
        return READ_ONLY
    action = text_of(arguments[1]).upper()
    named = arguments[2] if isinstance(arguments[2], list) else list(arguments[2:])
    flags = frozenset(text_of(flag) for flag in named)
    for mail in _chosen(folder, arguments):
        changed = mail.flags | flags if action[0] == "+" else mail.flags - flags if action[0] == "-" else flags
        folder.mails[mail.uid] = replace(mail, flags=changed)
        if not action.endswith(".SILENT") and mail.uid in session.view:
            row = imap_fetch.answer(folder.mails[mail.uid], ["FLAGS"], is_vanished=False)
            session.say(f"* {session.view.index(mail.uid) + 1} FETCH ".encode() + row)
    return "OK done"


def _copy(session: "ImapSession", folder: Folder, arguments: tuple[Token, ...]) -> str:
    target = session.store.find(text_of(arguments[1]))
    if target is None:
        return "NO [TRYCREATE] no such folder"
    uids = [mail.uid for mail in _chosen(folder, arguments)]
    copies = session.store.copy(uids, folder, target)
    return f"OK {_copy_uid(target, uids, copies)}done"


def _move(session: "ImapSession", folder: Folder, arguments: tuple[Token, ...]) -> str:
    if session.is_readonly:
        return READ_ONLY
    target = session.store.find(text_of(arguments[1]))
    if target is None:
        return "NO [TRYCREATE] no such folder"
    uids = [mail.uid for mail in _chosen(folder, arguments)]
    copies = session.store.copy(uids, folder, target)
    session.say(f"* OK {_copy_uid(target, uids, copies)}moved")
    for uid in uids:
        del folder.mails[uid]
    session.announce()
    return "OK done"


def _expunge_all(session: "ImapSession", folder: Folder, _arguments: tuple[Token, ...]) -> str:
    return _expunge(session, folder, list(folder.mails.values()))


def _expunge_some(session: "ImapSession", folder: Folder, arguments: tuple[Token, ...]) -> str:
    return _expunge(session, folder, _chosen(folder, arguments))


def _expunge(session: "ImapSession", folder: Folder, mails: list[StoredMail]) -> str:
    if session.is_readonly:
        return READ_ONLY
    if "UIDPLUS" in session.faults.without and len(mails) != len(folder.mails):
        raise BadCommand("unknown command")
    for mail in mails:
        if r"\Deleted" in mail.flags:
            del folder.mails[mail.uid]
    session.announce()
    return "OK done"


def _chosen(folder: Folder, arguments: tuple[Token, ...]) -> list[StoredMail]:
    """Without ranges the look is one per UID, so that 200 of 10,000 mails cost 200 steps."""
    ranges = uid_set(text_of(arguments[0]), _largest(folder))
    if all(first == last for first, last in ranges):
        return [folder.mails[first] for first, _ in ranges if first in folder.mails]
    return [mail for uid, mail in list(folder.mails.items()) if matches(uid, ranges)]


def _largest(folder: Folder) -> int:
    return max(folder.mails, default=0)


def _copy_uid(target: Folder, uids: list[int], copies: list[int]) -> str:
    if not uids:
        return ""
    return f"[COPYUID {target.uid_validity} {','.join(map(str, uids))} {','.join(map(str, copies))}] "


HANDLERS: dict[str, Callable[["ImapSession", Folder, tuple[Token, ...]], str]] = {
    "UID SEARCH": _search,
    "UID FETCH": _fetch,
    "UID STORE": _store,
    "UID COPY": _copy,
    "UID MOVE": _move,
    "UID EXPUNGE": _expunge_some,
    "EXPUNGE": _expunge_all,
}
