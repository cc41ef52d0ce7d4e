"""A mailbox with several events: several in one mail get one letter, and answers find the event they mean."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from processor.config import load
from processor.domain.event import Event
from processor.domain.mail import Mail
from processor.domain.office import Office
from processor.domain.request import Act, NamedAttendee, Request, Thread
from processor.steps import rehearsal

CONFIG = Path(__file__).parents[1] / "announcements" / "netzwerk-2023.toml"
KAYA = "kaya@verein.example"
MARCH, MAY, SEPTEMBER = "netzwerk-03-22", "netzwerk-05-31", "netzwerk-09-27"


def play(folder: Path, *mails: tuple[str, Request]) -> tuple[dict[str, list[str]], list[str]]:
    """Who is confirmed for each event, and the letters to the writer; each mail answers the letter to the one before it."""
    (folder / "mails").mkdir()
    for number, (at, _) in enumerate(mails, 1):
        message = EmailMessage()
        message["Received"] = f"from a by b; {format_datetime(datetime.fromisoformat(at).replace(tzinfo=UTC))}"
        message["From"], message["Subject"], message["Message-ID"] = KAYA, "Netzwerktreffen", f"<{number}@mail.example>"
        if number > 1:
            message["References"] = f"<{number - 1}@mail.example> <answer-{number - 1}@stadt.example>"
        message.set_content(f"Mail {number}\n")
        (folder / "mails" / f"{number}.eml").write_bytes(message.as_bytes())

    def read(mail: Mail, events: Sequence[Event], office: Office, thread: Thread) -> Request:
        del events, office, thread
        return mails[int(mail.message_id.partition("@")[0]) - 1][1]

    list(rehearsal.rehearse(load(CONFIG), folder / "mails", folder / "out", read))
    final: dict[str, Any] = json.loads((folder / "out" / "registrations.json").read_text(encoding="utf-8"))
    letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted((folder / "out" / "sent").glob("*.eml"))]
    subjects = [str(letter["Subject"]) for letter in letters if KAYA in str(letter["To"]) and letter["Auto-Submitted"] == "auto-replied"]
    return {event: lists["confirmed"] for event, lists in final.items()}, subjects


def signs_up(*events: str, names: tuple[str, ...] = ("Aylin Kaya",), acts: tuple[Act, ...] = (Act.REGISTER,)) -> Request:
    return Request(acts, tuple(NamedAttendee(name) for name in names), count=len(names), organisation="Brücke e.V.", phone="+49521123456", event_ids=events)


def cancels(*events: str) -> Request:
    return Request((Act.CANCEL,), event_ids=events)


def test_several_events_in_one_mail_are_answered_in_one_letter(tmp_path: Path) -> None:
    final, letters = play(tmp_path, ("2023-03-01T09:00", signs_up(MARCH, MAY)))
    assert (final[MARCH], final[MAY], final[SEPTEMBER]) == (["Aylin Kaya"], ["Aylin Kaya"], [])
    assert letters == ["Ihre Anmeldungen sind bestätigt"]


def test_an_answer_to_a_letter_about_several_cancels_the_event_that_it_names(tmp_path: Path) -> None:
    final, letters = play(tmp_path, ("2023-03-01T09:00", signs_up(MARCH, MAY)), ("2023-03-02T09:00", cancels(MAY)))
    assert (final[MARCH], final[MAY], letters[-1]) == (["Aylin Kaya"], [], "Ihre Abmeldung ist angekommen [Anmeldung 1002]")


def test_an_answer_that_names_no_event_strikes_nobody_off(tmp_path: Path) -> None:
    final, letters = play(tmp_path, ("2023-03-01T09:00", signs_up(MARCH, MAY)), ("2023-03-02T09:00", cancels()))
    assert (final[MARCH], final[MAY], letters[-1]) == (["Aylin Kaya"], ["Aylin Kaya"], "Ihre Mail ist angekommen")


def test_both_are_cancelled_in_one_letter(tmp_path: Path) -> None:
    final, letters = play(tmp_path, ("2023-03-01T09:00", signs_up(MARCH, MAY)), ("2023-03-02T09:00", cancels(MARCH, MAY)))
    assert (final[MARCH], final[MAY], letters[-1]) == ([], [], "Ihre Abmeldungen sind angekommen")


def test_who_is_on_one_list_and_registers_for_both_is_added_to_the_other_only(tmp_path: Path) -> None:
    final, letters = play(tmp_path, ("2023-03-01T09:00", signs_up(MARCH)), ("2023-03-02T09:00", signs_up(MARCH, MAY)))
    assert (final[MARCH], final[MAY], letters[-1]) == (["Aylin Kaya"], ["Aylin Kaya"], "Ihre Anmeldungen sind bestätigt")


def test_one_answer_completes_both(tmp_path: Path) -> None:
    nameless = Request((Act.REGISTER,), count=1, organisation="Brücke e.V.", phone="+49521123456", event_ids=(MARCH, MAY))
    final, letters = play(tmp_path, ("2023-03-01T09:00", nameless), ("2023-03-02T09:00", signs_up()))
    assert (final[MARCH], final[MAY]) == (["Aylin Kaya"], ["Aylin Kaya"])
    assert letters == ["So stehen Ihre Anmeldungen", "Ihre Anmeldungen sind bestätigt"]


def test_a_colleague_in_the_thread_of_one_event_is_registered_for_that_event(tmp_path: Path) -> None:
    final, _ = play(tmp_path, ("2023-03-01T09:00", signs_up(MAY)), ("2023-03-02T09:00", signs_up(names=("Emre Demir",))))
    assert (final[MARCH], final[MAY]) == ([], ["Aylin Kaya", "Emre Demir"])
