"""What happens when the mailbox's server fails."""

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from imapclient import SocketTimeout

from processor.config import Secret
from processor.demo.imap_server import DemoImapServer
from processor.transport.batches import chunks, packed
from processor.transport.errors import FolderRenewed, MailboxUnavailable, UntrustedServer, WrongCredentials
from processor.transport.imap import Filing, connect
from tests.dovecot import DovecotInbox, free_port
from tests.transport.mailboxes import mailbox_of, secured

NOON = datetime(2024, 12, 9, 12, 0, tzinfo=UTC)
MAIL = b"Subject: Anmeldung\r\n\r\nIch komme.\r\n"


@pytest.fixture
def office(demo: DemoImapServer) -> DemoImapServer:
    """A server with three mails."""
    for _ in range(3):
        demo.deliver(MAIL, NOON)
    return demo


def test_a_server_that_does_not_listen_is_unavailable() -> None:
    with pytest.raises(MailboxUnavailable, match=r"127\.0\.0\.1"):
        connect(mailbox_of(free_port()))


@pytest.mark.parametrize("command", ["AUTHENTICATE", "EXAMINE", "UID SEARCH", "UID FETCH"])
def test_a_connection_lost_at_any_command_is_unavailable_and_a_new_one_works(office: DemoImapServer, command: str) -> None:
    mailbox = mailbox_of(office.port)
    office.faults.drop_at.append(command)
    with pytest.raises(MailboxUnavailable), connect(mailbox) as connection:
        list(connection.fetch_after(0))
    with connect(mailbox) as connection:
        assert [mail.uid for batch in connection.fetch_after(0) for mail in batch.mails] == [1, 2, 3]


def test_a_connection_lost_while_filing_leaves_every_mail_somewhere(office: DemoImapServer) -> None:
    office.faults.drop_at.append("UID MOVE")
    mailbox = mailbox_of(office.port)
    with pytest.raises(MailboxUnavailable), connect(mailbox) as connection:
        connection.file_away([1, 2, 3], "Fertig")
    with connect(mailbox) as connection:
        assert connection.file_away([1, 2, 3], "Fertig") is True
    assert (len(office.mails()), len(office.mails("Fertig"))) == (0, 3)


def test_a_kept_connection_that_the_server_closed_is_unavailable(office: DemoImapServer) -> None:
    with connect(mailbox_of(office.port)) as connection:
        connection.folder_state()
        office.drop_connections()
        with pytest.raises(MailboxUnavailable):
            connection.folder_state()


def test_a_server_that_stays_silent_is_unavailable_after_the_timeout(office: DemoImapServer) -> None:
    with connect(mailbox_of(office.port), SocketTimeout(connect=1, read=0.2)) as connection:
        office.faults.delay = 1
        before = time.monotonic()
        with pytest.raises(MailboxUnavailable):
            connection.folder_state()
        assert time.monotonic() - before < 0.9
        office.faults.delay = 0


def test_a_login_that_is_refused_for_a_moment_is_no_wrong_password(office: DemoImapServer) -> None:
    office.faults.login_answer = "NO [UNAVAILABLE] too many logins"
    with pytest.raises(MailboxUnavailable, match="too many logins"):
        connect(mailbox_of(office.port))


def test_a_password_that_login_cannot_carry_is_a_wrong_password(office: DemoImapServer) -> None:
    office.faults.without.add("AUTH=PLAIN")
    with pytest.raises(WrongCredentials, match="plain letters"):
        connect(mailbox_of(office.port))


def test_a_server_without_auth_plain_gets_a_login() -> None:
    with DemoImapServer({"office": "secret word"}) as server:
        server.faults.without.add("AUTH=PLAIN")
        with connect(mailbox_of(server.port, password="secret word")) as connection:
            assert connection.folder_state().uid_next == 1


def test_a_mail_answered_with_nothing_is_missing(office: DemoImapServer) -> None:
    office.faults.vanished.add(2)
    with connect(mailbox_of(office.port)) as connection:
        (batch,) = connection.fetch_after(0)
    assert ([mail.uid for mail in batch.mails], batch.missing) == ([1, 3], (2,))


def test_a_mail_about_which_the_server_talks_nonsense_is_missing_and_holds_up_no_other(office: DemoImapServer) -> None:
    office.faults.garbled.add(2)
    with connect(mailbox_of(office.port)) as connection:
        (batch,) = connection.fetch_after(0)
    assert ([mail.uid for mail in batch.mails], batch.missing) == ([1, 3], (2,))


def test_a_renewed_folder_is_noticed_before_wrong_mails_are_moved(office: DemoImapServer) -> None:
    with connect(mailbox_of(office.port)) as connection:
        before = connection.folder_state()
        office.renew_uid_validity()
        assert connection.folder_state().uid_validity != before.uid_validity
        with pytest.raises(FolderRenewed):
            connection.file_away([1], "Fertig", before.uid_validity)
    assert len(office.mails()) == 3


def test_without_move_mails_are_copied_and_only_they_are_erased(office: DemoImapServer) -> None:
    office.faults.without.add("MOVE")
    with connect(mailbox_of(office.port)) as connection:
        assert connection.filing is Filing.COPY
        assert connection.file_away([1, 3], "Fertig") is True
    assert ([mail.uid for mail in office.mails()], [mail.raw for mail in office.mails("Fertig")]) == ([2], [MAIL, MAIL])


def test_without_move_and_uidplus_nothing_is_touched(office: DemoImapServer) -> None:
    office.faults.without |= {"MOVE", "UIDPLUS"}
    with connect(mailbox_of(office.port)) as connection:
        assert connection.filing is Filing.REMEMBER
        assert connection.file_away([1], "Fertig") is False
    assert (len(office.mails()), office.folders()) == (3, ("INBOX",))


def test_without_namespace_and_unselect_all_works(office: DemoImapServer) -> None:
    office.faults.without |= {"NAMESPACE", "UNSELECT"}
    with connect(mailbox_of(office.port)) as connection:
        assert sum(len(batch.mails) for batch in connection.fetch_after(0)) == 3
        assert connection.folder_state().uid_next == 4
        assert connection.file_away([1], "A/B") is True
    assert office.folders() == ("INBOX", "A", "A/B")


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_dovecot_is_reached_with_verified_tls(dovecot: DovecotInbox, security: str) -> None:
    port = dovecot.server.tls_port if security == "tls" else dovecot.server.port
    plain = mailbox_of(port, dovecot.user, dovecot.password)
    with connect(secured(plain, security, dovecot.server.ca_file)) as connection:  # type: ignore[arg-type]
        assert connection.folder_state().uid_next == 1


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_of_an_unknown_authority_is_refused(dovecot: DovecotInbox, security: str) -> None:
    port = dovecot.server.tls_port if security == "tls" else dovecot.server.port
    plain = mailbox_of(port, dovecot.user, dovecot.password)
    with pytest.raises(UntrustedServer, match="certificate"):
        connect(secured(plain, security, None))  # type: ignore[arg-type]


def test_a_certificate_for_another_name_is_refused(dovecot: DovecotInbox) -> None:
    plain = mailbox_of(dovecot.server.tls_port, dovecot.user, dovecot.password)
    with pytest.raises(UntrustedServer, match="certificate"):
        connect(secured(plain, "tls", dovecot.server.ca_file, host="127.0.0.1"))


def test_without_starttls_no_password_is_sent(office: DemoImapServer) -> None:
    office.faults.drop_at += ["AUTHENTICATE", "LOGIN"]
    with pytest.raises(UntrustedServer, match="STARTTLS"):
        connect(secured(mailbox_of(office.port), "starttls", None))
    assert office.faults.drop_at == ["AUTHENTICATE", "LOGIN"]


def test_plain_text_to_another_machine_is_refused_before_connecting() -> None:
    with pytest.raises(UntrustedServer, match="security"):
        connect(secured(mailbox_of(143), "none", None, host="imap.stadt.example"))


def test_an_unreadable_ca_file_is_named(dovecot: DovecotInbox) -> None:
    missing = dovecot.server.home / "nirgends.pem"
    with pytest.raises(UntrustedServer, match=r"nirgends\.pem"):
        connect(secured(mailbox_of(dovecot.server.tls_port), "tls", missing))


def test_a_mailbox_without_password_says_so(office: DemoImapServer) -> None:
    with pytest.raises(WrongCredentials, match="neither password nor oauth2"):
        connect(replace(mailbox_of(office.port), password=None))


def test_a_secret_that_cannot_be_read_is_named(office: DemoImapServer) -> None:
    missing = Secret("mailbox.password", "env", "PROCESSOR_TEST_NOT_SET")
    with pytest.raises(WrongCredentials, match="PROCESSOR_TEST_NOT_SET"):
        connect(replace(mailbox_of(office.port), password=missing))


def test_batches_are_packed_by_number_and_by_weight() -> None:
    assert list(packed({1: 5_000_000, 2: 4_000_000, 3: 1}, 10_000_000)) == [[1], [2, 3]]
    assert list(packed({1: 90_000_000, 2: 90_000_000}, 10_000_000)) == [[1, 2]]
    assert list(packed({}, 1)) == []
    assert list(chunks([1, 2, 3], 2)) == [[1, 2], [3]]
