"""The whole route with one fault at a time: in the end every mail has one outcome, every person one letter."""

from collections import Counter
from datetime import timedelta

import pytest

from processor.demo.smtp_server import DROP, SmtpFault, Step
from tests.steps.conftest import NOW, FaultyOffice, registration

PEOPLE = ("Aylin Kaya", "Murat Demir", "Olena Kowal")
ONE_LETTER_EACH = Counter({f"{name.lower().replace(' ', '.')}@verein.example": 1 for name in PEOPLE})
SMTP_STEPS = (Step.GREETING, Step.EHLO, Step.MAIL, Step.RCPT, Step.DATA)


def run_until_quiet(office: FaultyOffice) -> None:
    """Three people register; rounds for two hours, long enough for every retry."""
    for name in PEOPLE:
        office.receive(name)
    for minutes in (0, 1, 3, 10, 30, 120):
        office.tick(NOW + timedelta(minutes=minutes))


def confirmed(office: FaultyOffice) -> Counter[str]:
    """How many confirmations went to whom."""
    return Counter(recipient for recipient, subject in office.sent() if subject.startswith("Ihre Anmeldung ist bestätigt"))


def assert_all_is_well(office: FaultyOffice) -> None:
    assert office.mails() == [("handled", "confirm")] * 3
    assert confirmed(office) == ONE_LETTER_EACH
    assert (len(office.imap.mails()), len(office.imap.mails("Anmeldung/Verarbeitet"))) == (0, 3)


@pytest.mark.parametrize("when", ["drop_at", "drop_after"])
@pytest.mark.parametrize("command", ["AUTHENTICATE", "STATUS", "EXAMINE", "UID SEARCH", "UID FETCH", "CREATE", "SELECT", "UID MOVE", "LOGOUT"])
def test_a_connection_to_the_mailbox_that_is_lost_costs_nothing(faulty: FaultyOffice, command: str, when: str) -> None:
    getattr(faulty.imap.faults, when).append(command)
    run_until_quiet(faulty)
    assert_all_is_well(faulty)


@pytest.mark.parametrize("command", ["UID COPY", "UID STORE", "UID EXPUNGE"])
def test_a_connection_lost_while_copying_leaves_a_second_copy_at_most(faulty: FaultyOffice, command: str) -> None:
    faulty.imap.faults.without.add("MOVE")
    faulty.imap.faults.drop_after.append(command)
    run_until_quiet(faulty)
    assert (faulty.mails(), confirmed(faulty), len(faulty.imap.mails())) == ([("handled", "confirm")] * 3, ONE_LETTER_EACH, 0)
    assert {mail.raw for mail in faulty.imap.mails("Anmeldung/Verarbeitet")} == {registration(name) for name in PEOPLE}


@pytest.mark.parametrize("step", SMTP_STEPS)
@pytest.mark.parametrize("answer", [DROP, "421 4.3.2 shutting down", "451 4.7.1 greylisted, come back later"])
def test_a_letter_that_is_put_off_at_any_step_arrives_once(faulty: FaultyOffice, step: Step, answer: str) -> None:
    faulty.smtp.faults += [SmtpFault(step, answer)] * 2
    run_until_quiet(faulty)
    assert_all_is_well(faulty)


def test_a_connection_lost_after_the_final_dot_leaves_one_letter_in_doubt_that_is_not_sent_again(faulty: FaultyOffice) -> None:
    faulty.smtp.faults.append(SmtpFault(Step.DOT, DROP))
    run_until_quiet(faulty)
    assert_all_is_well(faulty)
    assert [status for status, _ in faulty.letters()] == ["in_doubt", "sent", "sent"]


def test_a_slow_server_that_hands_out_its_mails_late_costs_nothing(faulty: FaultyOffice) -> None:
    faulty.imap.faults.vanished |= {1, 2, 3}
    faulty.imap.faults.delay = 0.05
    for name in PEOPLE:
        faulty.receive(name)
    faulty.tick()
    faulty.imap.faults.vanished.clear()
    faulty.tick(NOW + timedelta(minutes=5))
    assert_all_is_well(faulty)
