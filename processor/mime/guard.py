"""Refuses, before any parsing, what would stall a parser; the raw bytes stay in the books."""

MAX_BYTES = 25_000_000
MAX_HEADER_BYTES = 128_000
MAX_ENCODED_WORDS = 400
MAX_PARTS = 200


class UnreadableMail(Exception):
    """A mail that cannot be read; the message is a sentence for staff."""


def check(raw: bytes) -> None:
    """Raises UnreadableMail for what no mail program writes.

    Measured on the standard library: 20,000 encoded words in a subject took 2.6 GB, 10,000 small parts 8.7 s.
    """
    if not raw.strip():
        raise UnreadableMail("Die Mail ist leer.")
    if len(raw) > MAX_BYTES:
        raise UnreadableMail(f"Die Mail ist mit {len(raw) / 1e6:.0f} MB zu groß.")
    header = raw[: header_end(raw)]
    if len(header) > MAX_HEADER_BYTES:
        raise UnreadableMail("Der Kopf der Mail ist ungewöhnlich groß.")
    if header.count(b"=?") > MAX_ENCODED_WORDS:
        raise UnreadableMail("Der Kopf der Mail enthält ungewöhnlich viele kodierte Wörter.")
    if raw.lower().count(b"content-type:") > MAX_PARTS:
        raise UnreadableMail("Die Mail besteht aus ungewöhnlich vielen Teilen.")


def header_end(raw: bytes) -> int:
    """Where the first blank line of a mail stands; its length where there is none."""
    ends = [position for separator in (b"\r\n\r\n", b"\n\n", b"\r\r") if (position := raw.find(separator)) >= 0]
    return min(ends, default=len(raw))
