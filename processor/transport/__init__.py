"""The network: IMAP in, SMTP out."""
