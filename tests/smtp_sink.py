"""A mail server by aiosmtpd that keeps what is sent; `smtp_sink` gives each test an empty one."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.dovecot import free_port


@dataclass(frozen=True)
class SunkLetter:
    """One delivered letter: the envelope and the message."""

    sender: str
    recipients: tuple[str, ...]
    message: bytes


@dataclass
class SmtpSink:
    """Listens on 127.0.0.1:`port` and takes every letter, in order, into `letters`; addresses in `unknown` get a 550."""

    port: int = 0
    letters: list[SunkLetter] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]) -> str:  # noqa: N802 -- aiosmtpd's name
        """Called by aiosmtpd."""
        if address in self.unknown:
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 known"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        """Called by aiosmtpd."""
        self.letters.append(SunkLetter(envelope.mail_from or "", tuple(envelope.rcpt_tos), bytes(envelope.original_content or b"")))
        return "250 2.0.0 taken"


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """A sink without TLS and login, for whole-route tests on the loopback interface."""
    yield from running_sink()


def running_sink(starttls: ssl.SSLContext | None = None, users: dict[str, str] | None = None) -> Iterator[SmtpSink]:
    """A sink that, where asked, wants STARTTLS and a login."""

    def judge(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, words: object) -> AuthResult:
        is_right = isinstance(words, LoginPassword) and (users or {}).get(words.login.decode()) == words.password.decode()
        return AuthResult(success=is_right, handled=False)

    sink = SmtpSink()
    controller = Controller(
        sink, hostname="127.0.0.1", port=free_port(), server_hostname="sink", tls_context=starttls, require_starttls=starttls is not None,
        auth_required=bool(users), authenticator=judge if users else None,
    )
    controller.start()
    sink.port = controller.port
    yield sink
    controller.stop()
