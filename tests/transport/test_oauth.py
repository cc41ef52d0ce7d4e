"""Access tokens: asked for at an endpoint on this machine, used for both servers."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from processor.config import Mailbox, OAuth2
from processor.demo.imap_server import DemoImapServer
from processor.demo.smtp_server import DemoSmtpServer
from processor.transport.errors import MailboxUnavailable, UntrustedServer, WrongCredentials
from processor.transport.imap import connect
from processor.transport.oauth import fetch_token
from processor.transport.smtp import DeliveryOutcome, SmtpConnection
from tests.dovecot import free_port
from tests.transport.mailboxes import mailbox_of, secret

SCOPE = "https://outlook.example/.default"


@dataclass
class Endpoint:
    """What the token endpoint answers, and what it was asked."""

    url: str = ""
    status: int = 200
    answer: bytes = b'{"access_token": "t0ken", "expires_in": 3599}'
    asked: list[dict[str, list[str]]] = field(default_factory=list)


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """A token endpoint on the loopback interface."""
    state = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.asked.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.send_response(state.status)
            self.end_headers()
            self.wfile.write(state.answer)

        def log_message(self, *_: object) -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        state.url = f"http://127.0.0.1:{server.server_address[1]}/token"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield state
        server.shutdown()


def credentials(url: str) -> OAuth2:
    return OAuth2(token_url=url, client_id="app", client_secret=secret("geheim&"), scope=SCOPE)


def with_oauth2(mailbox: Mailbox, url: str) -> Mailbox:
    return replace(mailbox, password=None, oauth2=credentials(url))


def test_a_token_is_asked_for_with_the_clients_credentials(endpoint: Endpoint) -> None:
    assert fetch_token(credentials(endpoint.url)) == "t0ken"
    assert endpoint.asked == [{"grant_type": ["client_credentials"], "client_id": ["app"], "client_secret": ["geheim&"], "scope": [SCOPE]}]


def test_a_refused_client_is_a_matter_of_credentials(endpoint: Endpoint) -> None:
    endpoint.status, endpoint.answer = 401, json.dumps({"error": "invalid_client"}).encode()
    with pytest.raises(WrongCredentials, match="invalid_client"):
        fetch_token(credentials(endpoint.url))


@pytest.mark.parametrize(
    ("status", "answer"), [(503, b"later"), (400, b'{"error": "temporarily_unavailable"}'), (200, b"{}"), (200, b"<html>")]
)
def test_an_endpoint_in_trouble_is_asked_again_later(endpoint: Endpoint, status: int, answer: bytes) -> None:
    endpoint.status, endpoint.answer = status, answer
    with pytest.raises(MailboxUnavailable):
        fetch_token(credentials(endpoint.url))


def test_an_endpoint_that_does_not_listen_is_unavailable() -> None:
    with pytest.raises(MailboxUnavailable):
        fetch_token(credentials(f"http://127.0.0.1:{free_port()}/"))


def test_a_client_secret_is_never_sent_in_plain_text_to_another_machine() -> None:
    with pytest.raises(UntrustedServer, match="https"):
        fetch_token(credentials("http://login.example/token"))


def test_the_mailbox_is_opened_with_a_token(endpoint: Endpoint) -> None:
    with DemoImapServer({"office": "t0ken"}) as server, connect(with_oauth2(mailbox_of(server.port), endpoint.url)) as connection:
        assert connection.folder_state().uid_next == 1


def test_a_token_that_the_mailbox_refuses_is_a_matter_of_credentials(endpoint: Endpoint) -> None:
    with DemoImapServer({"office": "another"}) as server, pytest.raises(WrongCredentials):
        connect(with_oauth2(mailbox_of(server.port), endpoint.url))


def test_letters_leave_with_a_token(endpoint: Endpoint) -> None:
    with DemoSmtpServer({"office": "t0ken"}) as server:
        with SmtpConnection(with_oauth2(mailbox_of(1, smtp_port=server.port), endpoint.url)) as connection:
            delivery = connection.deliver("a@stadt.example", "b@web.example", b"Subject: x\r\n\r\ny\r\n")
        assert (delivery.outcome, len(server.letters)) == (DeliveryOutcome.SENT, 1)


def test_without_a_token_letters_wait_and_the_account_is_named(endpoint: Endpoint) -> None:
    endpoint.status, endpoint.answer = 400, b'{"error": "invalid_client"}'
    with DemoSmtpServer({"office": "t0ken"}) as server:
        with SmtpConnection(with_oauth2(mailbox_of(1, smtp_port=server.port), endpoint.url)) as connection:
            delivery = connection.deliver("a@stadt.example", "b@web.example", b"Subject: x\r\n\r\ny\r\n")
        assert (delivery.outcome, delivery.is_account_fault, server.letters) == (DeliveryOutcome.DEFERRED, True, [])
