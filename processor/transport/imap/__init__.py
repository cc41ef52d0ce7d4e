"""Reads the mailbox by UID and files handled mails away; the only home of imapclient."""

from processor.transport.fetched import Batch, FetchedMail, Filing, FolderCheck, FolderState
from processor.transport.imap.connection import ImapConnection
from processor.transport.imap.login import SHORT_TIMEOUT, connect

__all__ = ["SHORT_TIMEOUT", "Batch", "FetchedMail", "Filing", "FolderCheck", "FolderState", "ImapConnection", "connect"]
