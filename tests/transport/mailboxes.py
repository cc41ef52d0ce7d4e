"""Configured mailboxes on servers of the tests."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

from processor.config import Folders, Mailbox, Secret, Server, SmtpServer

FOLDERS = Folders(inbox="INBOX", done="Anmeldung/Verarbeitet", review="Anmeldung/Prüfen")


def mailbox_of(imap_port: int, user: str = "office", password: str = "Grüße", smtp_port: int = 1) -> Mailbox:
    """A mailbox on this machine, without TLS."""
    return Mailbox(
        address="anmeldung@stadt.example",
        imap=Server(host="127.0.0.1", port=imap_port, security="none", ca_file=None),
        smtp=SmtpServer(host="127.0.0.1", port=smtp_port, security="none", ca_file=None, per_minute=30),
        user=user,
        password=secret(password),
        oauth2=None,
        folders=FOLDERS,
        authserv_id="mx.stadt.example",
        max_mail_bytes=1_000_000,
        poll_every=timedelta(minutes=1),
    )


def secret(value: str) -> Secret:
    """A secret of this text, by way of the environment."""
    name = f"PROCESSOR_TEST_{value.encode().hex().upper()}"
    os.environ[name] = value
    return Secret("mailbox.password", "env", name)


def secured(mailbox: Mailbox, security: Literal["tls", "starttls", "none"], ca_file: Path | None, host: str = "localhost") -> Mailbox:
    """The same with TLS for both servers; ports stay."""
    return replace(
        mailbox,
        imap=replace(mailbox.imap, host=host, security=security, ca_file=ca_file),
        smtp=replace(mailbox.smtp, host=host, security=security, ca_file=ca_file),
    )
