"""Everybody with an address of his own is written to about himself, once, and holds an entry of his own."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from processor.config import load
from processor.domain.request import Act, NamedAttendee, Request
from processor.steps import event_changes, rounds
from processor.steps.desk import Desk
from processor.storage import calendar_entries, outbox
from processor.storage.database import open_database
from tests.conftest import EXAMPLE
from tests.steps.played import Played, play, text_of

CONFIG = EXAMPLE.read_text(encoding="utf-8").replace("capacity = 80", "capacity = 3")
OFFICE, KAYA, DEMIR = "sekretariat@werk.example", "kaya@werk-nord.example", "demir@werk-nord.example"
ENTRY = "registration-1001-fachtag-2027"
BOTH = (NamedAttendee("Aylin Kaya", email=KAYA), NamedAttendee("Emre Demir", email=DEMIR))


def told(folder: Path, *mails: tuple[str, str, Request]) -> Played:
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    return play(folder, folder / "config.toml", *mails)


def signs_up(*people: NamedAttendee) -> Request:
    return Request((Act.REGISTER,), people, count=len(people), organisation="Werk", event_ids=("fachtag-2027",))


def cancels(*names: str) -> Request:
    return Request((Act.CANCEL,), cancelled=names, event_ids=("fachtag-2027",))


SIGNED_UP = ("2027-02-01T09:00", OFFICE, signs_up(*BOTH, NamedAttendee("Jan Winter")))
REMINDER = "Wir freuen uns auf Sie [Anmeldung 1001]"
CONFIRMED, CANCELLED, CHANGED = (f"{subject} [Anmeldung 1001]" for subject in ("Ihre Anmeldung ist bestätigt", "Ihre Abmeldung ist angekommen", "Ihre Anmeldung wurde geändert"))


def test_attendees_whom_somebody_registers_read_of_themselves_and_get_an_entry_of_their_own(tmp_path: Path) -> None:
    found = told(tmp_path, SIGNED_UP)
    assert [found.subjects(address) for address in (OFFICE, KAYA, DEMIR)] == [[CONFIRMED, REMINDER]] * 3
    assert [found.entries(address) for address in (OFFICE, KAYA, DEMIR)] == [[("REQUEST", ENTRY, 0)]] * 3
    letter = found.to(KAYA)[0]
    assert "Guten Tag Aylin Kaya, sekretariat@werk.example hat Sie angemeldet. Ihr Platz ist reserviert." in text_of(letter)
    assert ("Demir" in text_of(letter), "Winter" in text_of(letter), letter["In-Reply-To"], letter["Auto-Submitted"]) == (False, False, None, "auto-generated")


def test_who_cancels_for_himself_takes_his_own_entry_away_and_the_others_keep_theirs(tmp_path: Path) -> None:
    found = told(tmp_path, SIGNED_UP, ("2027-02-02T09:00", KAYA, cancels()))
    assert found.final["confirmed"] == ["Emre Demir", "Jan Winter"]
    assert [found.subjects(address) for address in (OFFICE, KAYA, DEMIR)] == [[CONFIRMED, CHANGED, REMINDER], [CONFIRMED, CANCELLED], [CONFIRMED, REMINDER]]
    assert [found.entries(address)[1:] for address in (OFFICE, KAYA, DEMIR)] == [[], [("CANCEL", ENTRY, 1)], []]
    assert "danke, dass Sie uns Bescheid geben" in text_of(found.to(KAYA)[1])


def test_the_last_one_who_cancels_takes_the_registrants_entry_away_too(tmp_path: Path) -> None:
    found = told(tmp_path, ("2027-02-01T09:00", OFFICE, signs_up(BOTH[0])), ("2027-02-02T09:00", KAYA, cancels()))
    assert [found.entries(address)[1:] for address in (OFFICE, KAYA)] == [[("CANCEL", ENTRY, 1)]] * 2


def test_whom_the_registrant_takes_off_hears_of_it_and_loses_the_entry(tmp_path: Path) -> None:
    found = told(tmp_path, SIGNED_UP, ("2027-02-02T09:00", OFFICE, cancels("Emre Demir")))
    assert [found.subjects(address)[1:] for address in (OFFICE, KAYA, DEMIR)] == [[CHANGED, REMINDER], [REMINDER], [CANCELLED]]
    assert found.entries(DEMIR)[1:] == [("CANCEL", ENTRY, 1)]


def test_a_repeated_registration_is_answered_to_its_writer_only(tmp_path: Path) -> None:
    found = told(tmp_path, SIGNED_UP, ("2027-02-02T09:00", OFFICE, SIGNED_UP[2]))
    assert [len(found.subjects(address)) for address in (OFFICE, KAYA, DEMIR)] == [3, 2, 2]


def test_who_is_to_be_reached_elsewhere_gets_the_entry_there_and_loses_the_old_one(tmp_path: Path) -> None:
    elsewhere = "a.kaya@anderswo.example"
    moves = Request((Act.CHANGE,), (NamedAttendee("Aylin Kaya", email=elsewhere),), event_ids=("fachtag-2027",))
    found = told(tmp_path, SIGNED_UP, ("2027-02-02T09:00", OFFICE, moves))
    assert (found.subjects(KAYA)[1:], found.entries(KAYA)[1:]) == ([CHANGED], [("CANCEL", ENTRY, 1)])
    assert (found.subjects(elsewhere), found.entries(elsewhere)) == ([CONFIRMED, REMINDER], [("REQUEST", ENTRY, 0)])


def test_a_registrant_with_a_new_address_takes_the_entry_along(tmp_path: Path) -> None:
    new = "neu@werk.example"
    found = told(tmp_path, ("2027-02-01T09:00", OFFICE, signs_up(NamedAttendee("Jan Winter"))), (
        "2027-02-02T09:00", OFFICE, Request((Act.CHANGE,), email=new, event_ids=("fachtag-2027",))))
    assert (found.entries(OFFICE)[1:], found.entries(new)) == ([("CANCEL", ENTRY, 1)], [("REQUEST", ENTRY, 0)])
    assert f"Mailadresse: {OFFICE} → {new}" in text_of(found.to(new)[0])


def test_an_event_that_moves_is_told_to_everybody_at_his_own_address_and_renews_each_entry(tmp_path: Path) -> None:
    told(tmp_path, SIGNED_UP)
    desk = Desk(load(tmp_path / "config.toml"), open_database(f"sqlite:///{tmp_path / 'out' / 'rehearsal.db'}"))
    event = replace(desk.events[0], venue="Volkshochschule")
    moved, now = Desk(replace(desk.config, events=(event,)), desk.database), event.starts_at - timedelta(days=10)
    rounds.open_desk(moved, now)
    with moved.database.transaction() as session:
        said = event_changes.announce(session, moved, event, now)
        recipients = sorted(letter.recipient for letter in outbox.letters_about(session, number=1001) if letter.kind == "event_changed")
        held = calendar_entries.held_entries(session, 1001)
    assert (said, recipients) == ("3 Briefe gehen hinaus.", [DEMIR, KAYA, OFFICE])
    assert {email: entry.sequence for (email, _), entry in held.items()} == {DEMIR: 1, KAYA: 1, OFFICE: 1}


def test_who_registers_himself_and_names_another_address_is_not_told_who_did(tmp_path: Path) -> None:
    found = told(tmp_path, ("2027-02-01T09:00", "Aylin Kaya <aylin@privat.example>", signs_up(BOTH[0])))
    assert "Guten Tag Aylin Kaya, vielen Dank für Ihre Anmeldung. Ihr Platz ist reserviert." in text_of(found.to(KAYA)[0])
