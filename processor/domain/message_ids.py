"""Message-IDs of our letters: each carries a keyed hash, so that one that somebody made up is not believed."""

import hashlib
import hmac

HASH_LETTERS = 24


def signed(token: str, domain: str, secret: str) -> str:
    """The Message-ID, without brackets, of a letter; `token` has no dot."""
    return f"{token}.{_hash(token, secret)}@{domain}"


def is_signed(message_id: str, secret: str) -> bool:
    """Whether a Message-ID was made with this secret."""
    token, _, given = message_id.partition("@")[0].partition(".")
    return bool(secret) and hmac.compare_digest(given.encode(), _hash(token, secret).encode())


def _hash(token: str, secret: str) -> str:
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()[:HASH_LETTERS]
