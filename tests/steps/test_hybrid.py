"""Hybrid events: dial-in data go to those who take part online, some days before, and at once to those who come later."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from processor.config import load
from processor.domain.event import Event, Mode
from processor.domain.mail import Mail
from processor.domain.office import Office
from processor.domain.request import Act, NamedAttendee, Request, Thread
from processor.steps import rehearsal
from tests.conftest import EXAMPLE

CONFIG = EXAMPLE.read_text(encoding="utf-8").replace('mode = "in_person"', 'mode = "hybrid"').replace(
    "capacity = 80", "capacity = { in_person = 1, online = 2 }").replace('#: dial_in = { text = "https://…"', 'dial_in = { text = "https://konferenz.example/raum"')
KAYA, DEMIR = "kaya@verein.example", "demir@verein.example"


def play(folder: Path, *mails: tuple[str, str, Request]) -> tuple[Any, list[tuple[str, str, str]]]:
    """The final lists, and day, recipient and subject of each letter, where each mail (time, sender) means its request."""
    (folder / "mails").mkdir()
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    for number, (at, sender, _) in enumerate(mails, 1):
        message = EmailMessage()
        message["Received"] = f"from a by b; {format_datetime(datetime.fromisoformat(at).replace(tzinfo=UTC))}"
        message["From"], message["Subject"], message["Message-ID"] = sender, "Fachtag", f"<{number}@mail.example>"
        message.set_content(f"Mail {number}\n")
        (folder / "mails" / f"{number}.eml").write_bytes(message.as_bytes())

    def read(mail: Mail, events: Sequence[Event], office: Office, thread: Thread) -> Request:
        del events, office, thread
        return mails[int(mail.message_id.partition("@")[0]) - 1][2]

    list(rehearsal.rehearse(load(folder / "config.toml"), folder / "mails", folder / "out", read))
    return json.loads((folder / "out" / "registrations.json").read_text(encoding="utf-8")), list(letters(folder / "out" / "sent"))


def letters(folder: Path) -> list[tuple[str, str, str]]:
    """Day, recipient and subject without number, marked where dial-in data are in the letter."""
    found: list[EmailMessage] = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(folder.glob("*.eml"))]
    return [(f"{message['Date'].datetime:%d.%m.}", message["To"].addresses[0].addr_spec, _subject(message)) for message in found]


def _subject(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    mark = " + Einwahldaten" if body is not None and "https://konferenz.example/raum" in str(body.get_content()) else ""
    return str(message["Subject"]).partition(" [")[0] + mark


def signs_up(name: str, mode: Mode, **values: Any) -> Request:
    return Request((Act.REGISTER,), (NamedAttendee(name, **values),), count=1, organisation="Kulturverein Brücke e.V.", mode=mode, event_ids=("fachtag-2027",))


def switches(mode: Mode) -> Request:
    return Request((Act.CHANGE,), mode=mode, event_ids=("fachtag-2027",))


def dial_in(sent: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    return [(day, to) for day, to, subject in sent if subject.endswith(" + Einwahldaten")]


def test_dial_in_data_go_to_online_attendees_some_days_before_and_at_once_to_those_who_come_later(tmp_path: Path) -> None:
    final, sent = play(
        tmp_path, ("2027-02-01T09:00", KAYA, signs_up("Aylin Kaya", Mode.ONLINE)), ("2027-02-02T09:00", DEMIR, signs_up("Emre Demir", Mode.IN_PERSON)),
        ("2027-03-10T09:00", DEMIR, switches(Mode.ONLINE)),
    )
    assert (final["confirmed"], dial_in(sent)) == (["Aylin Kaya", "Emre Demir"], [("09.03.", KAYA), ("10.03.", DEMIR)])


def test_who_switches_to_online_and_back_gets_no_data_and_frees_no_seat_that_is_his(tmp_path: Path) -> None:
    final, sent = play(
        tmp_path, ("2027-02-01T09:00", DEMIR, signs_up("Emre Demir", Mode.IN_PERSON)), ("2027-02-02T09:00", DEMIR, switches(Mode.ONLINE)),
        ("2027-02-03T09:00", DEMIR, switches(Mode.IN_PERSON)),
    )
    assert (final["confirmed"], dial_in(sent)) == (["Emre Demir"], [])


def test_who_switches_to_online_makes_room_for_who_waits(tmp_path: Path) -> None:
    final, sent = play(
        tmp_path, ("2027-02-01T09:00", DEMIR, signs_up("Emre Demir", Mode.IN_PERSON)), ("2027-02-02T09:00", KAYA, signs_up("Aylin Kaya", Mode.IN_PERSON)),
        ("2027-02-03T09:00", DEMIR, switches(Mode.ONLINE)),
    )
    assert final["confirmed"] == ["Aylin Kaya", "Emre Demir"]
    assert [subject for _, to, subject in sent if to == KAYA][:2] == ["Sie stehen auf der Warteliste", "Sie sind nachgerückt: Ihr Platz ist bestätigt"]


def test_a_colleague_whom_a_secretary_registered_gets_the_data_at_his_own_address(tmp_path: Path) -> None:
    _, sent = play(tmp_path, ("2027-02-01T09:00", "sekretariat@werk.example", signs_up("Emre Demir", Mode.ONLINE, email=DEMIR)))
    assert dial_in(sent) == [("09.03.", DEMIR)]
