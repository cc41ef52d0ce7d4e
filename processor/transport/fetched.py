"""What comes out of a mailbox: mails as bytes, and the state of a folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class FetchedMail:
    """One mail as the server keeps it.

    Attributes:
        mailbox: the configured address.
        uid_validity, uid: with `mailbox` and `folder` the mail's one name on the server (RFC 3501, section 2.3.1.1).
        raw: the whole message; the header alone where `is_whole` is False.
        received_at: INTERNALDATE in UTC.
        is_whole: False for a mail over the mailbox's max_mail_bytes.

    """

    mailbox: str
    folder: str
    uid_validity: int
    uid: int
    raw: bytes
    received_at: datetime
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """Mails fetched together, over which it iterates.

    Attributes:
        missing: UIDs without an answer: moved or erased by somebody else, or to be asked for again.
    """

    mails: tuple[FetchedMail, ...]
    missing: tuple[int, ...] = ()

    def __iter__(self) -> Iterator[FetchedMail]:
        """The mails, oldest first."""
        return iter(self.mails)


@dataclass(frozen=True, slots=True)
class FolderState:
    """Nothing new as long as both are as before; a new uid_validity means: read the folder from its beginning."""

    uid_validity: int
    uid_next: int


@dataclass(frozen=True, slots=True)
class FolderCheck:
    """What `check` says about a configured folder; `path` is its name on the server."""

    name: str
    path: str
    mails: int


class Filing(StrEnum):
    """How a handled mail can leave the inbox."""

    MOVE = "move"
    COPY = "copy"
    REMEMBER = "remember"
