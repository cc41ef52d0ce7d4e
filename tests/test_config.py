"""The configuration: what administrators write, and what they are told about their mistakes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from processor.config import Config, ConfigError, Secret, SecretUnavailable, load

EXAMPLE = Path(__file__).parents[1] / "config.example.toml"


def test_the_example_loads_unchanged(config: Config) -> None:
    assert config.events[0].id == "fachtag-2027"


def test_a_deadline_day_means_its_end_by_the_offices_clock(config: Config) -> None:
    assert config.events[0].closes_at == datetime(2027, 3, 5, 23, tzinfo=UTC)


def test_a_reminder_is_meant_by_the_clock_on_the_wall(config: Config) -> None:
    assert config.events[0].reminders_at == (datetime(2027, 3, 9, 8, tzinfo=UTC),)


def test_all_mistakes_are_told_at_once_each_with_its_key(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    text = EXAMPLE.read_text(encoding="utf-8")
    text = text.replace('timezone = "Europe/Berlin"', 'timezone = "Europe/Berln"').replace("ends = 2027-03-12T18:00:00", "ends = 2027-03-12T10:00:00")
    path.write_text(text.replace("walk_ins", "walk_inns").replace('security = "tls" }', 'security = "none" }', 1), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert caught.value.errors == (
        "config.toml: office.timezone is not a time zone: 'Europe/Berln'; 'Europe/Berlin' is one",
        "config.toml: mailbox.imap.security may be none for this very machine only (127.0.0.1); passwords would travel readable",
        "config.toml: events[0].ends lies before starts",
        "config.toml: events[0].walk_inns is not a known setting; did you mean walk_ins?",
    )


@pytest.mark.parametrize(("old", "new", "key"), [
    ('{ env = "MAILBOX_PASSWORD" }', '"geheim123"', "mailbox.password"),
    ('{ env = "MAILBOX_PASSWORD" }', '["geheim123"]', "mailbox.password"),
    ('{ env = "MAILBOX_PASSWORD" }', '{ pass = "geheim123" }', "mailbox.password"),
    ('password = {', 'passwort = "geheim123"\npassword = {', "mailbox.passwort"),
    ('password = {', 'oauth2 = "geheim123"\npassword = {', "mailbox.oauth2"),
    ('password = {', 'oauth2 = { token_url = "x", client_id = "x", client_secret = "geheim123" }\npassword = {', "mailbox.oauth2.client_secret"),
    ("sqlite:///registrations.db", "postgresql+psycopg://office:geheim123@db.stadt.example/x", "database.url"),
])
def test_a_password_in_the_file_is_refused_and_not_shown(tmp_path: Path, old: str, new: str, key: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(EXAMPLE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert ("geheim123" in str(caught.value), key in str(caught.value)) == (False, True)


def test_a_file_is_looked_for_beside_the_configuration(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(EXAMPLE.read_text(encoding="utf-8").replace('{ env = "MAILBOX_PASSWORD" }', '{ file = "mailbox.password" }'), encoding="utf-8")
    (tmp_path / "mailbox.password").write_text("geheim123\n", encoding="utf-8")
    (tmp_path / "mailbox.password").chmod(0o600)
    password = load(path).mailbox.password
    assert password is not None
    assert password.reveal() == "geheim123"


def test_values_of_every_wrong_sort_are_told_in_the_files_own_words(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(EXAMPLE.read_text(encoding="utf-8")
        .replace("port = 993", "port = 99300").replace("poll_seconds = 60", 'poll_seconds = "oft"').replace('summary_at = "07:00"', 'summary_at = "7 Uhr"')
        .replace("starts = 2027-03-12T15:30:00", "starts = 2027-03-12").replace('reminders = ["3 days', 'reminders = ["drei Tage')
        .replace('"organisation"]', '"shoe size"]'), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert caught.value.errors == (
        "config.toml: mailbox.imap.port must be at least 1 and at most 65535, not 99300",
        "config.toml: mailbox.poll_seconds must be a whole number, not 'oft'",
        "config.toml: staff.summary_at must be a time such as '07:00', not '7 Uhr'",
        "config.toml: events[0].starts must be a date with time such as 2024-12-13T15:30:00, not 2027-03-12",
        "config.toml: events[0].required[1] is 'shoe size'; it may be choice, mode, name, names, organisation, phone",
        "config.toml: events[0].reminders[0] must read like '3 days before 09:00', not 'drei Tage before 09:00'",
    )


def test_a_secret_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "password"
    path.write_text("geheim", encoding="utf-8")
    path.chmod(0o644)
    with pytest.raises(SecretUnavailable, match="chmod 600"):
        Secret("mailbox.password", "file", str(path)).reveal()
    path.chmod(0o600)
    assert Secret("mailbox.password", "file", str(path)).reveal() == "geheim"


def test_a_secret_is_never_shown() -> None:
    assert "PASSWORT" not in repr(Secret("mailbox.password", "env", "PASSWORT"))


def test_a_region_without_known_holidays_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(EXAMPLE.read_text(encoding="utf-8").replace('holidays = "DE-NW"', 'holidays = "DE-XX"'), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert caught.value.errors == ("config.toml: office.holidays is not a region whose holidays are known: 'DE-XX'; 'DE-NW' is one",)
