"""Access tokens for mailboxes without passwords, by client credentials (RFC 6749, section 4.4), as Microsoft 365 wants it."""

import json
import ssl
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

from processor.config import OAuth2
from processor.transport.credentials import revealed
from processor.transport.errors import MailboxUnavailable, UntrustedServer, WrongCredentials
from processor.transport.tls import is_loopback, trust

TIMEOUT_SECONDS = 30
LARGEST_ANSWER = 1_000_000


def fetch_token(oauth2: OAuth2, ca_file: Path | None = None) -> str:
    """A fresh access token.

    Raises:
        WrongCredentials: the endpoint refused client_id, client_secret or scope.
        UntrustedServer: no https, or its certificate is not trusted.
        MailboxUnavailable: anything else; later it may work.

    """
    address = urllib.parse.urlsplit(oauth2.token_url)
    if address.scheme != "https" and not is_loopback(address.hostname or ""):
        raise UntrustedServer(f"token_url {oauth2.token_url} must begin with https://, because the client secret is sent there.")
    try:
        answer = _ask(oauth2, ca_file)
    except urllib.error.HTTPError as error:
        raise _refusal(oauth2, error) from error
    except ssl.SSLCertVerificationError as error:
        raise _untrusted(oauth2, error) from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, ssl.SSLCertVerificationError):
            raise _untrusted(oauth2, error.reason) from error
        raise MailboxUnavailable(f"{oauth2.token_url} cannot be reached for a token: {error.reason}.") from error
    except (OSError, ValueError) as error:
        raise MailboxUnavailable(f"{oauth2.token_url} gave no usable answer: {error}.") from error
    token = answer.get("access_token")
    if not isinstance(token, str) or not token:
        raise MailboxUnavailable(f"{oauth2.token_url} answered without an access_token.")
    return token


def xoauth2(user: str, token: str) -> str:
    """The answer of SASL XOAUTH2, before base64 (Google's and Microsoft's own mechanism; no RFC)."""
    return f"user={user}\x01auth=Bearer {token}\x01\x01"


def _ask(oauth2: OAuth2, ca_file: Path | None) -> dict[str, Any]:
    form = urllib.parse.urlencode({
        "grant_type": "client_credentials",
        "client_id": oauth2.client_id,
        "client_secret": revealed(oauth2.client_secret),
        "scope": oauth2.scope,
    })
    request = urllib.request.Request(oauth2.token_url, data=form.encode(), headers={"Accept": "application/json"})
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS, context=trust(ca_file)) as response:
        return _json_object(response.read(LARGEST_ANSWER))


def _json_object(text: bytes) -> dict[str, Any]:
    answer = json.loads(text)
    return answer if isinstance(answer, dict) else {}


def _refusal(oauth2: OAuth2, error: urllib.error.HTTPError) -> Exception:
    """RFC 6749, section 5.2: 400 or 401 with an error code; everything else may pass."""
    try:
        answer = _json_object(error.read(LARGEST_ANSWER))
    except (OSError, ValueError):
        answer = {}
    code = str(answer.get("error", error.code))
    if error.code in (400, 401) and code != "temporarily_unavailable":
        return WrongCredentials(f"{oauth2.token_url} refuses a token ({code}): check client_id, client_secret (expired?) and scope.")
    return MailboxUnavailable(f"{oauth2.token_url} gives no token now (HTTP {error.code}, {code}).")


def _untrusted(oauth2: OAuth2, error: ssl.SSLCertVerificationError) -> UntrustedServer:
    return UntrustedServer(f"The certificate of {oauth2.token_url} is not trusted: {error.verify_message}.")
