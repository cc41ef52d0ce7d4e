"""One client's conversation with the demo's IMAP server: greeting, login, and one command after the other."""

import asyncio
import base64
import binascii
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from processor.demo import imap_folders, imap_mails
from processor.demo.imap_protocol import BadCommand, Command, read_command, text_of
from processor.demo.imap_store import Folder, MailStore

CAPABILITIES = (
    "IMAP4rev1", "AUTH=PLAIN", "AUTH=XOAUTH2", "SASL-IR", "LITERAL+", "ID", "IDLE", "NAMESPACE", "UNSELECT", "UIDPLUS", "MOVE",
)
LOGIN_REFUSED = "NO [AUTHENTICATIONFAILED] wrong user or password"


class ConnectionDropped(Exception):
    """A fault was asked for: the connection ends without a word."""


@dataclass(slots=True)
class ImapFaults:
    """What the server does wrong on purpose; may be changed at any time.

    Attributes:
        drop_at: commands ("UID FETCH") at which the connection ends, each once.
        drop_after: the same, but the command has been carried out.
        refused: commands that are answered with NO.
        without: capabilities that the server neither names nor knows ("MOVE").
        login_answer: said to every login instead of looking at the password ("NO [UNAVAILABLE] later").
        vanished: UIDs that SEARCH still names and FETCH answers with nothing.
        garbled: UIDs whose time of receipt is nonsense.
        delay: seconds before each answer.

    """

    drop_at: list[str] = field(default_factory=list)
    drop_after: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    without: set[str] = field(default_factory=set)
    login_answer: str = ""
    vanished: set[int] = field(default_factory=set)
    garbled: set[int] = field(default_factory=set)
    delay: float = 0


class ImapSession:
    """The state of one connection: who is logged in, which folder is open, and how the client numbers its mails."""

    def __init__(
        self, store: MailStore, users: dict[str, str], faults: ImapFaults, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """A conversation that has not begun."""
        self.store = store
        self.users = users
        self.faults = faults
        self.reader = reader
        self.writer = writer
        self.changed = asyncio.Event()
        self.is_logged_in = False
        self.folder: Folder | None = None
        self.is_readonly = False
        self.view: list[int] = []

    async def run(self) -> None:
        """Talks until the client leaves or a fault drops it."""
        self.say(f"* OK [CAPABILITY {self.capabilities()}] demo mailbox ready")
        await self.writer.drain()
        while True:
            try:
                command = await read_command(self.reader, self.writer)
            except BadCommand as error:
                self.say(f"* BAD {error}")
                await self.writer.drain()
                continue
            if command is None:
                return
            await self._answer(command)
            if command.name == "LOGOUT":
                return

    def say(self, line: str | bytes) -> None:
        """One line to the client."""
        self.writer.write((line.encode() if isinstance(line, str) else line) + b"\r\n")

    def capabilities(self) -> str:
        """What CAPABILITY names."""
        return " ".join(name for name in CAPABILITIES if name not in self.faults.without)

    def announce(self) -> None:
        """Tells of mails that went and came since the last time (RFC 3501, section 7.4.1)."""
        if self.folder is None:
            return
        for number in range(len(self.view), 0, -1):
            if self.view[number - 1] not in self.folder.mails:
                self.say(f"* {number} EXPUNGE")
                del self.view[number - 1]
        known = set(self.view)
        new = [uid for uid in self.folder.mails if uid not in known]
        if new:
            self.view += new
            self.say(f"* {len(self.view)} EXISTS")

    async def _answer(self, command: Command) -> None:
        if command.name in self.faults.drop_at:
            self.faults.drop_at.remove(command.name)
            raise ConnectionDropped(command.name)
        if self.faults.delay:
            await asyncio.sleep(self.faults.delay)
        try:
            ending = "NO [NOPERM] not allowed" if command.name in self.faults.refused else await self._handle(command)
        except BadCommand as error:
            ending = f"BAD {error}"
        except (IndexError, ValueError):
            ending = "BAD arguments"
        if command.name in self.faults.drop_after:
            self.faults.drop_after.remove(command.name)
            raise ConnectionDropped(command.name)
        self.say(f"{command.tag} {ending}")
        await self.writer.drain()

    async def _handle(self, command: Command) -> str:
        handler = OPEN_TO_ALL.get(command.name)
        if handler is not None:
            return await handler(self, command)
        if command.name in self.faults.without or command.name.removeprefix("UID ") in self.faults.without:
            raise BadCommand("unknown command")
        if not self.is_logged_in:
            raise BadCommand("log in first")
        if command.name == "IDLE":
            return await _idle(self)
        if command.name in imap_folders.HANDLERS:
            return imap_folders.HANDLERS[command.name](self, command.arguments)
        if command.name not in imap_mails.HANDLERS:
            raise BadCommand("unknown command")
        if self.folder is None:
            raise BadCommand("select a folder first")
        return imap_mails.HANDLERS[command.name](self, self.folder, command.arguments)


async def _capability(session: ImapSession, _command: Command) -> str:
    session.say(f"* CAPABILITY {session.capabilities()}")
    return "OK done"


async def _noop(session: ImapSession, _command: Command) -> str:
    session.announce()
    return "OK done"


async def _id(session: ImapSession, _command: Command) -> str:
    session.say('* ID ("name" "demo mailbox")')
    return "OK done"


async def _logout(session: ImapSession, _command: Command) -> str:
    session.say("* BYE see you")
    return "OK done"


async def _login(session: ImapSession, command: Command) -> str:
    return _judge(session, text_of(command.arguments[0]), text_of(command.arguments[1]))


async def _authenticate(session: ImapSession, command: Command) -> str:
    mechanism = text_of(command.arguments[0]).upper()
    if f"AUTH={mechanism}" not in session.capabilities().split():
        return "NO unknown mechanism"
    if len(command.arguments) > 1:
        encoded = text_of(command.arguments[1]).encode()
    else:
        session.say("+ ")
        await session.writer.drain()
        encoded = await session.reader.readline()
    try:
        answer = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise BadCommand("no base64") from error
    if mechanism == "PLAIN":
        _, user, password = answer.split("\0")
    else:
        fields = dict(part.split("=", 1) for part in answer.strip("\x01").split("\x01"))
        user, password = fields["user"], fields["auth"].removeprefix("Bearer ")
    return _judge(session, user, password)


def _judge(session: ImapSession, user: str, password: str) -> str:
    """A token is compared like a password, which is all that the demo and its tests need."""
    if session.faults.login_answer:
        return session.faults.login_answer
    if session.users.get(user) != password:
        return LOGIN_REFUSED
    session.is_logged_in = True
    return f"OK [CAPABILITY {session.capabilities()}] welcome"


async def _idle(session: ImapSession) -> str:
    """Tells of new mails until the client says DONE (RFC 2177)."""
    session.say("+ idling")
    done = asyncio.ensure_future(session.reader.readline())
    while not done.done():
        session.changed.clear()
        session.announce()
        await session.writer.drain()
        waiting = asyncio.ensure_future(session.changed.wait())
        await asyncio.wait({done, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
    return "OK done" if done.result().strip().upper() == b"DONE" else "BAD DONE is expected"


OPEN_TO_ALL: dict[str, Callable[[ImapSession, Command], Awaitable[str]]] = {
    "CAPABILITY": _capability,
    "NOOP": _noop,
    "ID": _id,
    "LOGOUT": _logout,
    "LOGIN": _login,
    "AUTHENTICATE": _authenticate,
}
