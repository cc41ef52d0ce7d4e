"""Letters leave, or it is known for certain that they did not, or it is said that nobody knows."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from processor.demo.smtp_server import DROP, HANG, DemoSmtpServer, SentLetter, SmtpFault, Step
from processor.transport.envelope import ascii_address, dotted
from processor.transport.errors import MailboxUnavailable, UntrustedServer, WrongCredentials
from processor.transport.smtp import Delivery, DeliveryOutcome, Phase, SmtpConnection, Timeouts
from tests.dovecot import free_port
from tests.smtp_sink import SmtpSink, SunkLetter, running_sink
from tests.transport.mailboxes import mailbox_of, secured

OFFICE, GUEST = "anmeldung@stadt.example", "ayse@web.example"
LETTER = b"Subject: Best\xc3\xa4tigung\r\n\r\n.Guten Tag\r\n.\r\nQUIT\r\n"
SENT, DEFERRED, REFUSED, IN_DOUBT = DeliveryOutcome
BEFORE, DATA, AFTER = Phase
QUICK = Timeouts(command=2, after_dot=0.3)


@pytest.fixture
def server() -> Iterator[DemoSmtpServer]:
    """A server without a login."""
    with DemoSmtpServer() as running:
        yield running


def deliver(server: DemoSmtpServer, *faults: SmtpFault, recipient: str = GUEST) -> Delivery:
    server.faults += faults
    with SmtpConnection(mailbox_of(1, smtp_port=server.port), QUICK) as connection:
        return connection.deliver(OFFICE, recipient, LETTER)


def test_a_letter_arrives_byte_for_byte_whatever_its_lines(server: DemoSmtpServer) -> None:
    assert deliver(server) == Delivery(SENT, "250 2.0.0 taken", AFTER)
    assert server.letters == [SentLetter(OFFICE, (GUEST,), LETTER)]


@pytest.mark.parametrize(
    ("step", "answer", "expected", "taken"),
    [
        (Step.GREETING, "554 5.3.2 no", (DEFERRED, BEFORE, False, False), 0),
        (Step.GREETING, DROP, (DEFERRED, BEFORE, False, False), 0),
        (Step.MAIL, "421 4.3.2 shutting down", (DEFERRED, BEFORE, False, False), 0),
        (Step.MAIL, "451 4.3.0 trouble", (DEFERRED, BEFORE, False, False), 0),
        (Step.MAIL, "530 5.7.0 log in", (DEFERRED, BEFORE, False, True), 0),
        (Step.MAIL, "550 5.7.60 no right to send as this", (DEFERRED, BEFORE, False, True), 0),
        (Step.MAIL, "552 5.3.4 too big", (REFUSED, BEFORE, False, False), 0),
        (Step.MAIL, DROP, (DEFERRED, BEFORE, False, False), 0),
        (Step.RCPT, "450 4.2.0 greylisted", (DEFERRED, BEFORE, False, False), 0),
        (Step.RCPT, "452 4.5.3 too many", (DEFERRED, BEFORE, False, False), 0),
        (Step.RCPT, "550 5.1.1 no such user", (REFUSED, BEFORE, True, False), 0),
        (Step.RCPT, "550 no such user", (REFUSED, BEFORE, True, False), 0),
        (Step.RCPT, "554 5.7.1 relaying denied", (REFUSED, BEFORE, False, False), 0),
        (Step.RCPT, "550 5.4.5 daily sending limit exceeded", (DEFERRED, BEFORE, False, True), 0),
        (Step.RCPT, DROP, (DEFERRED, BEFORE, False, False), 0),
        (Step.DATA, "451 4.3.0 trouble", (DEFERRED, DATA, False, False), 0),
        (Step.DATA, "554 5.3.0 no", (REFUSED, DATA, False, False), 0),
        (Step.DATA, DROP, (DEFERRED, DATA, False, False), 0),
        (Step.DOT, "421 4.3.2 shutting down", (DEFERRED, AFTER, False, False), 0),
        (Step.DOT, "452 4.3.1 disk full", (DEFERRED, AFTER, False, False), 0),
        (Step.DOT, "552 5.2.2 mailbox full", (REFUSED, AFTER, True, False), 0),
        (Step.DOT, "554 5.7.1 looks like spam", (REFUSED, AFTER, False, False), 0),
        (Step.DOT, "554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException", (DEFERRED, AFTER, False, True), 0),
        (Step.DOT, DROP, (IN_DOUBT, AFTER, False, False), 1),
        (Step.DOT, HANG, (IN_DOUBT, AFTER, False, False), 1),
        (Step.QUIT, DROP, (SENT, AFTER, False, False), 1),
        (Step.QUIT, "500 5.5.1 what?", (SENT, AFTER, False, False), 1),
    ],
)
def test_every_failure_has_its_outcome(
    server: DemoSmtpServer, step: Step, answer: str, expected: tuple[DeliveryOutcome, Phase, bool, bool], taken: int
) -> None:
    delivery = deliver(server, SmtpFault(step, answer))
    assert (delivery.outcome, delivery.phase, delivery.is_recipient_fault, delivery.is_account_fault) == expected
    assert len(server.letters) == taken


def test_a_server_that_does_not_listen_defers_without_blame() -> None:
    with SmtpConnection(mailbox_of(1, smtp_port=free_port())) as connection:
        delivery = connection.deliver(OFFICE, GUEST, LETTER)
        with pytest.raises(MailboxUnavailable):
            connection.open()
    assert (delivery.outcome, delivery.is_recipient_fault, delivery.is_account_fault, delivery.is_server_fault) == (DEFERRED, False, False, True)


def test_a_silent_server_defers_after_the_timeout(server: DemoSmtpServer) -> None:
    server.faults.append(SmtpFault(Step.RCPT, HANG))
    with SmtpConnection(mailbox_of(1, smtp_port=server.port), Timeouts(command=0.2, after_dot=0.2)) as connection:
        assert connection.deliver(OFFICE, GUEST, LETTER).outcome is DEFERRED


def test_one_refused_recipient_does_not_hinder_the_next_letter(server: DemoSmtpServer) -> None:
    server.faults.append(SmtpFault(Step.RCPT, "550 5.1.1 no such user"))
    with SmtpConnection(mailbox_of(1, smtp_port=server.port)) as connection:
        outcomes = [connection.deliver(OFFICE, f"{name}@web.example", LETTER).outcome for name in "abc"]
    assert outcomes == [REFUSED, SENT, SENT]
    assert [letter.recipients for letter in server.letters] == [("b@web.example",), ("c@web.example",)]


def test_a_connection_closed_while_idle_is_made_anew_and_the_letter_sent_once(server: DemoSmtpServer) -> None:
    with SmtpConnection(mailbox_of(1, smtp_port=server.port)) as connection:
        connection.deliver(OFFICE, GUEST, LETTER)
        server.faults.append(SmtpFault(Step.MAIL, DROP))
        assert connection.deliver(OFFICE, GUEST, LETTER).outcome is SENT
    assert len(server.letters) == 2


def test_a_letter_in_doubt_is_not_sent_again_by_the_connection(server: DemoSmtpServer) -> None:
    with SmtpConnection(mailbox_of(1, smtp_port=server.port)) as connection:
        connection.deliver(OFFICE, GUEST, LETTER)
        server.faults.append(SmtpFault(Step.DOT, DROP))
        assert connection.deliver(OFFICE, GUEST, LETTER).outcome is IN_DOUBT
    assert len(server.letters) == 2


def test_a_password_of_any_letters_opens_the_account() -> None:
    with DemoSmtpServer({"office": "Grüße"}) as server:
        assert deliver(server).outcome is SENT


def test_a_wrong_password_defers_and_names_the_account() -> None:
    with DemoSmtpServer({"office": "anders"}) as server:
        delivery = deliver(server)
        with pytest.raises(WrongCredentials, match="office"):
            SmtpConnection(mailbox_of(1, smtp_port=server.port)).open()
    assert (delivery.outcome, delivery.is_account_fault, delivery.is_recipient_fault) == (DEFERRED, True, False)


def test_a_login_refused_for_a_moment_defers_without_blame() -> None:
    with DemoSmtpServer({"office": "Grüße"}) as server:
        delivery = deliver(server, SmtpFault(Step.AUTH, "454 4.7.0 later"))
    assert (delivery.outcome, delivery.is_account_fault) == (DEFERRED, False)


@pytest.mark.parametrize(
    "address",
    ["", "ayse", "jörg@web.example", "a b@web.example", "a@web.example\r\nRCPT TO:<c@d>", "<a@web.example>", "a@", "a@b..example"],
)
def test_what_is_no_address_is_the_recipients_fault_and_never_sent(server: DemoSmtpServer, address: str) -> None:
    delivery = deliver(server, recipient=address)
    assert (delivery.outcome, delivery.is_recipient_fault, server.letters) == (REFUSED, True, [])


def test_an_international_domain_is_sent_in_its_ascii_form() -> None:
    assert ascii_address("ayse@müller.example") == "ayse@xn--mller-kva.example"


def test_bare_line_ends_and_dots_cannot_end_a_letter_early() -> None:
    assert dotted(b"a\n.\nb\r.\rc") == b"a\r\n..\r\nb\r\n..\r\nc\r\n"


def test_a_letter_reaches_an_independent_server(smtp_sink: SmtpSink) -> None:
    smtp_sink.unknown.add("weg@web.example")
    with SmtpConnection(mailbox_of(1, smtp_port=smtp_sink.port)) as connection:
        assert connection.deliver(OFFICE, "weg@web.example", LETTER).is_recipient_fault
        assert connection.deliver(OFFICE, GUEST, LETTER).outcome is SENT
    assert smtp_sink.letters == [SunkLetter(OFFICE, (GUEST,), LETTER)]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Who signs the test servers' certificates."""
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    """The authority as an administrator names it."""
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    return tmp_path / "ca.pem"


def server_context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


def test_letters_leave_over_tls(authority: trustme.CA, ca_file: Path) -> None:
    with DemoSmtpServer({"office": "Grüße"}, server_context(authority)) as server:
        mailbox = secured(mailbox_of(1, smtp_port=server.port), "tls", ca_file)
        with SmtpConnection(mailbox) as connection:
            assert connection.deliver(OFFICE, GUEST, LETTER).outcome is SENT


def test_letters_leave_over_starttls_with_a_login(authority: trustme.CA, ca_file: Path) -> None:
    for sink in running_sink(server_context(authority), {"office": "Grüße"}):
        mailbox = secured(mailbox_of(1, smtp_port=sink.port), "starttls", ca_file)
        with SmtpConnection(mailbox) as connection:
            assert connection.deliver(OFFICE, GUEST, LETTER).outcome is SENT
        assert sink.letters == [SunkLetter(OFFICE, (GUEST,), LETTER)]


def test_a_certificate_of_an_unknown_authority_defers_and_names_the_account(authority: trustme.CA) -> None:
    with DemoSmtpServer(tls=server_context(authority)) as server:
        mailbox = secured(mailbox_of(1, smtp_port=server.port), "tls", None)
        delivery = SmtpConnection(mailbox).deliver(OFFICE, GUEST, LETTER)
        assert (delivery.outcome, delivery.is_account_fault, server.letters) == (DEFERRED, True, [])


def test_without_starttls_no_password_is_sent() -> None:
    with DemoSmtpServer({"office": "Grüße"}) as server:
        server.faults.append(SmtpFault(Step.AUTH, DROP))
        with pytest.raises(UntrustedServer, match="STARTTLS"):
            SmtpConnection(secured(mailbox_of(1, smtp_port=server.port), "starttls", None)).open()
        assert len(server.faults) == 1


def test_plain_text_to_another_machine_is_refused() -> None:
    mailbox = secured(mailbox_of(1), "none", None, host="smtp.stadt.example")
    with pytest.raises(UntrustedServer, match="security"):
        SmtpConnection(mailbox).open()


def test_an_account_without_password_says_so() -> None:
    with DemoSmtpServer({"office": "Grüße"}) as server, pytest.raises(WrongCredentials, match="neither"):
        SmtpConnection(replace(mailbox_of(1, smtp_port=server.port), password=None)).open()
