"""Addresses, identities and times of a message's header, however badly written."""

import re
from datetime import UTC, datetime
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from processor.domain.mail import Address
from processor.mime.text import clean_header, decode

ANGLED = re.compile(r"<([^<>\s]{1,250})>")
ADDRESS = re.compile(r"^[^\s@<>\"(),:;]{1,64}@[^\s@<>\"(),:;]{1,190}$")
# How the library below hands on a byte that is no ASCII.
RAW_BYTE = re.compile("[\udc80-\udcff]")
UNQUOTED_NAME = re.compile(r'^\s*([^"<>@]{1,200},[^"<>@]{1,200})<([^<>@\s]{1,64}@[^<>@\s]{1,190})>\s*$')


def header(message: Message, name: str) -> str:
    """A header's value in one line: encoded words decoded, raw 8-bit bytes as UTF-8 or Windows-1252."""
    values = raw_values(message, name)
    return decoded(values[0]) if values else ""


def raw_values(message: Message, name: str) -> list[str]:
    """All headers of a name as they stand: `get` would replace raw 8-bit bytes."""
    return [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]


def decoded(value: str) -> str:
    """RFC 2047 words and raw bytes as text."""
    raw = value.encode("utf-8", "surrogateescape") if RAW_BYTE.search(value) else None
    text = decode(raw, "") if raw is not None else value
    try:
        pieces = decode_header(text) if "=?" in text else [(text, None)]
    except ValueError:
        pieces = [(text, None)]
    words = [piece if isinstance(piece, str) else decode(piece, charset or "") for piece, charset in pieces]
    return clean_header("".join(words))


def addresses(message: Message, name: str) -> tuple[Address, ...]:
    """The addresses of a header; 'Müller, Anna <a@b>' without quotes is one person."""
    found: list[Address] = []
    for raw in raw_values(message, name):
        text = decoded(raw)[:20_000]
        unquoted = UNQUOTED_NAME.match(text)
        if unquoted:
            found.append(Address(unquoted[2], clean_header(unquoted[1])))
            continue
        pairs = getaddresses([text]) if "(" not in text else [("", match) for match in ANGLED.findall(text)]
        found += [Address(email, clean_header(display)) for display, email in pairs if ADDRESS.match(email)]
    return tuple(found)


def only_sender(message: Message) -> tuple[Address | None, str]:
    """The one From address, else None and a sentence for staff."""
    headers = message.get_all("From") or []
    found = addresses(message, "From")
    if len(headers) == 1 and len(found) == 1:
        return found[0], ""
    if not found:
        return None, "Die Mail nennt keinen brauchbaren Absender."
    return None, "Die Mail nennt mehrere Absender."


def identities(message: Message, *names: str) -> tuple[str, ...]:
    """Message-IDs of these headers without brackets, in their order, each once; the last 32.

    Cleaned here, where they enter: some programs write raw 8-bit bytes and NUL into them, which no database takes.
    """
    found = [identity for name in names for value in raw_values(message, name) for identity in ANGLED.findall(clean_header(value[:40_000]))]
    return tuple(dict.fromkeys(found))[-32:]


def date(message: Message, name: str = "Date") -> datetime | None:
    """A date header in UTC, or None where it cannot be read."""
    return _moment(header(message, name))


def received_at(message: Message) -> datetime | None:
    """When our server received the mail: the date behind the last semicolon of the topmost Received header (RFC 5321, 4.4)."""
    values = message.get_all("Received") or []
    return _moment(clean_header(str(values[0])).rpartition(";")[2].strip()) if values else None


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
