"""The office that runs the mailbox."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom people may call or write to."""

    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """Who signs the letters.

    Attributes:
        address: of the registration mailbox.
        languages: ISO 639-1 codes of the letters; the first is the office's own.
        staff: addresses that may command by mail, in lower case.
        german_below: letters in other languages carry the German text below, for whoever helps the recipient.
    """

    name: str
    address: str
    timezone: str
    languages: tuple[str, ...]
    contact: Contact
    staff: frozenset[str] = frozenset()
    german_below: bool = False
