"""Mails that the server hands out late, twice, under new numbers or not at all."""

from datetime import timedelta

import pytest

from processor.steps import intake
from processor.storage import mailboxes, queries
from processor.transport import imap
from processor.transport.fetched import FolderState
from tests.steps.conftest import NOW, FaultyOffice

HANDLED = ("handled", "confirm")


def test_after_a_change_of_uidvalidity_all_is_read_again_and_nothing_is_handled_twice(faulty: FaultyOffice) -> None:
    faulty.imap.faults.without |= {"MOVE", "UIDPLUS"}
    faulty.receive("Aylin Kaya")
    faulty.tick()
    faulty.imap.renew_uid_validity()
    faulty.receive("Murat Demir")
    faulty.tick(NOW + timedelta(minutes=1))
    assert (faulty.mails(), [recipient for recipient, _ in faulty.sent()]) == ([HANDLED, HANDLED], ["aylin.kaya@verein.example", "murat.demir@verein.example"])


def test_a_folder_renewed_between_look_and_fetch_is_read_from_its_beginning_at_once(faulty: FaultyOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty.receive("Aylin Kaya")
    with imap.connect(faulty.desk.mailbox) as connection:
        look, renewals = connection.folder_state, [faulty.imap.renew_uid_validity]

        def look_before_the_renewal() -> FolderState:
            state = look()
            while renewals:
                renewals.pop()()
            return state

        monkeypatch.setattr(connection, "folder_state", look_before_the_renewal)
        assert intake.take_in(faulty.desk, connection, NOW) == 1


def test_mails_whose_numbers_changed_are_filed_under_their_new_numbers(faulty: FaultyOffice) -> None:
    faulty.receive("Aylin Kaya")
    faulty.imap.faults.drop_at.append("UID MOVE")
    faulty.tick()
    faulty.imap.renew_uid_validity()
    faulty.receive("Murat Demir")
    faulty.tick(NOW + timedelta(minutes=1))
    assert (len(faulty.imap.mails()), len(faulty.imap.mails("Anmeldung/Verarbeitet"))) == (0, 2)


def test_a_server_restored_from_a_backup_with_lower_numbers_loses_no_mail(faulty: FaultyOffice) -> None:
    faulty.receive("Aylin Kaya")
    faulty.tick()
    with faulty.desk.database.transaction() as session:
        mailbox = queries.mailbox(session, faulty.desk.mailbox.address)
        mailboxes.note_poll(session, mailbox.address, uid_validity=mailbox.uid_validity, last_uid=40, at=NOW)
    faulty.receive("Murat Demir")
    faulty.tick(NOW + timedelta(minutes=1))
    assert faulty.mails() == [HANDLED, HANDLED]


def test_a_mail_that_the_server_does_not_hand_out_is_asked_for_until_it_comes(faulty: FaultyOffice) -> None:
    faulty.imap.faults.vanished.add(faulty.receive("Aylin Kaya"))
    faulty.receive("Murat Demir")
    faulty.tick()
    assert faulty.mails() == [("missing", ""), HANDLED]
    faulty.imap.faults.vanished.clear()
    faulty.tick(NOW + timedelta(minutes=2))
    assert faulty.mails() == [HANDLED, HANDLED]


def test_a_mail_that_never_comes_is_shown_to_staff_once(faulty: FaultyOffice) -> None:
    faulty.imap.faults.vanished.add(faulty.receive("Aylin Kaya"))
    for hours in range(0, 100, 4):
        faulty.tick(NOW + timedelta(hours=hours))
    assert faulty.mails() == [("set_aside", "staff")]
    assert faulty.sent() == [("erika.muster@stadt.example", "Anmeldungen: 0 neu, 1 für Sie")]


@pytest.mark.parametrize("command", ["CREATE", "UID MOVE"])
def test_where_a_folder_may_not_be_used_mails_stay_and_are_answered_once(faulty: FaultyOffice, command: str) -> None:
    faulty.imap.faults.refused.add(command)
    faulty.receive("Aylin Kaya")
    results = [faulty.tick(NOW + timedelta(minutes=minute)) for minute in range(3)]
    assert (results, len(faulty.imap.mails()), len(faulty.sent())) == ([True, True, True], 1, 1)
