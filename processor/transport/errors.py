"""What can go wrong between the office and its mail server, in sentences for the office."""


class TransportError(Exception):
    """The mail server could not be used; the text says which one, why, and what to do."""


class MailboxUnavailable(TransportError):
    """Network or server trouble that passes: try again later."""


class WrongCredentials(TransportError):
    """The server knows the user but not this password or token: trying again may lock the account."""


class UntrustedServer(TransportError):
    """The connection cannot be made safe: certificate, missing STARTTLS, or no TLS to another machine."""


class FolderRefused(TransportError):
    """The server is well, but answered NO to a command about a folder: it is missing, or may not be used."""


class FolderRenewed(TransportError):
    """UIDVALIDITY changed, so that all known UIDs mean nothing: read the folder from its beginning (RFC 3501, section 2.3.1.1)."""
