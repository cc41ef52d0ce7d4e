"""A mailbox with several events: several in one mail get one letter, and answers find the event they mean."""

from datetime import UTC, datetime
from pathlib import Path

from processor.config import load
from processor.domain.orders import Order, OrderKind
from processor.domain.registration import Status
from processor.domain.request import Act, NamedAttendee, Request
from processor.steps import ordering
from processor.steps.desk import Desk
from processor.storage import calendar_entries, queries
from processor.storage.database import open_database
from tests.steps import played
from tests.steps.played import Played

CONFIG = Path(__file__).parents[1] / "announcements" / "netzwerk-2023.toml"
KAYA = "kaya@verein.example"
MARCH, MAY, SEPTEMBER = "netzwerk-03-22", "netzwerk-05-31", "netzwerk-09-27"


def play(folder: Path, *mails: tuple[str, Request]) -> tuple[dict[str, list[str]], list[str]]:
    """Who is confirmed for each event, and the letters to the writer; each mail answers the letter to the one before it."""
    found = conversation(folder, *mails)
    letters = [letter for letter in found.to(KAYA) if letter["Auto-Submitted"] == "auto-replied" and not str(letter["Subject"]).startswith(("Für Ihren Kalender", "Abgesagt"))]
    return {event: lists["confirmed"] for event, lists in found.final.items()}, [str(letter["Subject"]) for letter in letters]


def conversation(folder: Path, *mails: tuple[str, Request]) -> Played:
    return played.play(folder, CONFIG, *((at, KAYA, request) for at, request in mails), in_thread=True)


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


def test_each_of_several_entries_comes_in_a_mail_of_its_own_for_programs_show_one_a_mail(tmp_path: Path) -> None:
    found = conversation(tmp_path, ("2023-03-01T09:00", signs_up(MARCH, MAY)))
    assert found.entries(KAYA) == [("REQUEST", f"registration-1001-{MARCH}", 0), ("REQUEST", f"registration-1002-{MAY}", 0)]
    assert [len(list(letter.iter_attachments())) for letter in found.to(KAYA)][:3] == [0, 1, 1]
    assert "Die Kalendereinträge kommen in eigenen Mails." in played.text_of(found.to(KAYA)[0])


def changes_over(*events: str, acts: tuple[Act, ...] = (Act.CHANGE,)) -> Request:
    return Request(acts, event_ids=events)


def test_who_changes_over_to_another_meeting_leaves_the_first_and_its_calendar_entry(tmp_path: Path) -> None:
    found = conversation(tmp_path, ("2023-03-01T09:00", signs_up(MARCH)), ("2023-03-02T09:00", changes_over(MARCH, MAY)))
    assert (found.final[MARCH]["confirmed"], found.final[MAY]["confirmed"]) == ([], ["Aylin Kaya"])
    assert found.entries(KAYA) == [
        ("REQUEST", f"registration-1001-{MARCH}", 0), ("REQUEST", f"registration-1001-{MAY}", 0), ("CANCEL", f"registration-1001-{MARCH}", 1)]
    assert found.subjects(KAYA)[1:3] == ["Ihre Anmeldung wurde geändert [Anmeldung 1001]", "Abgesagt: Netzwerktreffen Migrantenorganisationen [Anmeldung 1001]"]
    assert "Mittwoch, 22. März 2023 → Netzwerktreffen Migrantenorganisationen, Mittwoch, 31. Mai 2023" in played.text_of(found.to(KAYA)[1])


def test_not_on_this_day_but_on_that_one_is_a_change_and_no_second_registration(tmp_path: Path) -> None:
    exchange = Request((Act.CANCEL, Act.REGISTER), (NamedAttendee("Aylin Kaya"),), ("Aylin Kaya",), count=1, event_ids=(MARCH, MAY))
    final, letters = play(tmp_path, ("2023-03-01T09:00", signs_up(MARCH)), ("2023-03-02T09:00", exchange))
    assert (final[MARCH], final[MAY], letters[-1]) == ([], ["Aylin Kaya"], "Ihre Anmeldung wurde geändert [Anmeldung 1001]")


def test_a_change_that_names_one_other_meeting_outside_the_thread_moves_nobody(tmp_path: Path) -> None:
    found = played.play(tmp_path, CONFIG, ("2023-03-01T09:00", KAYA, signs_up(MARCH)), ("2023-03-02T09:00", KAYA, changes_over(MAY)))
    assert found.final[MARCH]["confirmed"] == ["Aylin Kaya"]


def test_staff_take_a_change_of_meeting_back_and_calendars_follow(tmp_path: Path) -> None:
    conversation(tmp_path, ("2023-03-01T09:00", signs_up(MARCH)), ("2023-03-02T09:00", changes_over(MARCH, MAY)))
    desk = Desk(load(CONFIG), open_database(f"sqlite:///{tmp_path / 'out' / 'rehearsal.db'}"))
    said = ordering.order(desk, Order(OrderKind.UNDO, "1001 rückgängig", 1001), datetime(2023, 3, 3, 9, tzinfo=UTC))
    with desk.database.transaction() as session:
        registration = queries.registration(session, 1001)
        held = calendar_entries.held_entries(session, 1001)
    assert registration is not None
    assert (said, registration.event_id, registration.status) == ("Anmeldung 1001: Aylin Kaya, bestätigt.", MARCH, Status.CONFIRMED)
    assert {event: (entry.sequence, entry.is_live) for (_, event), entry in held.items()} == {MARCH: (2, True), MAY: (1, False)}
