"""The mailbox, by Dovecot and by the in-process server alike."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from processor.config import Folders
from processor.transport.errors import FolderRefused, FolderRenewed, WrongCredentials
from processor.transport.imap import Batch, FetchedMail, Filing, FolderCheck, connect
from tests.transport.conftest import DovecotOffice, Inbox
from tests.transport.mailboxes import mailbox_of

NOON = datetime(2024, 12, 9, 23, 59, 30, tzinfo=timezone(timedelta(hours=1)))
MAIL = b"From: Ayse <ayse@web.example>\r\nSubject: Anmeldung\r\n\r\nIch komme.\r\n.\r\n\xfc \xf0\x9f\x98\x80\r\n"


def numbered(number: int, size: int = 0) -> bytes:
    return f"Subject: {number}\r\n\r\n".encode() + b"x" * size + b"\r\n"


def test_a_mail_comes_byte_for_byte_with_its_time_of_receipt_in_utc(office: Inbox) -> None:
    uid = office.deliver(MAIL, NOON)
    with connect(office.mailbox) as connection:
        batches = list(connection.fetch_after(0))
        validity = connection.folder_state().uid_validity
    received = datetime(2024, 12, 9, 22, 59, 30, tzinfo=UTC)
    assert batches == [Batch((FetchedMail("anmeldung@stadt.example", "INBOX", validity, uid, MAIL, received, is_whole=True),))]


def test_fetching_leaves_a_mail_unread(office: Inbox) -> None:
    uid = office.deliver(MAIL, NOON)
    with connect(office.mailbox) as connection:
        list(connection.fetch_after(0))
    assert office.unread() == [uid]


def test_an_empty_inbox_gives_no_batch(office: Inbox) -> None:
    with connect(office.mailbox) as connection:
        assert list(connection.fetch_after(0)) == []


def test_only_mails_after_the_last_uid_come(office: Inbox) -> None:
    uids = office.deliver_all([numbered(n) for n in range(3)], NOON)
    with connect(office.mailbox) as connection:
        assert [mail.uid for batch in connection.fetch_after(uids[1]) for mail in batch.mails] == [uids[2]]
        assert list(connection.fetch_after(uids[2])) == []


def test_the_folder_state_tells_of_a_new_mail_on_a_kept_connection(office: Inbox) -> None:
    with connect(office.mailbox) as connection:
        before = connection.folder_state()
        list(connection.fetch_after(0))
        uid = office.deliver(MAIL, NOON)
        after = connection.folder_state()
        assert (after.uid_validity, after.uid_next) == (before.uid_validity, uid + 1)
        assert [mail.uid for batch in connection.fetch_after(before.uid_next - 1) for mail in batch.mails] == [uid]


def test_batches_hold_at_most_fifty_mails(office: Inbox) -> None:
    office.deliver_all([numbered(number) for number in range(120)], NOON)
    with connect(office.mailbox) as connection:
        assert [len(batch.mails) for batch in connection.fetch_after(0)] == [50, 50, 20]


def test_batches_hold_at_most_eight_megabytes(office: Inbox) -> None:
    office.deliver_all([numbered(number, 3_000_000) for number in range(5)], NOON)
    with connect(replace(office.mailbox, max_mail_bytes=4_000_000)) as connection:
        assert [len(batch.mails) for batch in connection.fetch_after(0)] == [2, 2, 1]


def test_of_an_oversize_mail_only_the_header_comes(office: Inbox) -> None:
    office.deliver(numbered(1, 2_000_000), NOON)
    office.deliver(MAIL, NOON)
    with connect(office.mailbox) as connection:
        mails = [mail for batch in connection.fetch_after(0) for mail in batch.mails]
    assert [(mail.raw, mail.is_whole) for mail in mails] == [(b"Subject: 1\r\n\r\n", False), (MAIL, True)]


def test_mails_asked_for_again_come_and_those_erased_are_named_as_missing(office: Inbox) -> None:
    uids = office.deliver_all([numbered(n) for n in range(3)], NOON)
    office.erase(uids[1])
    with connect(office.mailbox) as connection:
        (batch,) = connection.fetch(uids)
    assert ([mail.uid for mail in batch.mails], batch.missing) == ([uids[0], uids[2]], (uids[1],))


def test_a_mail_erased_between_search_and_fetch_is_missing_and_not_empty(office: Inbox) -> None:
    uids = office.deliver_all([numbered(n) for n in range(60)], NOON)
    with connect(office.mailbox) as connection:
        batches = connection.fetch_after(0)
        next(batches)
        office.erase(uids[55])
        assert [(len(batch.mails), batch.missing) for batch in batches] == [(9, (uids[55],))]


def test_handled_mails_go_to_a_folder_that_is_made_for_them(office: Inbox) -> None:
    uids = office.deliver_all([numbered(n) for n in range(3)], NOON)
    with connect(office.mailbox) as connection:
        assert connection.filing is Filing.MOVE
        assert connection.file_away(uids[:2], "Anmeldung/Prüfen") is True
        assert connection.file_away(uids[2:], "Anmeldung/Prüfen") is True
    assert office.mails() == []
    assert office.mails("Anmeldung/Prüfen") == [numbered(0), numbered(1), numbered(2)]


def test_mails_already_gone_do_not_hinder_the_others_from_being_filed(office: Inbox) -> None:
    uids = office.deliver_all([numbered(n) for n in range(2)], NOON)
    office.erase(uids[0])
    with connect(office.mailbox) as connection:
        assert connection.file_away(uids, "Anmeldung/Verarbeitet") is True
    assert office.mails("Anmeldung/Verarbeitet") == [numbered(1)]


def test_three_hundred_mails_are_filed_at_once(office: Inbox) -> None:
    uids = office.deliver_all([numbered(n) for n in range(300)], NOON)
    with connect(office.mailbox) as connection:
        connection.file_away(uids, "Anmeldung/Verarbeitet")
    assert (len(office.mails()), len(office.mails("Anmeldung/Verarbeitet"))) == (0, 300)


def test_without_a_folder_mails_stay_where_they_are(office: Inbox) -> None:
    uid = office.deliver(MAIL, NOON)
    with connect(office.mailbox) as connection:
        assert connection.file_away([uid], "") is False
    assert office.mails() == [MAIL]


def test_uids_of_an_older_uid_validity_move_and_fetch_nothing(office: Inbox) -> None:
    uid = office.deliver(MAIL, NOON)
    with connect(office.mailbox) as connection:
        validity = connection.folder_state().uid_validity
        with pytest.raises(FolderRenewed):
            connection.file_away([uid], "Anmeldung/Verarbeitet", validity - 1)
        with pytest.raises(FolderRenewed):
            list(connection.fetch_after(0, validity - 1))
        assert connection.file_away([uid], "Anmeldung/Verarbeitet", validity) is True


def test_a_check_makes_the_folders_for_filing_and_says_how_many_mails_each_holds(office: Inbox) -> None:
    office.deliver(MAIL, NOON)
    expected = (
        FolderCheck("INBOX", "INBOX", mails=1),
        FolderCheck("Anmeldung/Verarbeitet", "Anmeldung/Verarbeitet", mails=0),
        FolderCheck("Anmeldung/Prüfen", "Anmeldung/Prüfen", mails=0),
    )
    with connect(office.mailbox) as connection:
        assert connection.check_folders() == expected
        assert connection.check_folders() == expected


def test_a_missing_inbox_is_refused_by_its_name(office: Inbox) -> None:
    mailbox = replace(office.mailbox, folders=Folders(inbox="Nirgends", done="", review=""))
    with connect(mailbox) as connection:
        with pytest.raises(FolderRefused):
            connection.folder_state()
        with pytest.raises(FolderRefused, match=r"There is no folder Nirgends in the mailbox; check folders\.inbox\."):
            connection.check_folders()


def test_a_wrong_password_is_told_from_an_outage(office: Inbox) -> None:
    mailbox = mailbox_of(office.mailbox.imap.port, office.mailbox.user, "falsch")
    with pytest.raises(WrongCredentials, match=office.mailbox.user):
        connect(mailbox)


def test_folders_lie_below_the_servers_own_prefix(dotted_dovecot: object) -> None:
    office = DovecotOffice(dotted_dovecot)  # type: ignore[arg-type]
    uid = office.deliver(MAIL, NOON)
    with connect(office.mailbox) as connection:
        connection.file_away([uid], "Anmeldung/Prüfen")
        assert connection.check_folders()[2] == FolderCheck("Anmeldung/Prüfen", "INBOX.Anmeldung.Prüfen", mails=1)
    assert office.mails("INBOX.Anmeldung.Prüfen") == [MAIL]
