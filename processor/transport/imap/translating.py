"""Tells apart what goes wrong with a mailbox by what the office can do about it."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from imapclient.exceptions import CapabilityError, LoginError, ProtocolError

from processor.config import Mailbox
from processor.transport.errors import FolderRefused, MailboxUnavailable, UntrustedServer, WrongCredentials
from processor.transport.reasons import foreign, lacking, unreachable, untrusted

# What imapclient raises over an answer that it cannot read, such as an INTERNALDATE in the year 0.
GARBLED = (ProtocolError, ValueError, LookupError, TypeError)


@contextmanager
def translated(mailbox: Mailbox) -> Iterator[None]:
    """Makes imapclient's, imaplib's and the socket's errors into those of this package."""
    server = mailbox.imap
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise UntrustedServer(untrusted(server, error)) from error
    except CapabilityError as error:
        raise UntrustedServer(lacking(server, error)) from error
    except UnicodeEncodeError as error:
        raise WrongCredentials(f"{server.host} takes only plain letters in user and password of {mailbox.user}: {error}.") from error
    except LoginError as error:
        # Only this code means a wrong password; NO is also said when the server is too busy (RFC 5530, section 3).
        if "AUTHENTICATIONFAILED" in str(error).upper():
            raise WrongCredentials(f"{server.host} refuses user {mailbox.user}: check user and password.") from error
        raise MailboxUnavailable(f"{server.host} lets {mailbox.user} not in at the moment: {error}.") from error
    except (OSError, imaplib.IMAP4.abort) as error:
        _, is_foreign, answer = str(error).partition("unexpected response: ")
        raise MailboxUnavailable(foreign(server, "IMAP", answer.removeprefix("b'").removesuffix("'")) if is_foreign else unreachable(server, error)) from error
    except GARBLED as error:
        raise MailboxUnavailable(f"{server.host}:{server.port} answers what cannot be understood ({type(error).__name__}).") from error
    except imaplib.IMAP4.error as error:
        raise FolderRefused(f"{server.host} refuses a command for {mailbox.address}: {error}.") from error
