"""Mail servers for the transport's tests: the same inbox by Dovecot and by the in-process server."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import pytest

from processor.config import Mailbox
from processor.demo.imap_server import DemoImapServer
from tests.dovecot import DovecotInbox, dotted_dovecot, dotted_dovecot_server
from tests.transport.mailboxes import mailbox_of

__all__ = ["dotted_dovecot", "dotted_dovecot_server"]

USER, PASSWORD = "office", "Grüße"


class Inbox(Protocol):
    """A mailbox into which a test can put mails from the outside."""

    @property
    def mailbox(self) -> Mailbox:
        """How to reach it."""

    def deliver(self, raw: bytes, received_at: datetime, folder: str = "INBOX") -> int:
        """Puts a mail into it."""

    def deliver_all(self, raws: list[bytes], received_at: datetime) -> list[int]:
        """Puts many mails into it."""

    def mails(self, folder: str = "INBOX") -> list[bytes]:
        """What is in it."""

    def erase(self, uid: int) -> None:
        """Erases a mail, as a colleague does."""

    def unread(self) -> list[int]:
        """The UIDs of mails that nobody has read."""


@dataclass(frozen=True)
class DovecotOffice:
    """The inbox by Dovecot."""

    inbox: DovecotInbox

    @property
    def mailbox(self) -> Mailbox:
        """How to reach it."""
        return mailbox_of(self.inbox.server.port, self.inbox.user, self.inbox.password)

    def deliver(self, raw: bytes, received_at: datetime, folder: str = "INBOX") -> int:
        """Puts a mail into it."""
        return self.inbox.deliver(raw, received_at, folder)

    def deliver_all(self, raws: list[bytes], received_at: datetime) -> list[int]:
        """Puts many mails into it."""
        return self.inbox.deliver_all(raws, received_at)

    def mails(self, folder: str = "INBOX") -> list[bytes]:
        """What is in it."""
        return self.inbox.mails(folder)

    def erase(self, uid: int) -> None:
        """Erases a mail."""
        with self.inbox.client() as client:
            client.select_folder("INBOX")
            client.delete_messages([uid])
            client.uid_expunge([uid])

    def unread(self) -> list[int]:
        """The UIDs of mails that nobody has read."""
        with self.inbox.client() as client:
            client.select_folder("INBOX", readonly=True)
            return sorted(client.search(["UNSEEN"]))


@dataclass(frozen=True)
class DemoOffice:
    """The inbox by the in-process server."""

    server: DemoImapServer

    @property
    def mailbox(self) -> Mailbox:
        """How to reach it."""
        return mailbox_of(self.server.port, USER, PASSWORD)

    def deliver(self, raw: bytes, received_at: datetime, folder: str = "INBOX") -> int:
        """Puts a mail into it."""
        return self.server.deliver(raw, received_at, folder)

    def deliver_all(self, raws: list[bytes], received_at: datetime) -> list[int]:
        """Puts many mails into it."""
        return [self.server.deliver(raw, received_at) for raw in raws]

    def mails(self, folder: str = "INBOX") -> list[bytes]:
        """What is in it."""
        return [mail.raw for mail in self.server.mails(folder.replace("ü", "&APw-"))]

    def erase(self, uid: int) -> None:
        """Erases a mail."""
        self.server.expunge(uid)

    def unread(self) -> list[int]:
        """The UIDs of mails that nobody has read."""
        return [mail.uid for mail in self.server.mails() if r"\Seen" not in mail.flags]


@pytest.fixture
def demo() -> Iterator[DemoImapServer]:
    """The in-process server."""
    with DemoImapServer({USER: PASSWORD}) as server:
        yield server


@pytest.fixture(params=["dovecot", "demo"])
def office(request: pytest.FixtureRequest) -> Inbox:
    """An empty inbox, by each server in turn."""
    if request.param == "dovecot":
        return DovecotOffice(request.getfixturevalue("dovecot"))
    return DemoOffice(request.getfixturevalue("demo"))
