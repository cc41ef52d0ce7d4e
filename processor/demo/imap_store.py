"""The mails of the demo's mailbox, in memory."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

DELIMITER = "/"


@dataclass(frozen=True, slots=True)
class StoredMail:
    """One mail; `received_at` is aware."""

    uid: int
    raw: bytes
    received_at: datetime
    flags: frozenset[str] = frozenset()


@dataclass(slots=True)
class Folder:
    """A folder; UIDs only grow while its UIDVALIDITY stays (RFC 3501, section 2.3.1.1)."""

    name: str
    uid_validity: int
    uid_next: int = 1
    mails: dict[int, StoredMail] = field(default_factory=dict)

    def add(self, raw: bytes, received_at: datetime, flags: frozenset[str] = frozenset()) -> int:
        """Keeps a mail and returns its UID."""
        uid = self.uid_next
        self.uid_next += 1
        self.mails[uid] = StoredMail(uid, raw, received_at, flags)
        return uid


class MailStore:
    """All folders, by their names as the wire writes them (modified UTF-7); INBOX in any case of letters."""

    def __init__(self) -> None:
        """One empty inbox."""
        self.folders: dict[str, Folder] = {}
        self._last_validity = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp())
        self.create("INBOX")

    def find(self, name: str) -> Folder | None:
        """The folder of this name, or None."""
        return self.folders.get(_canonical(name))

    def create(self, name: str) -> bool:
        """Makes a folder and those above it; False where it exists (RFC 3501, section 6.3.3)."""
        name = _canonical(name).rstrip(DELIMITER)
        if not name or name in self.folders:
            return False
        above = name.rpartition(DELIMITER)[0]
        if above:
            self.create(above)
        self._last_validity += 1
        self.folders[name] = Folder(name, self._last_validity)
        return True

    def copy(self, uids: list[int], source: Folder, target: Folder) -> list[int]:
        """Copies mails and returns their UIDs in the target."""
        return [target.add(mail.raw, mail.received_at, mail.flags) for uid in uids if (mail := source.mails.get(uid)) is not None]

    def renew(self, name: str) -> None:
        """Gives a folder a new UIDVALIDITY and its mails new UIDs, as a server does that was restored from a backup."""
        old = self.folders[_canonical(name)]
        self._last_validity += 1
        new = Folder(old.name, self._last_validity)
        for mail in old.mails.values():
            new.add(mail.raw, mail.received_at, mail.flags)
        self.folders[old.name] = new


def _canonical(name: str) -> str:
    first, separator, rest = name.partition(DELIMITER)
    return "INBOX" + separator + rest if first.upper() == "INBOX" else name
