"""An SMTP server within the process that keeps every letter, for the demo and for tests that need a server to fail."""

import base64
import binascii
import socketserver
import ssl
import threading
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import Self

LARGEST_MESSAGE = 64_000_000
LONGEST_LINE = 2_000


class Step(StrEnum):
    """A moment of the conversation at which the server can be told to fail."""

    GREETING = "GREETING"
    EHLO = "EHLO"
    AUTH = "AUTH"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    DOT = "DOT"
    RSET = "RSET"
    QUIT = "QUIT"


DROP = "drop"
HANG = "hang"


@dataclass(frozen=True, slots=True)
class SmtpFault:
    """At the next `step`: an answer such as "450 4.2.0 later", DROP (the connection ends) or HANG (silence until the client leaves).

    With DROP and HANG at DOT the letter has been taken: that is the case in which the client cannot know.
    """

    step: Step
    answer: str


@dataclass(frozen=True, slots=True)
class SentLetter:
    """What the server took: the envelope, and the message with CRLF line ends."""

    sender: str
    recipients: tuple[str, ...]
    message: bytes


@dataclass(slots=True)
class _Transaction:
    sender: str = ""
    recipients: list[str] = field(default_factory=list)


class DemoSmtpServer:
    """Listens on a free loopback port; a context manager. `letters` and `faults` (each used once, in order) are open to the caller."""

    def __init__(self, users: dict[str, str] | None = None, tls: ssl.SSLContext | None = None) -> None:
        """With `users` (name → password or token) it wants a login."""
        self.letters: list[SentLetter] = []
        self.faults: list[SmtpFault] = []
        self.users = users or {}
        self.stopping = threading.Event()
        self._server = _Listener(self, tls)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="demo-smtp", daemon=True)

    @property
    def port(self) -> int:
        """Where it listens on 127.0.0.1."""
        return int(self._server.server_address[1])

    def __enter__(self) -> Self:
        """Begins to answer."""
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Ends listening; hanging conversations end as well."""
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def fault_at(self, step: Step) -> str:
        """The answer of the next fault if it is for this step, which uses it up; else ""."""
        if self.faults and self.faults[0].step is step:
            return self.faults.pop(0).answer
        return ""


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, demo: DemoSmtpServer, tls: ssl.SSLContext | None) -> None:
        self.demo = demo
        super().__init__(("127.0.0.1", 0), _Conversation)
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_side=True)


class _ConversationEnded(Exception):
    """The connection is over, by a fault or because the client left."""


class _Conversation(socketserver.StreamRequestHandler):
    """One client; the steps in the order of RFC 5321, section 3."""

    disable_nagle_algorithm = True
    server: _Listener

    def handle(self) -> None:
        """Talks until the client says QUIT or leaves."""
        self._is_logged_in = not self.server.demo.users
        self._transaction = _Transaction()
        try:
            self._reply(Step.GREETING, "220 demo mail server")
            while self._command(self._line()):
                pass
        except (_ConversationEnded, OSError):
            return

    def _command(self, line: str) -> bool:
        """Answers one command; False after QUIT."""
        verb, _, rest = line.partition(" ")
        match verb.upper():
            case "EHLO" | "HELO":
                auth = "250-AUTH PLAIN XOAUTH2\r\n" if self.server.demo.users else ""
                self._reply(Step.EHLO, f"250-demo\r\n{auth}250-8BITMIME\r\n250 SIZE {LARGEST_MESSAGE}")
            case "AUTH":
                self._log_in(rest)
            case "MAIL":
                self._mail(rest)
            case "RCPT":
                if self._reply(Step.RCPT, "250 2.1.5 known"):
                    self._transaction.recipients.append(_address(rest))
            case "DATA":
                self._data()
            case "RSET":
                self._transaction = _Transaction()
                self._reply(Step.RSET, "250 2.0.0 forgotten")
            case "NOOP":
                self._write("250 2.0.0 here")
            case "QUIT":
                self._reply(Step.QUIT, "221 2.0.0 bye")
                return False
            case _:
                self._write("500 5.5.1 unknown command")
        return True

    def _log_in(self, rest: str) -> None:
        mechanism, _, encoded = rest.partition(" ")
        try:
            answer = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            answer = ""
        if mechanism.upper() == "XOAUTH2":  # "user=…", "auth=Bearer …"; the token is compared like a password
            user, _, token = answer.rstrip("\x01").partition("\x01")
            self._judge(user.removeprefix("user="), token.removeprefix("auth=Bearer "))
        else:
            user, _, password = answer.removeprefix("\0").partition("\0")
            self._judge(user, password)

    def _judge(self, user: str, password: str) -> None:
        if self.server.demo.users.get(user) != password:
            self._write("535 5.7.8 wrong user or password")
        elif self._reply(Step.AUTH, "235 2.7.0 welcome"):
            self._is_logged_in = True

    def _mail(self, rest: str) -> None:
        if not self._is_logged_in:
            self._write("530 5.7.0 log in first")
        elif self._reply(Step.MAIL, "250 2.1.0 go on"):
            self._transaction = _Transaction(_address(rest))

    def _data(self) -> None:
        if not self._transaction.recipients:
            self._write("503 5.5.1 name a recipient first")
            return
        if not self._reply(Step.DATA, "354 go on"):
            return
        letter = SentLetter(self._transaction.sender, tuple(self._transaction.recipients), self._message())
        self._transaction = _Transaction()
        fault = self.server.demo.fault_at(Step.DOT)
        if fault in {"", DROP, HANG}:
            self.server.demo.letters.append(letter)
        self._say(fault, "250 2.0.0 taken")

    def _message(self) -> bytes:
        lines: list[bytes] = []
        while (line := self.rfile.readline(LARGEST_MESSAGE)) != b".\r\n":
            if not line:
                raise _ConversationEnded
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)

    def _reply(self, step: Step, usual: str) -> bool:
        """Says the usual, or what the fault wants; True where the client may go on."""
        return self._say(self.server.demo.fault_at(step), usual)

    def _say(self, fault: str, usual: str) -> bool:
        if fault == HANG:
            self.server.demo.stopping.wait()
        if fault in {DROP, HANG}:
            raise _ConversationEnded
        self._write(fault or usual)
        return not fault

    def _write(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def _line(self) -> str:
        line = self.rfile.readline(LONGEST_LINE)
        if not line:
            raise _ConversationEnded
        return line.decode("utf-8", "replace").rstrip("\r\n")


def _address(rest: str) -> str:
    """The address of "FROM:<a@b.example> SIZE=3"."""
    return rest.partition("<")[2].partition(">")[0]
