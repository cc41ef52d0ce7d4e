"""The passwords of a mailbox, read at the moment they are needed."""

from processor.config import Mailbox, Secret, SecretUnavailable
from processor.transport.errors import WrongCredentials


def password_of(mailbox: Mailbox) -> str:
    """The mailbox's password; raises WrongCredentials where there is none or it cannot be read."""
    if mailbox.password is None:
        raise WrongCredentials(f"{mailbox.address} has neither password nor oauth2 in its configuration.")
    return revealed(mailbox.password)


def revealed(secret: Secret) -> str:
    """The secret's text; raises WrongCredentials, because only an administrator can mend it."""
    try:
        return secret.reveal()
    except SecretUnavailable as error:
        raise WrongCredentials(str(error)) from error
