"""An office on the in-process servers, which can be told to fail."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlmodel import select

from processor import worker
from processor.config import Config
from processor.demo.imap_server import DemoImapServer
from processor.demo.smtp_server import DemoSmtpServer
from processor.steps import rounds
from processor.steps.desk import Desk
from processor.storage.database import open_database
from processor.storage.tables import InboundMailRow, OutboxMailRow
from tests.transport.mailboxes import mailbox_of

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
TEXT = "Guten Tag,\r\n\r\nhiermit melde ich mich zum Fachtag am 12. März 2027 an.\r\n\r\nMit freundlichen Grüßen\r\n{name}\r\nKulturverein Brücke e.V."


@dataclass(frozen=True)
class FaultyOffice:
    """A desk and its servers, whose `faults` are open to the tests."""

    desk: Desk
    imap: DemoImapServer
    smtp: DemoSmtpServer

    def receive(self, name: str, at: datetime = NOW) -> int:
        """Somebody registers; returns the mail's UID."""
        return self.imap.deliver(registration(name), at)

    def tick(self, now: datetime = NOW) -> bool:
        """One round; False where something failed."""
        return worker.tick(self.desk, None, lambda: now)

    def mails(self) -> list[tuple[str, str]]:
        """State and outcome of each mail in the books, oldest first."""
        with self.desk.database.transaction() as session:
            return [(row.status, row.outcome) for row in session.exec(select(InboundMailRow).order_by(InboundMailRow.id)).all()]

    def letters(self) -> list[tuple[str, int]]:
        """State and attempts of each letter, oldest first."""
        with self.desk.database.transaction() as session:
            return [(row.status, row.attempts) for row in session.exec(select(OutboxMailRow).order_by(OutboxMailRow.id)).all()]

    def sent(self) -> list[tuple[str, str]]:
        """Recipient and subject of what the server took, in order."""
        return [(letter.recipients[0], str(message_from_bytes(letter.message, policy=policy.default)["Subject"])) for letter in self.smtp.letters]


def with_smtp_port(office: FaultyOffice, port: int) -> FaultyOffice:
    """The same office, sending by another port."""
    mailbox = office.desk.mailbox
    elsewhere = replace(office.desk.config, mailbox=replace(mailbox, smtp=replace(mailbox.smtp, port=port)))
    return replace(office, desk=replace(office.desk, config=elsewhere))


def registration(name: str, text: str = TEXT, address: str = "") -> bytes:
    """A registration by mail."""
    address = address or f"{name.lower().replace(' ', '.')}@verein.example"
    header = f"From: {name} <{address}>\r\nTo: anmeldung@stadt.example\r\nSubject: Anmeldung\r\nMessage-ID: <1.{address}>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    return (header + text.format(name=name) + "\r\n").encode()


@contextmanager
def office_in(folder: Path, config: Config) -> Iterator[FaultyOffice]:
    """An office on servers that do as they are told, with its books in this folder."""
    database = open_database(f"sqlite:///{folder / 'registrations.db'}")
    with DemoImapServer({"office": "Grüße"}) as imap, DemoSmtpServer() as smtp:
        mailbox = mailbox_of(imap.port, smtp_port=smtp.port)
        office = replace(config.office, address=mailbox.address)
        desk = Desk(replace(config, mailbox=mailbox, office=office), database)
        rounds.open_desk(desk, NOW)
        yield FaultyOffice(desk, imap, smtp)


@pytest.fixture
def faulty(config: Config, tmp_path: Path) -> Iterator[FaultyOffice]:
    """An office on servers that do as they are told."""
    with office_in(tmp_path, config) as office:
        yield office
