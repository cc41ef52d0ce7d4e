"""Hybrid events: dial-in data go to those who take part online, some days before, and at once to those who come later."""

from email.message import EmailMessage
from pathlib import Path
from typing import Any

from processor.domain.event import Mode
from processor.domain.request import Act, NamedAttendee, Request
from tests.conftest import EXAMPLE
from tests.steps import played

CONFIG = EXAMPLE.read_text(encoding="utf-8").replace('mode = "in_person"', 'mode = "hybrid"').replace(
    "capacity = 80", "capacity = { in_person = 1, online = 2 }").replace('#: dial_in = { text = "https://…"', 'dial_in = { text = "https://konferenz.example/raum"')
KAYA, DEMIR = "kaya@verein.example", "demir@verein.example"


def play(folder: Path, *mails: tuple[str, str, Request]) -> tuple[Any, list[tuple[str, str, str]]]:
    """The final lists, and day, recipient and subject of each letter, where each mail (time, sender) means its request."""
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    found = played.play(folder, folder / "config.toml", *mails)
    return found.final, [(f"{letter['Date'].datetime:%d.%m.}", letter["To"].addresses[0].addr_spec, _subject(letter)) for letter in found.letters]


def _subject(message: EmailMessage) -> str:
    """Without number, marked where dial-in data are in the letter."""
    mark = " + Einwahldaten" if "https://konferenz.example/raum" in played.text_of(message) else ""
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


def test_who_wished_for_the_other_mode_changes_over_when_a_seat_is_free_there_and_leaves_his_own_to_others(tmp_path: Path) -> None:
    third = "third@verein.example"
    final, sent = play(
        tmp_path, ("2027-02-01T09:00", DEMIR, signs_up("Emre Demir", Mode.IN_PERSON)), ("2027-02-02T09:00", KAYA, signs_up("Aylin Kaya", Mode.ONLINE)),
        ("2027-02-02T10:00", "other@verein.example", signs_up("Olena Koval", Mode.ONLINE)), ("2027-02-03T09:00", third, signs_up("Murat Aslan", Mode.ONLINE)),
        ("2027-02-04T09:00", KAYA, switches(Mode.IN_PERSON)), ("2027-02-05T09:00", DEMIR, Request((Act.CANCEL,), event_ids=("fachtag-2027",))),
    )
    assert (final["confirmed"], final["waitlisted"]) == (["Aylin Kaya", "Murat Aslan", "Olena Koval"], [])
    assert [subject for _, to, subject in sent if to == KAYA][:3] == [
        "Ihre Anmeldung ist bestätigt", "Ihre Anmeldung bleibt vorerst, wie sie ist", "Ihre Anmeldung wurde geändert"]
    assert [subject for _, to, subject in sent if to == third][:2] == ["Sie stehen auf der Warteliste", "Sie sind nachgerückt: Ihr Platz ist bestätigt"]
