"""A round whose parts fail."""

from datetime import timedelta

import pytest
from sqlalchemy import create_engine

from processor import worker
from processor.steps.desk import Desk
from processor.storage.database import Database
from processor.storage.tables import AttendeeRow
from tests.dovecot import free_port
from tests.steps.conftest import NOW, FaultyOffice, with_smtp_port


def test_a_step_that_fails_keeps_no_letter_from_leaving_and_is_logged_without_what_people_wrote(
    faulty: FaultyOffice, caplog: pytest.LogCaptureFixture,
) -> None:
    faulty.receive("Aylin Kaya")
    with_smtp_port(faulty, free_port()).tick()
    with faulty.desk.database.transaction() as session:
        session.add(AttendeeRow(registration_number=1001, position=9, name="Murat Demir", mode="no mode at all", ranked_at=NOW))
    caplog.clear()
    assert faulty.tick(NOW + timedelta(minutes=5)) is False
    assert [recipient for recipient, _ in faulty.sent()] == ["aylin.kaya@verein.example"]
    assert caplog.records[0].getMessage().startswith("anmeldung@stadt.example: a step failed, the others go on: ValueError\n")
    assert "no mode at all" not in caplog.text


def test_a_round_that_is_told_to_stop_ends_between_two_mails(faulty: FaultyOffice) -> None:
    for name in ("Aylin Kaya", "Murat Demir", "Olena Kowal"):
        faulty.receive(name)
    handled: list[object] = []
    worker.tick(faulty.desk, handled.append, lambda: NOW, lambda: len(handled) >= 2)
    assert (faulty.mails(), faulty.letters()) == ([("handled", "confirm"), ("handled", "confirm"), ("pending", "")], [("queued", 0), ("queued", 0)])
    faulty.tick(NOW + timedelta(minutes=1))
    assert len(faulty.sent()) == 3


def test_a_database_that_is_away_ends_the_round_and_not_the_worker(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    away = Desk(desk.config, Database(create_engine(f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/away")))
    assert worker.tick(away) is False
    assert caplog.records[0].getMessage().startswith("anmeldung@stadt.example: the round ended early: OperationalError\n")
