"""Letters when the server that sends fails: nothing is lost, nothing doubled, and staff know."""

from datetime import timedelta

import pytest

from processor.demo.smtp_server import DROP, SmtpFault, Step
from processor.storage import queries
from processor.storage.tables import MailboxRow
from tests.dovecot import free_port
from tests.steps.conftest import NOW, FaultyOffice, with_smtp_port

STAFF = "erika.muster@stadt.example"


def mailbox(office: FaultyOffice) -> MailboxRow:
    with office.desk.database.transaction() as session:
        return queries.mailbox(session, office.desk.mailbox.address)


def test_a_wrong_login_is_tried_less_and_less_and_costs_no_letter_an_attempt(faulty: FaultyOffice) -> None:
    faulty.smtp.users["office"] = "another password"
    faulty.receive("Aylin Kaya")
    faulty.receive("Murat Demir")
    tries = []
    for minute in range(300):
        faulty.tick(NOW + timedelta(minutes=minute))
        if mailbox(faulty).next_sending_at != (tries[-1][1] if tries else None):
            tries.append((minute, mailbox(faulty).next_sending_at))
    assert [minute for minute, _ in tries] == [0, 1, 2, 4, 8, 16, 32, 64, 124, 184, 244]
    assert faulty.letters() == [("queued", 0), ("queued", 0)]


def test_when_sending_works_again_all_letters_leave_once_and_staff_learn_why_they_were_late(faulty: FaultyOffice) -> None:
    faulty.smtp.faults.append(SmtpFault(Step.MAIL, "550 5.7.60 no right to send as this address"))
    faulty.receive("Aylin Kaya")
    assert faulty.tick() is False
    failing = mailbox(faulty)
    assert (failing.sending_failing_since, failing.sending_error) == (NOW, "550 5.7.60 no right to send as this address")
    assert faulty.tick(NOW + timedelta(hours=2)) is True
    assert faulty.sent() == [("aylin.kaya@verein.example", "Ihre Anmeldung ist bestätigt [Anmeldung 1001]"), (STAFF, "Briefe gehen verspätet hinaus")]
    assert mailbox(faulty).sending_failing_since is None


def test_a_server_that_cannot_be_reached_is_not_asked_once_a_letter(faulty: FaultyOffice, caplog: pytest.LogCaptureFixture) -> None:
    away = with_smtp_port(faulty, free_port())
    for name in ("Aylin Kaya", "Murat Demir", "Olena Kowal"):
        away.receive(name)
    assert away.tick() is False
    assert away.letters() == [("queued", 0)] * 3
    assert [record.getMessage().partition(": 127")[0] for record in caplog.records] == ["anmeldung@stadt.example: sending fails"]
    faulty.tick(NOW + timedelta(minutes=1))
    assert len(faulty.sent()) == 3


def test_a_greylisted_letter_goes_out_later_and_the_others_at_once(faulty: FaultyOffice) -> None:
    faulty.smtp.faults.append(SmtpFault(Step.RCPT, "451 4.7.1 greylisted, come back later"))
    faulty.receive("Aylin Kaya")
    faulty.receive("Murat Demir")
    faulty.tick()
    assert faulty.letters() == [("queued", 1), ("sent", 1)]
    faulty.tick(NOW + timedelta(minutes=10))
    assert faulty.letters() == [("sent", 2), ("sent", 1)]


def test_an_address_that_does_not_exist_is_not_written_to_again(faulty: FaultyOffice) -> None:
    faulty.smtp.faults.append(SmtpFault(Step.RCPT, "550 5.1.1 no such user"))
    faulty.receive("Aylin Kaya")
    faulty.tick()
    with faulty.desk.database.transaction() as session:
        is_suppressed = queries.is_suppressed(session, "aylin.kaya@verein.example")
    assert (faulty.letters(), is_suppressed) == ([("failed", 1)], True)


def test_after_a_letter_in_doubt_the_server_is_left_alone_for_some_minutes(faulty: FaultyOffice) -> None:
    faulty.smtp.faults.append(SmtpFault(Step.DOT, DROP))
    for name in ("Aylin Kaya", "Murat Demir", "Olena Kowal"):
        faulty.receive(name)
    faulty.tick()
    faulty.tick(NOW + timedelta(minutes=1))
    assert faulty.letters() == [("in_doubt", 1), ("queued", 0), ("queued", 0)]
    faulty.tick(NOW + timedelta(minutes=5))
    assert faulty.letters() == [("in_doubt", 1), ("sent", 1), ("sent", 1)]


def test_a_letter_in_doubt_is_no_outage_of_which_staff_would_be_told_hours_later(faulty: FaultyOffice) -> None:
    faulty.smtp.faults.append(SmtpFault(Step.DOT, DROP))
    faulty.receive("Aylin Kaya")
    faulty.tick()
    faulty.receive("Murat Demir")
    assert faulty.tick(NOW + timedelta(hours=5)) is True
    assert [recipient for recipient, _ in faulty.sent()] == ["aylin.kaya@verein.example", "murat.demir@verein.example"]


def test_no_more_letters_leave_in_a_minute_than_the_server_allows(faulty: FaultyOffice) -> None:
    for number in range(35):
        faulty.receive(f"Aylin Kaya{chr(97 + number % 26)}{chr(97 + number // 26)}")
    counts = []
    for seconds in (0, 5, 59, 61):
        faulty.tick(NOW + timedelta(seconds=seconds))
        counts.append(len(faulty.sent()))
    assert counts == [30, 30, 30, 35]


def test_a_wrong_mailbox_password_is_told_to_staff_once_and_not_tried_each_minute(faulty: FaultyOffice) -> None:
    faulty.imap.faults.login_answer = "NO [AUTHENTICATIONFAILED] wrong password"
    results = [faulty.tick(NOW + timedelta(minutes=minute)) for minute in range(5)]
    assert (results, faulty.sent()) == ([False] * 5, [(STAFF, "Das Postfach kann nicht gelesen werden")])
    assert mailbox(faulty).next_poll_at == NOW + timedelta(minutes=8)
    faulty.imap.faults.login_answer = ""
    assert faulty.tick(NOW + timedelta(minutes=9)) is True


def test_a_short_outage_of_the_mailbox_is_not_told_to_staff(faulty: FaultyOffice) -> None:
    faulty.imap.faults.login_answer = "NO [UNAVAILABLE] later"
    for minutes in (0, 1, 10, 29):
        faulty.tick(NOW + timedelta(minutes=minutes))
    assert faulty.sent() == []
    faulty.tick(NOW + timedelta(minutes=40))
    assert faulty.sent() == [(STAFF, "Das Postfach kann nicht gelesen werden")]
