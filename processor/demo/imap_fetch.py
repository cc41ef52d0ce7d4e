"""What FETCH says about one mail (RFC 3501, section 7.4.2)."""

import re

from processor.demo.imap_protocol import BadCommand, Token, internal_date, literal, text_of
from processor.demo.imap_store import StoredMail

BODY = re.compile(r"BODY(?:\.PEEK)?\[(|HEADER|TEXT)\](?:<(\d{1,10})\.(\d{1,10})>)?", re.IGNORECASE)


def items_of(argument: Token) -> list[str]:
    """The wanted items in capitals: one alone or a list."""
    return [text_of(item).upper() for item in (argument if isinstance(argument, list) else [argument])]


def marks_seen(items: list[str]) -> bool:
    """Whether the mail has been read after this: BODY[] without PEEK."""
    return any(item.startswith("BODY[") or item in {"RFC822", "RFC822.TEXT"} for item in items)


def answer(mail: StoredMail, items: list[str], *, is_vanished: bool) -> bytes:
    """The values of `items` in brackets; a vanished mail has size 0 and a NIL body, as Dovecot 2.3 says it. Raises BadCommand."""
    value = _vanished if is_vanished else _value
    values = [value(mail, item) for item in items if item != "UID"]
    return b"(" + b" ".join([b"UID %d" % mail.uid, *values]) + b")"


def _value(mail: StoredMail, item: str) -> bytes:
    match item:
        case "FLAGS":
            return f"FLAGS ({' '.join(sorted(mail.flags))})".encode()
        case "RFC822.SIZE":
            return f"RFC822.SIZE {len(mail.raw)}".encode()
        case "INTERNALDATE":
            return f"INTERNALDATE {internal_date(mail.received_at)}".encode()
        case "RFC822":
            return b"RFC822 " + literal(mail.raw)
        case "RFC822.HEADER":
            return b"RFC822.HEADER " + literal(_section(mail.raw, "HEADER"))
    return _body(mail, item)


def _body(mail: StoredMail, item: str) -> bytes:
    wanted = BODY.fullmatch(item)
    if wanted is None:
        raise BadCommand(f"unknown item {item}")
    body = _section(mail.raw, wanted[1])
    name = f"BODY[{wanted[1]}]"
    if wanted[2] is not None:
        body = body[int(wanted[2]) : int(wanted[2]) + int(wanted[3])]
        name += f"<{wanted[2]}>"
    return name.encode() + b" " + literal(body)


def _section(raw: bytes, section: str) -> bytes:
    if not section:
        return raw
    end = re.search(rb"\r?\n\r?\n", raw)
    border = end.end() if end else len(raw)
    return raw[:border] if section == "HEADER" else raw[border:]


def _vanished(mail: StoredMail, item: str) -> bytes:
    if item == "RFC822.SIZE":
        return b"RFC822.SIZE 0"
    if item in {"FLAGS", "INTERNALDATE"}:
        return _value(mail, item)
    return item.replace(".PEEK", "").encode() + b" NIL"
