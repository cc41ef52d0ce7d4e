"""The five announcements, each from its first mail to the end of the event."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from processor.config import load
from processor.letters import lists
from processor.steps import rehearsal
from processor.steps.adding import Caller, add
from processor.steps.desk import Desk
from processor.storage import queries
from processor.storage.database import open_database

HERE = Path(__file__).parent
NAMES = ("bielefeld-2024", "bielefeld-2023", "netzwerk-2023", "arnsberg-2021", "gelsenkirchen-2024")
KAYA = "Aylin Kaya <kaya@bruecke.example>"
DIALLO = "Fatoumata Diallo <diallo@amicale.example>"


def mail(at: str, sender: str, text: str, subject: str = "Anmeldung", references: str = "") -> tuple[datetime, bytes]:
    received = datetime.fromisoformat(at).replace(tzinfo=UTC)
    message = EmailMessage()
    message["Received"] = f"from a by b; {format_datetime(received)}"
    message["From"] = sender
    message["Subject"] = subject
    message["Message-ID"] = f"<{at.replace(':', '-')}@mail.example>"
    if references:
        message["References"] = f"<{references.replace(':', '-')}@mail.example>"
    message.set_content(text)
    return received, message.as_bytes(policy=policy.SMTP)


def play(name: str, folder: Path, mails: Sequence[tuple[datetime, bytes]]) -> tuple[Any, list[tuple[str, str, str]]]:
    """The final lists, and (recipient, subject, text) of every letter."""
    (folder / "mails").mkdir()
    for number, (_, raw) in enumerate(mails, 1):
        (folder / "mails" / f"{number}.eml").write_bytes(raw)
    list(rehearsal.rehearse(load(HERE / f"{name}.toml"), folder / "mails", folder / "out"))
    letters = []
    for path in sorted((folder / "out" / "sent").glob("*.eml")):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = message.get_body(("plain",))
        letters.append((message["To"].addresses[0].addr_spec, str(message["Subject"]), str(body.get_content()) if body else ""))
    return json.loads((folder / "out" / "registrations.json").read_text(encoding="utf-8")), letters


def to(letters: Sequence[tuple[str, str, str]], address: str) -> list[str]:
    return [subject for recipient, subject, _ in letters if recipient == address]


@pytest.mark.parametrize("name", NAMES)
def test_the_configuration_loads(name: str) -> None:
    assert load(HERE / f"{name}.toml").events


def test_bielefeld_2024_accepts_until_the_end_of_the_ninth_and_reminds(tmp_path: Path) -> None:
    final, letters = play("bielefeld-2024", tmp_path, [
        mail("2024-12-09T22:59:00", KAYA, "Guten Tag,\n\nhiermit melde ich mich an.\n\nAylin Kaya\n"),
        mail("2024-12-09T23:00:00", DIALLO, "Guten Tag,\n\nich möchte mich gerne anmelden.\n\nFatoumata Diallo\n"),
    ])
    assert final == {"confirmed": ["Aylin Kaya"], "waitlisted": [], "pending": [], "cancelled": []}
    assert to(letters, "kaya@bruecke.example") == ["Ihre Anmeldung ist bestätigt [Anmeldung 1001]", "Wir freuen uns auf Sie [Anmeldung 1001]"]
    assert to(letters, "diallo@amicale.example") == ["Die Anmeldung ist leider schon geschlossen"]


def test_bielefeld_2023_has_a_list_for_the_door_with_empty_lines(tmp_path: Path) -> None:
    config = load(HERE / "bielefeld-2023.toml")
    desk = Desk(config, open_database(f"sqlite:///{tmp_path / 'door.db'}"))
    event = config.events[0]
    add(desk, event, Caller(("Fatma Yılmaz",)), event.starts_at - timedelta(hours=1))
    with desk.database.transaction() as session:
        page = lists.as_checkin(event, queries.all_registrations(session, event.id))
    assert (page.count("<tr><td>□"), "Fatma Yılmaz" in page) == (13, True)


def test_the_network_tells_its_four_meetings_apart_by_date_and_asks_where_none_is_said(tmp_path: Path) -> None:
    final, letters = play("netzwerk-2023", tmp_path, [
        mail("2023-03-01T09:00:00", KAYA, "Guten Tag,\n\nich nehme am 31.05. am Netzwerktreffen teil.\n\nAylin Kaya\n"),
        mail("2023-03-01T10:00:00", DIALLO, "Guten Tag,\n\nich melde mich zum Netzwerktreffen an.\n\nFatoumata Diallo\n"),
    ])
    assert {event: found["confirmed"] for event, found in final.items()} == {
        "netzwerk-03-22": [], "netzwerk-05-31": ["Aylin Kaya"], "netzwerk-09-27": [], "netzwerk-12-13": []}
    assert to(letters, "diallo@amicale.example")[0].startswith("Zu Ihrer Anmeldung fehlt uns noch etwas")


def test_arnsberg_asks_for_all_names_keeps_a_waiting_list_and_sends_dial_in_data_to_the_confirmed(tmp_path: Path) -> None:
    final, letters = play("arnsberg-2021", tmp_path, [
        mail("2021-10-10T09:00:00", KAYA, "Guten Tag,\n\nwir kommen zu zweit.\n\nAylin Kaya\n"),
        mail("2021-10-11T09:00:00", KAYA, "Die zweite Person ist Emre Kaya.\n", "AW: Ihre Anmeldung", "2021-10-10T09:00:00"),
        mail("2021-10-12T09:00:00", DIALLO, "Guten Tag,\n\nhiermit melde ich Herrn Amadou Diallo und mich an.\n\nFatoumata Diallo\n"),
    ])
    assert (final["confirmed"], final["waitlisted"]) == (["Aylin Kaya", "Emre Kaya"], ["Amadou Diallo", "Fatoumata Diallo"])
    assert to(letters, "kaya@bruecke.example") == [
        "Zu Ihrer Anmeldung fehlt uns noch etwas [Anmeldung 1001]", "Ihre Anmeldung ist bestätigt [Anmeldung 1001]", "Ihre Einwahldaten [Anmeldung 1001]"]
    assert to(letters, "diallo@amicale.example") == ["Sie stehen auf der Warteliste [Anmeldung 1002]"]


def test_gelsenkirchen_attaches_the_directions_and_takes_callers(tmp_path: Path) -> None:
    final, letters = play("gelsenkirchen-2024", tmp_path, [
        mail("2024-11-01T09:00:00", KAYA, "Guten Tag,\n\nhiermit melde ich mich an.\n\nMit freundlichen Grüßen\nAylin Kaya\nKulturverein Brücke e.V.\n"),
    ])
    assert final["confirmed"] == ["Aylin Kaya"]
    assert "wegbeschreibung.pdf" in letters[0][2]
    config = load(HERE / "gelsenkirchen-2024.toml")
    desk = Desk(config, open_database(f"sqlite:///{tmp_path / 'calls.db'}"))
    caller = add(desk, config.events[0], Caller(("Hasan Demir",), phone="+492091234567"), datetime(2024, 11, 4, tzinfo=UTC))
    assert (caller.number, caller.status.value, caller.registrant) == (1001, "confirmed", None)
