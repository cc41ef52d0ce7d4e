"""Connects to the mailbox and logs in."""

import socket
from contextlib import suppress

from imapclient import IMAPClient, SocketTimeout

from processor.config import Mailbox
from processor.transport.credentials import password_of
from processor.transport.imap.connection import ImapConnection
from processor.transport.imap.translating import translated
from processor.transport.oauth import fetch_token
from processor.transport.tls import refuse_plain_text, trust

# A busy Dovecot answers a login only after 4 s and more, which is no outage.
TIMEOUT = SocketTimeout(connect=10, read=60)
# For somebody who sits before the screen and waits.
SHORT_TIMEOUT = SocketTimeout(connect=10, read=20)


def connect(mailbox: Mailbox, timeout: SocketTimeout = TIMEOUT) -> ImapConnection:
    """Logs in. One connection serves one thread, and is thrown away after any error.

    Raises WrongCredentials, UntrustedServer, or MailboxUnavailable for everything that may pass.
    """
    server = mailbox.imap
    refuse_plain_text(server)
    with translated(mailbox):
        context = None if server.security == "none" else trust(server.ca_file)
        client = IMAPClient(server.host, server.port, use_uid=True, ssl=server.security == "tls", ssl_context=context, timeout=timeout)
        try:
            # Without it each literal costs 43 ms against servers with delayed acknowledgements (measured, mail-devel 0.18).
            client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            client.normalise_times = False
            if server.security == "starttls":
                client.starttls(context)
            _log_in(client, mailbox)
        except BaseException:
            with suppress(OSError):
                client.shutdown()
            raise
    return ImapConnection(client, mailbox)


def _log_in(client: IMAPClient, mailbox: Mailbox) -> None:
    if mailbox.oauth2 is not None:
        client.oauth2_login(mailbox.user, fetch_token(mailbox.oauth2))
    elif client.has_capability("AUTH=PLAIN"):
        client.plain_login(mailbox.user, password_of(mailbox))  # UTF-8 (RFC 4616); LOGIN takes ASCII only.
    else:
        client.login(mailbox.user, password_of(mailbox))
