"""The settings, as the rest of the program sees them."""

from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import Literal

from processor.config.secrets import Secret
from processor.domain.event import Event
from processor.domain.office import Office

Security = Literal["tls", "starttls", "none"]


class ConfigError(Exception):
    """A configuration that cannot be used; `errors` has one sentence a mistake, each with its key."""

    def __init__(self, errors: tuple[str, ...]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server; `ca_file` is the authority to trust beside the system's own, or None."""

    host: str
    port: int
    security: Security = "tls"
    ca_file: Path | None = None


@dataclass(frozen=True, slots=True)
class SmtpServer(Server):
    """The server that sends; `per_minute` letters at most."""

    per_minute: int = 30


@dataclass(frozen=True, slots=True)
class OAuth2:
    """Client credentials, as Microsoft 365 wants them instead of a password."""

    token_url: str
    client_id: str
    client_secret: Secret
    scope: str


@dataclass(frozen=True, slots=True)
class Folders:
    """Where mails are read and filed; `done` and `review` are "" where mails stay in place."""

    inbox: str = "INBOX"
    done: str = "Anmeldung/Verarbeitet"
    review: str = "Anmeldung/Prüfen"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One mailbox and how it is reached."""

    address: str
    imap: Server
    smtp: SmtpServer
    user: str
    password: Secret | None = None
    oauth2: OAuth2 | None = None
    folders: Folders = field(default_factory=Folders)
    authserv_id: str = ""
    max_mail_bytes: int = 25_000_000
    poll_every: timedelta = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works in the office; `summary_at` is local time."""

    addresses: tuple[str, ...]
    summary_to: tuple[str, ...]
    summary_at: time = time(7)


@dataclass(frozen=True, slots=True)
class Privacy:
    """How long personal data are kept after the end of an event."""

    erase_after: timedelta = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Config:
    """A whole configuration file."""

    path: Path
    office: Office
    mailbox: Mailbox
    staff: Staff
    database_url: str
    events: tuple[Event, ...]
    privacy: Privacy
