"""Message-IDs of our letters: each carries a keyed hash, so that one that somebody made up is not believed."""

import base64
import hashlib
import hmac

# 16 letters each: with most domains the header fits into one line of 78.
BYTES = 10


def signed(random: bytes, domain: str, secret: str) -> str:
    """The Message-ID, without brackets, of a letter, made of at least ten random bytes."""
    token = _letters(random)
    return f"{token}.{_hash(token, secret)}@{domain}"


def is_signed(message_id: str, secret: str) -> bool:
    """Whether a Message-ID was made with this secret."""
    token, _, given = message_id.partition("@")[0].partition(".")
    return bool(secret) and hmac.compare_digest(given.encode(), _hash(token, secret).encode())


def _hash(token: str, secret: str) -> str:
    return _letters(hmac.new(secret.encode(), token.encode(), hashlib.sha256).digest())


def _letters(value: bytes) -> str:
    return base64.b32encode(value[:BYTES]).decode().lower()
