"""The whole route of a mail: a real IMAP server, the worker, a real SMTP sink."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from processor import worker
from processor.steps import rounds
from processor.steps.desk import Desk
from processor.storage import outbox, queries, reports
from tests.dovecot import DovecotInbox
from tests.smtp_sink import SmtpSink
from tests.transport.mailboxes import mailbox_of

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)


def mail(text: str, sender: str = "Aylin Kaya <kaya@verein.example>", headers: str = "") -> bytes:
    return (
        f"From: {sender}\r\nTo: anmeldung@stadt.example\r\nSubject: Anmeldung\r\nMessage-ID: <{abs(hash((text, sender)))}@verein.example>\r\n{headers}"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    ).encode()


REGISTRATION = "Guten Tag,\r\n\r\nhiermit melde ich mich zum Fachtag am 12. März 2027 an.\r\n\r\nMit freundlichen Grüßen\r\nAylin Kaya\r\nKulturverein Brücke e.V.\r\nTel. 0521 9637412"


@pytest.fixture
def live(desk: Desk, dovecot: DovecotInbox, smtp_sink: SmtpSink) -> Desk:
    """A desk whose mailbox is on the running servers."""
    mailbox = mailbox_of(dovecot.server.port, dovecot.user, dovecot.password, smtp_sink.port)
    office = replace(desk.config.office, address=mailbox.address)
    live_desk = Desk(replace(desk.config, mailbox=mailbox, office=office), desk.database)
    rounds.open_desk(live_desk, NOW)
    return live_desk


def tick(desk: Desk, now: datetime = NOW) -> None:
    assert worker.tick(desk, None, lambda: now)


def subjects(sink: SmtpSink) -> list[tuple[str, str]]:
    return [(letter.recipients[0], str(message_from_bytes(letter.message, policy=policy.default)["Subject"])) for letter in sink.letters]


def test_a_registration_is_confirmed_within_one_poll_and_filed(live: Desk, dovecot: DovecotInbox, smtp_sink: SmtpSink) -> None:
    dovecot.deliver(mail(REGISTRATION), NOW)
    tick(live)
    with live.database.transaction() as session:
        registration = queries.registration(session, 1001)
    assert registration is not None
    assert ([attendee.name for attendee in registration.present], registration.status.value, registration.organisation, registration.phone) == (
        ["Aylin Kaya"], "confirmed", "Kulturverein Brücke e.V.", "+495219637412")
    assert subjects(smtp_sink) == [("kaya@verein.example", "Ihre Anmeldung ist bestätigt [Anmeldung 1001]")]
    assert (len(dovecot.mails("INBOX")), len(dovecot.mails("Anmeldung/Verarbeitet"))) == (0, 1)


def test_a_second_poll_answers_nothing_again(live: Desk, dovecot: DovecotInbox, smtp_sink: SmtpSink) -> None:
    dovecot.deliver(mail(REGISTRATION), NOW)
    tick(live)
    dovecot.deliver(mail(REGISTRATION), NOW)
    tick(live)
    assert len(smtp_sink.letters) == 1


def test_an_absence_note_is_not_answered(live: Desk, dovecot: DovecotInbox, smtp_sink: SmtpSink) -> None:
    dovecot.deliver(mail("Ich bin nicht im Büro.", headers="Auto-Submitted: auto-replied\r\n"), NOW)
    tick(live)
    assert smtp_sink.letters == []


def test_a_question_is_filed_for_staff_and_its_writer_is_told(live: Desk, dovecot: DovecotInbox, smtp_sink: SmtpSink) -> None:
    dovecot.deliver(mail("Guten Tag, gibt es in der Nähe Parkplätze?"), NOW)
    tick(live)
    assert subjects(smtp_sink) == [("kaya@verein.example", "Ihre Mail ist angekommen")]
    assert len(dovecot.mails("Anmeldung/Prüfen")) == 1


def test_what_was_being_sent_when_the_process_was_killed_is_in_doubt_and_not_sent_again(live: Desk, dovecot: DovecotInbox, smtp_sink: SmtpSink) -> None:
    dovecot.deliver(mail(REGISTRATION), NOW)
    rounds_without_sending(live)
    with live.database.transaction() as session:
        assert outbox.claim_letter(session, live.mailbox.address, NOW) is not None
    rounds.open_desk(live, NOW)
    tick(live)
    with live.database.transaction() as session:
        doubtful = reports.troubled_letters(session, live.mailbox.address, "in_doubt")
    assert ([letter.kind for letter in doubtful], smtp_sink.letters) == (["confirmed"], [])


def rounds_without_sending(desk: Desk) -> None:
    from processor.transport import imap

    with imap.connect(desk.mailbox) as connection:
        rounds.poll(desk, connection, NOW)
    rounds.work_through(desk, NOW)


def test_after_a_week_of_downtime_one_summary_tells_of_everything(live: Desk, dovecot: DovecotInbox, smtp_sink: SmtpSink) -> None:
    dovecot.deliver(mail(REGISTRATION), NOW)
    tick(live)
    tick(live, datetime(2027, 2, 8, 9, tzinfo=UTC))
    tick(live, datetime(2027, 2, 8, 10, tzinfo=UTC))
    assert subjects(smtp_sink)[1:] == [("erika.muster@stadt.example", "Anmeldungen: 1 neu, 0 für Sie")]


def test_a_full_event_puts_the_next_on_the_waiting_list_and_a_cancellation_moves_it_up(live: Desk, dovecot: DovecotInbox, smtp_sink: SmtpSink) -> None:
    full = replace(live.config.events[0], capacity=replace(live.config.events[0].capacity, total=1))
    desk = Desk(replace(live.config, events=(full,)), live.database)
    dovecot.deliver(mail(REGISTRATION), NOW)
    tick(desk)
    second = REGISTRATION.replace("Aylin Kaya", "Murat Öztürk")
    dovecot.deliver(mail(second, "Murat Öztürk <oeztuerk@freunde.example>"), NOW)
    tick(desk)
    dovecot.deliver(mail("Guten Tag, leider muss ich absagen.\r\n\r\nAylin Kaya"), NOW)
    tick(desk)
    assert [subject for recipient, subject in subjects(smtp_sink) if recipient == "oeztuerk@freunde.example"] == [
        "Sie stehen auf der Warteliste [Anmeldung 1002]", "Sie sind nachgerückt: Ihr Platz ist bestätigt [Anmeldung 1002]"]
