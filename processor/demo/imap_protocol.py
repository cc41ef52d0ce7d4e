"""Reads IMAP commands and writes IMAP values (RFC 3501, section 9), as far as mail programs use them."""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

Token = str | bytes | list["Token"]

LARGEST_LITERAL = 64_000_000
LITERAL = re.compile(rb"\{(\d{1,10})(\+?)\}$")
# A quoted string, a bracket of a list, or an atom; an atom may hold one section in brackets: BODY[HEADER.FIELDS (TO)]<0.10>.
PIECE = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([()])|([^\s()"\[]*(?:\[[^\]]*\])?[^\s()"]*))')


class BadCommand(Exception):
    """The client sent what the grammar does not allow; answered with BAD."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: quoted strings and atoms as str, literals as bytes, lists in brackets as lists."""

    tag: str
    name: str
    arguments: tuple[Token, ...]


async def read_command(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Command | None:
    """The next command, literals included; None at the end of the connection. Raises BadCommand."""
    levels: list[list[Token]] = [[]]
    while True:
        line = await reader.readline()
        if not line.endswith(b"\n"):
            return None
        line = line.rstrip(b"\r\n")
        literal = LITERAL.search(line)
        _read_pieces(line[: literal.start()] if literal else line, levels)
        if literal is None:
            break
        levels[-1].append(await _read_literal(literal, reader, writer))
    if len(levels) != 1:
        raise BadCommand("unbalanced brackets")
    return _command(levels[0])


def uid_set(text: str, largest: int) -> list[tuple[int, int]]:
    """The ranges of a sequence set, lower end first; "*" is `largest`. Raises BadCommand."""
    ranges = []
    for part in text.split(","):
        ends = [largest if end == "*" else _number(end) for end in part.split(":", 1)]
        ranges.append((min(ends), max(ends)))
    return ranges


def matches(uid: int, ranges: Iterable[tuple[int, int]]) -> bool:
    """Whether `uid` lies in one of the ranges."""
    return any(first <= uid <= last for first, last in ranges)


def quoted(text: str) -> str:
    """A quoted string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def literal(body: bytes) -> bytes:
    """A literal, which can hold any bytes."""
    return b"{%d}\r\n%s" % (len(body), body)


def internal_date(moment: datetime) -> str:
    """An INTERNALDATE in UTC; month names by hand, because strftime asks the locale."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    utc = moment.astimezone(UTC)
    return f'"{utc.day:2d}-{months[utc.month - 1]}-{utc.year} {utc:%H:%M:%S} +0000"'


def text_of(token: Token) -> str:
    """A string argument, however the client sent it. Raises BadCommand for a list."""
    if isinstance(token, list):
        raise BadCommand("a string is expected")
    return token.decode("utf-8", "replace") if isinstance(token, bytes) else token


def _read_pieces(line: bytes, levels: list[list[Token]]) -> None:
    text = line.decode("utf-8", "replace").rstrip()
    position = 0
    while position < len(text):
        piece = PIECE.match(text, position)
        if piece is None or piece.end() == position:
            raise BadCommand("unreadable")
        position = piece.end()
        inside_quotes, bracket, atom = piece.groups()
        if bracket == "(":
            levels.append([])
        elif bracket == ")":
            _close(levels)
        elif inside_quotes is not None:
            levels[-1].append(re.sub(r"\\(.)", r"\1", inside_quotes))
        elif atom:
            levels[-1].append(atom)


def _close(levels: list[list[Token]]) -> None:
    if len(levels) == 1:
        raise BadCommand("unbalanced brackets")
    closed = levels.pop()
    levels[-1].append(closed)


async def _read_literal(found: re.Match[bytes], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    length = int(found[1])
    if length > LARGEST_LITERAL:
        raise BadCommand("literal too long")
    if not found[2]:
        writer.write(b"+ go on\r\n")
        await writer.drain()
    return await reader.readexactly(length)


def _command(tokens: list[Token]) -> Command:
    match tokens:
        case [str(tag), str(uid), str(name), *arguments] if uid.upper() == "UID":
            return Command(tag, f"UID {name.upper()}", tuple(arguments))
        case [str(tag), str(name), *arguments]:
            return Command(tag, name.upper(), tuple(arguments))
    raise BadCommand("a tag and a command are expected")


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise BadCommand(f"no number: {text}")
    return int(text)
