"""A connection for sending: each letter's way into the server, phase by phase."""

import smtplib
from contextlib import suppress
from types import TracebackType
from typing import Self

from processor.config import Mailbox
from processor.transport.delivery import Delivery, DeliveryOutcome, Phase, Timeouts
from processor.transport.envelope import ascii_address, dotted, has_status, is_mailbox_fault, is_sender_fault
from processor.transport.errors import TransportError, UntrustedServer, WrongCredentials
from processor.transport.smtp.login import ACCOUNT_CODES, connected, in_words, logins_offered

PERMANENT = 5  # the first digit, RFC 5321, section 4.2.1
STORAGE_EXCEEDED = 552
OK = 250
START_MAIL_INPUT = 354
WILL_FORWARD = 251
CLOSING = 421


class SmtpConnection:
    """Delivers any number of letters over one connection, made when it is first needed and again when the server has closed it."""

    def __init__(self, mailbox: Mailbox, timeouts: Timeouts | None = None) -> None:
        """Connects to nothing yet."""
        self._mailbox = mailbox
        self._timeouts = timeouts or Timeouts()
        self._smtp: smtplib.SMTP | None = None
        self._phase = Phase.BEFORE_DATA

    def __enter__(self) -> Self:
        """The connection itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Says goodbye to the server."""
        self.close()

    def open(self) -> None:
        """Connects and logs in, as `deliver` does by itself; for the `check` command.

        Raises WrongCredentials, UntrustedServer or MailboxUnavailable.
        """
        if self._smtp is None:
            self._smtp = connected(self._mailbox, self._timeouts)

    @property
    def wants_login(self) -> bool:
        """Whether the server, once it is open, asked for user and password."""
        return self._smtp is not None and bool(logins_offered(self._smtp))

    def close(self) -> None:
        """Says goodbye; a server that does not answer it is no error, for every letter already has its outcome."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                smtp.quit()
            smtp.close()

    def deliver(self, sender: str, recipient: str, message: bytes) -> Delivery:
        """Sends one finished message to one recipient; `sender` is the envelope's, "" for none. Raises nothing for mail trouble."""
        envelope = ascii_address(recipient)
        if envelope is None:
            return Delivery(DeliveryOutcome.REFUSED, f"{recipient!r} is no address that mail can be sent to.", is_recipient_fault=True)
        was_open = self._smtp is not None
        delivery, is_lost = self._attempt(sender, envelope, message)
        if is_lost and was_open and delivery.phase is Phase.BEFORE_DATA:
            # A server may close an idle connection at any time; nothing was sent, and a fresh one tells whether it is well.
            delivery, _ = self._attempt(sender, envelope, message)
        return delivery

    def _attempt(self, sender: str, recipient: str, message: bytes) -> tuple[Delivery, bool]:
        """The delivery, and whether it failed by the loss of the connection."""
        self._phase = Phase.BEFORE_DATA
        try:
            self.open()
        except TransportError as error:
            is_account_fault = isinstance(error, WrongCredentials | UntrustedServer)
            return Delivery(DeliveryOutcome.DEFERRED, str(error), is_account_fault=is_account_fault, is_server_fault=not is_account_fault), False
        assert self._smtp is not None
        try:
            delivery = self._transact(self._smtp, sender, recipient, message)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            outcome = DeliveryOutcome.IN_DOUBT if self._phase is Phase.AFTER_DOT else DeliveryOutcome.DEFERRED
            return Delivery(outcome, f"Connection lost: {error or type(error).__name__}", self._phase), True
        if delivery.outcome is not DeliveryOutcome.SENT:
            self._forget_letter()
        return delivery, False

    def _transact(self, smtp: smtplib.SMTP, sender: str, recipient: str, message: bytes) -> Delivery:
        """MAIL, RCPT, DATA (RFC 5321, section 3.3); raises OSError or SMTPException when the connection is lost."""
        code, answer = smtp.mail(sender, _mail_options(smtp, message))
        if code != OK:
            return self._refused_sender(code, answer)
        code, answer = smtp.rcpt(recipient)
        if code not in {OK, WILL_FORWARD}:
            return self._negative(code, answer, is_recipient_fault=is_mailbox_fault(answer) or not has_status(answer))
        self._phase = Phase.DATA
        code, answer = smtp.docmd("DATA")
        if code != START_MAIL_INPUT:
            return self._negative(code, answer, is_recipient_fault=False)
        smtp.send(dotted(message))
        self._phase = Phase.AFTER_DOT
        if smtp.sock is not None:
            smtp.sock.settimeout(self._timeouts.after_dot)
        smtp.send(b".\r\n")
        code, answer = smtp.getreply()
        if smtp.sock is not None:
            smtp.sock.settimeout(self._timeouts.command)
        if code == OK:
            return Delivery(DeliveryOutcome.SENT, in_words(code, answer), self._phase)
        return self._negative(code, answer, is_recipient_fault=is_mailbox_fault(answer))

    def _refused_sender(self, code: int, answer: bytes) -> Delivery:
        """A refusal before any recipient was named concerns all letters alike, except where this one is too big."""
        if code // 100 == PERMANENT and code != STORAGE_EXCEEDED:
            return Delivery(DeliveryOutcome.DEFERRED, in_words(code, answer), self._phase, is_account_fault=True)
        return self._negative(code, answer, is_recipient_fault=False)

    def _negative(self, code: int, answer: bytes, *, is_recipient_fault: bool) -> Delivery:
        words = in_words(code, answer)
        if code in ACCOUNT_CODES or is_sender_fault(answer):
            return Delivery(DeliveryOutcome.DEFERRED, words, self._phase, is_account_fault=True)
        if code // 100 == PERMANENT:
            return Delivery(DeliveryOutcome.REFUSED, words, self._phase, is_recipient_fault=is_recipient_fault)
        if code == CLOSING:
            self._drop()
        return Delivery(DeliveryOutcome.DEFERRED, words, self._phase)

    def _forget_letter(self) -> None:
        """RSET, so that the next letter starts clean; a connection that cannot is given up."""
        try:
            if self._smtp is not None and self._smtp.rset()[0] != OK:
                self._drop()
        except (OSError, smtplib.SMTPException):
            self._drop()

    def _drop(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()


def _mail_options(smtp: smtplib.SMTP, message: bytes) -> list[str]:
    options = [f"SIZE={len(message)}"] if smtp.has_extn("size") else []
    if smtp.has_extn("8bitmime") and not message.isascii():
        options.append("BODY=8BITMIME")
    return options
