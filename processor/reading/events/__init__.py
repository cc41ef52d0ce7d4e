"""Which of the mailbox's events a mail means."""
