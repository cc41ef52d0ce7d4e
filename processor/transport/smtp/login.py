"""Connects to the server that sends, and logs in where it asks for it."""

import base64
import smtplib
import socket
import ssl

from processor.config import Mailbox
from processor.transport.credentials import password_of
from processor.transport.delivery import Timeouts
from processor.transport.errors import MailboxUnavailable, UntrustedServer, WrongCredentials
from processor.transport.oauth import fetch_token, xoauth2
from processor.transport.reasons import foreign, lacking, unreachable, untrusted
from processor.transport.tls import refuse_plain_text, trust

# "authentication required", "credentials invalid" and their like (RFC 4954, section 6).
ACCOUNT_CODES = frozenset({530, 534, 535, 538})
AUTHENTICATED = 235
CHALLENGE = 334
READY = 220
NO_CODE = -1  # smtplib's, for an answer that does not begin with one


def connected(mailbox: Mailbox, timeouts: Timeouts) -> smtplib.SMTP:
    """A connection that may send; raises WrongCredentials, UntrustedServer or MailboxUnavailable."""
    server = mailbox.smtp
    refuse_plain_text(server)
    try:
        smtp = _greeted(mailbox, timeouts.command)
        try:
            _log_in(smtp, mailbox)
        except BaseException:
            smtp.close()
            raise
        return smtp
    except ssl.SSLCertVerificationError as error:
        raise UntrustedServer(untrusted(server, error)) from error
    except smtplib.SMTPConnectError as error:
        if error.smtp_code == NO_CODE:
            raise MailboxUnavailable(foreign(server, "SMTP", text_of(error.smtp_error))) from error
        raise MailboxUnavailable(f"{server.host}:{server.port} takes no letters at the moment: {error.smtp_code} {text_of(error.smtp_error)}.") from error
    except smtplib.SMTPNotSupportedError as error:
        raise UntrustedServer(lacking(server, error)) from error
    except (OSError, smtplib.SMTPException, UnicodeError) as error:  # SMTPException is an OSError; named for the reader
        raise MailboxUnavailable(unreachable(server, error)) from error


def _greeted(mailbox: Mailbox, timeout: float) -> smtplib.SMTP:
    server = mailbox.smtp
    # The domain of the mailbox, because asking for the machine's full name may hang where there is no name server.
    own_name = mailbox.address.rpartition("@")[2] or "localhost"
    if server.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, own_name, timeout=timeout, context=trust(server.ca_file))
    else:
        smtp = smtplib.SMTP(server.host, server.port, own_name, timeout=timeout)
    try:
        if smtp.sock is not None:
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        smtp.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            code, answer = smtp.starttls(context=trust(server.ca_file))
            if code != READY:
                raise UntrustedServer(
                    f"{server.host}:{server.port} refuses STARTTLS: {in_words(code, answer)}. No password was sent."
                )
            smtp.ehlo_or_helo_if_needed()
    except BaseException:
        smtp.close()
        raise
    return smtp


def _log_in(smtp: smtplib.SMTP, mailbox: Mailbox) -> None:
    """Logs in where the server asks for it; an internal relay may offer no AUTH at all, and refuses by itself if it wants one."""
    ways = logins_offered(smtp)
    if not ways:
        return
    if mailbox.oauth2 is not None:
        words = xoauth2(mailbox.user, fetch_token(mailbox.oauth2))
        code, answer = smtp.docmd("AUTH", "XOAUTH2 " + _base64(words))
        if code == CHALLENGE:  # The reasons of a refusal; an empty line asks for the final answer.
            code, answer = smtp.docmd("")
    elif "PLAIN" in ways:
        # By hand, because smtplib takes ASCII passwords only, and RFC 4616 says UTF-8.
        code, answer = smtp.docmd("AUTH", "PLAIN " + _base64(f"\0{mailbox.user}\0{password_of(mailbox)}"))
    else:
        try:
            code, answer = smtp.login(mailbox.user, password_of(mailbox))
        except smtplib.SMTPAuthenticationError as error:
            code, answer = error.smtp_code, error.smtp_error if isinstance(error.smtp_error, bytes) else error.smtp_error.encode()
    if code in ACCOUNT_CODES:
        raise WrongCredentials(f"{mailbox.smtp.host} refuses user {mailbox.user}: {in_words(code, answer)}. Check user and password.")
    if code != AUTHENTICATED:
        raise MailboxUnavailable(f"{mailbox.smtp.host} lets {mailbox.user} not in at the moment: {in_words(code, answer)}.")


def logins_offered(smtp: smtplib.SMTP) -> list[str]:
    """The ways to log in that the server names."""
    return smtp.esmtp_features.get("auth", "").upper().split()


def in_words(code: int, answer: bytes) -> str:
    """An answer of the server for people to read."""
    return f"{code} {text_of(answer)}"[:500]


def text_of(answer: bytes | str) -> str:
    """smtplib hands some answers out as bytes and some as text."""
    return answer if isinstance(answer, str) else answer.decode("utf-8", "replace")


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")
