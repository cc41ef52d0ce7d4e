"""The queues, the seats and the migrations, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from sqlmodel import Session, col, delete, select

from processor.domain.decision import Amend, Register
from processor.domain.due import Due, DueKind
from processor.domain.event import Capacity, Event
from processor.domain.mail import Address
from processor.domain.registration import Attendee, Registration, Status
from processor.mime import parser
from processor.storage import arrivals, changes, inbox, outbox, queries, schedule
from processor.storage.arrivals import ArrivedMail
from processor.storage.database import Database
from processor.storage.inbox import ClaimLost, MailResult
from processor.storage.migrating import alembic_config
from processor.storage.outbox import Letter
from processor.storage.tables import AttendeeRow, HistoryRow, InboundMailRow, RegistrationRow

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
OFFICE = "anmeldung@stadt.example"
EVENT = Event("fachtag", "Fachtag", NOW + timedelta(days=30), NOW + timedelta(days=30, hours=3), NOW + timedelta(days=20), "Rathaus", "Europe/Berlin", capacity=Capacity(total=10))


def arrived(number: int, raw: bytes | None = None) -> ArrivedMail:
    return ArrivedMail(OFFICE, "INBOX", 7, number, raw or f"mail {number}".encode(), NOW + timedelta(seconds=number))


def store(session: Session, count: int) -> None:
    arrivals.store_mails(session, [arrived(number) for number in range(1, count + 1)], NOW)


def registration(name: str, at: datetime = NOW, status: Status = Status.CONFIRMED) -> Registration:
    return Registration(0, EVENT.id, Address("kaya@verein.example", name), status, (Attendee(name, at),), at)


def letter(key: str) -> Letter:
    return Letter(OFFICE, key, "confirmed", "kaya@verein.example", "Betreff", f"{key}@stadt.example", b"letter")


def test_tables_and_migrations_say_the_same(database: Database) -> None:
    with database.engine.connect() as connection:
        command.check(alembic_config(connection))


def test_a_mail_is_stored_once_and_takes_its_new_number_after_a_change_of_uidvalidity(database: Database) -> None:
    with database.transaction() as session:
        first = arrivals.store_mails(session, [arrived(1, b"same")], NOW)
        again = arrivals.store_mails(session, [ArrivedMail(OFFICE, "INBOX", 8, 99, b"same", NOW)], NOW)
        row = inbox.reading_by_content(session, OFFICE, b"same")
    assert row is not None
    assert (first, again, row.uid_validity, row.uid) == (1, 0, 8, 99)


def test_mails_of_one_batch_keep_their_order_and_two_copies_are_one_mail_at_the_later_place(database: Database) -> None:
    batch = [arrived(number, b"same" if number in {3, 7} else None) for number in range(1, 11)]
    with database.transaction() as session:
        stored = arrivals.store_mails(session, batch, NOW)
        places = session.exec(select(InboundMailRow.uid).order_by(col(InboundMailRow.id))).all()
    assert (stored, places) == (9, [1, 2, 7, 4, 5, 6, 8, 9, 10])


def test_a_mail_that_fails_three_times_is_set_aside_and_the_next_goes_on(database: Database) -> None:
    with database.transaction() as session:
        store(session, 2)
    later = NOW + timedelta(hours=1)
    for _ in range(3):
        with database.transaction() as session:
            claimed = inbox.claim_mail(session, OFFICE, later)
            assert claimed is not None
            assert claimed.raw == b"mail 1"
        later += timedelta(hours=1)
    with database.transaction() as session:
        claimed = inbox.claim_mail(session, OFFICE, later)
        aside = inbox.reading_by_content(session, OFFICE, b"mail 1")
    assert aside is not None
    assert (claimed.raw if claimed else None, aside.status, aside.outcome) == (b"mail 2", "set_aside", "staff")


def test_a_worker_that_stalled_cannot_finish_a_mail_that_another_has_taken_over(database: Database) -> None:
    with database.transaction() as session:
        store(session, 1)
        stalled = inbox.claim_mail(session, OFFICE, NOW)
    with database.transaction() as session:
        other = inbox.claim_mail(session, OFFICE, NOW + timedelta(minutes=10))
    assert stalled is not None
    assert other is not None
    with database.transaction() as session:
        inbox.note_failure(session, stalled, "too late", NOW)
        with pytest.raises(ClaimLost):
            inbox.finish_mail(session, stalled, MailResult("", "", "", "person", "staff", "of the stalled"), NOW)
        inbox.finish_mail(session, other, MailResult("", "", "", "person", "confirm", "of the other"), NOW)
    with database.transaction() as session:
        row = inbox.reading_by_content(session, OFFICE, b"mail 1")
    assert row is not None
    assert (row.rule, row.outcome, row.error) == ("of the other", "confirm", "")


def test_several_workers_claim_each_mail_once(database: Database) -> None:
    with database.transaction() as session:
        store(session, 40)

    def work(_worker: int) -> list[bytes]:
        claimed = []
        while True:
            with database.transaction() as session:
                mail = inbox.claim_mail(session, OFFICE, NOW + timedelta(minutes=1))
            if mail is None:
                return claimed
            claimed.append(mail.raw)

    with ThreadPoolExecutor(4) as pool:
        found = [raw for part in pool.map(work, range(4)) for raw in part]
    assert sorted(found) == sorted(f"mail {number}".encode() for number in range(1, 41))


def test_numbers_have_four_digits_and_every_change_stays_in_the_history(database: Database) -> None:
    with database.transaction() as session:
        first = changes.apply(session, Register(registration("Aylin Kaya")), inbound_id=None, rule="register", now=NOW)
        assert first is not None
        after = Registration(first.number, EVENT.id, first.registrant, Status.CANCELLED, first.attendees, first.ranked_at)
        changes.apply(session, Amend(first, after), inbound_id=None, rule="cancel", now=NOW)
        history = [(row.rule, row.after["status"]) for row in queries.history(session, first.number)]
    assert (first.number, history) == (1001, [("register", "confirmed"), ("cancel", "cancelled")])


def test_a_letter_of_one_key_is_queued_once(database: Database) -> None:
    with database.transaction() as session:
        queries.mailbox(session, OFFICE)
        results = [outbox.queue_letter(session, letter("a"), NOW), outbox.queue_letter(session, letter("a"), NOW)]
    assert results == [True, False]


def test_the_late_result_of_an_interrupted_attempt_counts_until_the_letter_is_claimed_again(database: Database) -> None:
    with database.transaction() as session:
        queries.mailbox(session, OFFICE)
        outbox.queue_letter(session, letter("a"), NOW)
        stalled = outbox.claim_letter(session, OFFICE, NOW)
        outbox.settle_interrupted(session, OFFICE)
    assert stalled is not None
    with database.transaction() as session:
        assert outbox.finish_letter(session, stalled, "deferred", "451 later", NOW)
        again = outbox.claim_letter(session, OFFICE, NOW + timedelta(hours=1))
    assert again is not None
    with database.transaction() as session:
        late = outbox.finish_letter(session, stalled, "refused", "550 no", NOW)
        outbox.finish_letter(session, again, "sent", "250 ok", NOW)
        (row,) = outbox.letters_about(session)
    assert (late, row.status) == (False, "sent")


def test_a_deferred_letter_waits_longer_each_time_and_is_given_up_after_days(database: Database) -> None:
    with database.transaction() as session:
        queries.mailbox(session, OFFICE)
        outbox.queue_letter(session, letter("a"), NOW)
    moments, now = [], NOW
    for _ in range(60):
        with database.transaction() as session:
            claimed = outbox.claim_letter(session, OFFICE, now)
        if claimed is not None:
            moments.append(now)
            with database.transaction() as session:
                outbox.finish_letter(session, claimed, "deferred", "451 later", now)
        now += timedelta(hours=2)
    assert (len(moments) > 8, moments[-1] - NOW <= timedelta(days=5)) == (True, True)


def test_what_has_a_date_is_done_once_and_moves_with_the_event_before(database: Database) -> None:
    def due(at: datetime) -> Due:
        return Due(DueKind.REMINDER, EVENT.id, None, at, at + timedelta(days=1), "reminder-1")

    with database.transaction() as session:
        schedule.plan(session, OFFICE, [due(NOW)])
        schedule.plan(session, OFFICE, [due(NOW + timedelta(days=2))])
        before = schedule.due_now(session, OFFICE, ["reminder"], NOW)
    with database.transaction() as session:
        rows = schedule.due_now(session, OFFICE, ["reminder"], NOW + timedelta(days=3))
        schedule.mark_done(session, rows[0], "done", NOW)
    with database.transaction() as session:
        schedule.plan(session, OFFICE, [due(NOW)])
        after = schedule.due_now(session, OFFICE, ["reminder"], NOW + timedelta(days=3))
    assert (list(before), list(after)) == ([], [])


def test_text_that_a_database_refuses_is_cleaned_before(database: Database) -> None:
    with database.transaction() as session:
        written = changes.apply(session, Register(registration("Nul\x00l \udcff")), inbound_id=None, rule="register", now=NOW)
    assert written is not None
    assert written.present[0].name == "Null ?"


def test_raw_bytes_in_message_ids_reach_no_query(database: Database) -> None:
    raw = b"From: kaya@verein.example\r\nMessage-ID: <a\xe4\x00b@verein.example>\r\nReferences: <\xff@x> <ok@x>\r\n\r\nHallo\r\n"
    mail = parser.parse(raw, NOW)
    with database.transaction() as session:
        number = queries.number_by_message_ids(session, OFFICE, [mail.message_id, *mail.references])
        repeat = queries.is_repeat(session, 1, mail.message_id)
    assert (number, repeat, mail.references[1]) == (None, False, "ok@x")


def test_the_number_of_an_erased_registration_is_never_given_again(database: Database) -> None:
    with database.transaction() as session:
        first = changes.apply(session, Register(registration("Aylin Kaya")), inbound_id=None, rule="register", now=NOW)
        assert first is not None
        for table in (AttendeeRow, HistoryRow, InboundMailRow, RegistrationRow):
            session.exec(delete(table))
        second = changes.apply(session, Register(registration("Emre Demir")), inbound_id=None, rule="register", now=NOW)
    assert second is not None
    assert second.number == first.number + 1
