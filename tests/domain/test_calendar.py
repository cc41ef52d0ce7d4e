"""When a letter brings a calendar entry, and what becomes of the answers of calendar programs."""

from dataclasses import replace
from datetime import timedelta

import pytest

from processor.domain.answer import Answer
from processor.domain.calendar import CANCELLED, CalendarEntry, HeldEntry, entry_for, uid_of
from processor.domain.case import Case
from processor.domain.decision import Amend, Notice, NoticeKind, Outcome
from processor.domain.event import DialIn, Event, EventMode, Mode, OnDecline
from processor.domain.mail import Address, CalendarReply, MailKind, SenderVerdict
from processor.domain.registrar import decide
from processor.domain.registration import Attendee, Registration, Status
from processor.domain.request import Request
from tests.domain.test_identity import DEMIR, SECRETARY, group
from tests.domain.test_registrar import EVENT, KAYA, NOW, OFFICE, case, outcome, registered

CONTENT = "20270303T0900Z 20270303T1200Z Rathaus"
UID = "registration-1001-fachtag@stadt.example"
STRANGER = Address("else@anywhere.example", "Else Fremd")


def entry(kind: NoticeKind, registration: Registration, held: HeldEntry | None = None, event: Event = EVENT) -> CalendarEntry | None:
    return entry_for(Notice(kind, KAYA, "de", "key", event.id, registration), event, held, NOW)


def test_a_confirmation_brings_the_entry_and_a_second_one_brings_the_same() -> None:
    first = CalendarEntry("REQUEST", 0, CONTENT, "Rathaus")
    assert entry(NoticeKind.CONFIRMED, registered("Aylin Kaya")) == first
    assert entry(NoticeKind.CONFIRMED, registered("Aylin Kaya"), HeldEntry(0, CONTENT)) == first


def test_the_sequence_rises_with_time_and_place_and_with_nothing_else() -> None:
    held = HeldEntry(3, CONTENT)
    later = replace(EVENT, starts_at=EVENT.starts_at + timedelta(hours=1))
    moved = replace(EVENT, venue="Volkshochschule")
    renamed = replace(EVENT, title="Fachtag: neuer Titel")
    found = [entry(NoticeKind.CHANGED, registered("Aylin Kaya"), held, event) for event in (later, moved, renamed)]
    assert [(update.method, update.sequence) if update else None for update in found] == [("REQUEST", 4), ("REQUEST", 4), None]


def test_who_waits_or_is_asked_back_has_no_entry() -> None:
    for status, kind in ((Status.WAITLISTED, NoticeKind.WAITLISTED), (Status.INCOMPLETE, NoticeKind.ASKED), (Status.CANCELLED, NoticeKind.CANCELLED)):
        assert entry(kind, registered("Aylin Kaya", status=status)) is None


def test_a_cancellation_takes_the_entry_away_once_and_coming_back_brings_it_again() -> None:
    gone = registered("Aylin Kaya", status=Status.CANCELLED)
    assert entry(NoticeKind.CANCELLED, gone, HeldEntry(2, CONTENT)) == CalendarEntry("CANCEL", 3, CANCELLED, "Rathaus")
    assert entry(NoticeKind.CANCELLED, gone, HeldEntry(3, CANCELLED)) is None
    assert entry(NoticeKind.CONFIRMED, registered("Aylin Kaya"), HeldEntry(3, CANCELLED)) == CalendarEntry("REQUEST", 4, CONTENT, "Rathaus")


def test_who_goes_back_to_the_waiting_list_loses_the_entry() -> None:
    update = entry(NoticeKind.WAITLISTED, registered("Aylin Kaya", status=Status.WAITLISTED), HeldEntry(0, CONTENT))
    assert update == CalendarEntry("CANCEL", 1, CANCELLED, "Rathaus")


def hybrid(*, is_in_calendar: bool, send_at_days: int) -> Event:
    return replace(EVENT, mode=EventMode.HYBRID, dial_in=DialIn("https://raum.example", NOW + timedelta(days=send_at_days), is_in_calendar))


@pytest.mark.parametrize(("mode", "is_in_calendar", "send_at_days", "expected"), [
    (Mode.ONLINE, True, -1, ("Online", "https://raum.example")),
    (Mode.ONLINE, True, 5, ("Online", "")),
    (Mode.ONLINE, False, -1, ("Online", "")),
    (Mode.IN_PERSON, True, -1, ("Rathaus", "")),
])
def test_dial_in_data_stand_in_the_entry_of_online_attendees_where_and_when_the_office_wants_it(
    mode: Mode, is_in_calendar: bool, send_at_days: int, expected: tuple[str, str],
) -> None:
    registration = replace(registered("Aylin Kaya"), attendees=(Attendee("Aylin Kaya", NOW, mode),))
    found = entry(NoticeKind.CONFIRMED, registration, event=hybrid(is_in_calendar=is_in_calendar, send_at_days=send_at_days))
    assert found is not None
    assert (found.location, found.description) == expected


def test_the_letter_with_the_dial_in_data_renews_the_entry_under_the_same_sequence() -> None:
    event = hybrid(is_in_calendar=True, send_at_days=0)
    registration = replace(registered("Aylin Kaya"), attendees=(Attendee("Aylin Kaya", NOW, Mode.ONLINE),))
    before = entry(NoticeKind.CONFIRMED, registration, event=hybrid(is_in_calendar=True, send_at_days=5))
    assert before is not None
    assert entry(NoticeKind.DIAL_IN, registration, HeldEntry(before.sequence, before.content), event) == replace(before, description="https://raum.example")


def reply(partstat: str = "DECLINED", on_decline: OnDecline = OnDecline.ASK, uid: str = UID, comment: str = "", **mail: object) -> Case:
    values = {"kind": MailKind.CALENDAR_REPLY, "calendar_reply": CalendarReply(uid, KAYA.email, partstat, comment), **mail}
    return case(Request(), registered("Aylin Kaya"), events=(replace(EVENT, on_decline=on_decline),), mail=values)


def test_the_identity_of_an_entry_never_changes() -> None:
    assert uid_of(registered("Aylin Kaya"), OFFICE) == UID


@pytest.mark.parametrize(("on_decline", "expected"), [
    (OnDecline.ASK, (Outcome.ASK, "note_calendar_reply", [NoticeKind.CALENDAR_DECLINED])),
    (OnDecline.CANCEL, (Outcome.CANCEL, "note_calendar_reply", [NoticeKind.CANCELLED])),
    (OnDecline.STAFF, (Outcome.STAFF, "note_calendar_reply", [])),
])
def test_who_declines_is_asked_cancelled_or_shown_to_staff_as_the_office_wants(on_decline: OnDecline, expected: object) -> None:
    assert outcome(reply(on_decline=on_decline)) == expected


def test_a_declined_entry_of_several_people_is_asked_about_and_never_cancelled_at_once() -> None:
    group = replace(reply(on_decline=OnDecline.CANCEL), registrations=(registered("Aylin Kaya", "Adnan Hodžić"),))
    assert outcome(group) == (Outcome.ASK, "note_calendar_reply", [NoticeKind.CALENDAR_DECLINED])


def test_other_answers_of_calendars_need_nothing() -> None:
    for partstat in ("ACCEPTED", "TENTATIVE", "NEEDS-ACTION"):
        assert outcome(reply(partstat, OnDecline.CANCEL)) == (Outcome.IGNORE, "note_calendar_reply", [])


def test_only_the_registered_address_may_decline() -> None:
    assert outcome(reply(on_decline=OnDecline.CANCEL, sender=STRANGER)) == (Outcome.IGNORE, "note_calendar_reply", [])
    assert outcome(reply(on_decline=OnDecline.CANCEL, verdict=SenderVerdict.FAIL)) == (Outcome.IGNORE, "note_calendar_reply", [])


def test_the_answer_to_an_entry_that_is_not_ours_is_for_staff() -> None:
    assert outcome(reply(on_decline=OnDecline.CANCEL, uid="fachtag@outlook.example")) == (Outcome.STAFF, "note_calendar_reply", [])


def test_what_somebody_writes_beside_the_answer_is_read_by_a_human() -> None:
    decision = decide(reply("ACCEPTED", comment="Ich bringe meine Kollegin mit."))
    assert (decision.outcome, [notice.kind for notice in decision.notices]) == (Outcome.STAFF, [NoticeKind.PASSED_ON])
    assert decision.for_staff == "Zur Antwort auf den Kalendereintrag (ACCEPTED) steht: Ich bringe meine Kollegin mit."


@pytest.mark.parametrize(("answer", "expected"), [
    (Answer.YES, (Outcome.CANCEL, "answer_whether_to_cancel", [NoticeKind.CANCELLED])),
    (Answer.NO, (Outcome.IGNORE, "answer_whether_to_cancel", [])),
])
def test_a_yes_to_our_question_cancels_and_a_no_changes_nothing(answer: Answer, expected: object) -> None:
    found = case(Request(), registered("Aylin Kaya"), thread_number=1001, answer=answer, answers=NoticeKind.CALENDAR_DECLINED)
    assert outcome(found) == expected
    changes = decide(found).changes
    assert [isinstance(change, Amend) and change.after.status for change in changes] == ([Status.CANCELLED] if answer is Answer.YES else [])


def of_one_among_others(on_decline: OnDecline) -> Case:
    """A colleague whom a secretary registered with others declines at his own address."""
    values = {"sender": DEMIR, "kind": MailKind.CALENDAR_REPLY, "calendar_reply": CalendarReply(UID, DEMIR.email, "DECLINED")}
    return case(Request(), group(), events=(replace(EVENT, on_decline=on_decline),), mail=values)


def test_a_colleague_who_declines_is_asked_about_himself_alone() -> None:
    (question,) = decide(of_one_among_others(OnDecline.ASK)).notices
    assert question.registration is not None
    assert (question.kind, question.to, [attendee.name for attendee in question.registration.present]) == (NoticeKind.CALENDAR_DECLINED, DEMIR, ["Emre Demir"])


def test_a_colleague_who_declines_or_says_yes_is_taken_off_alone_and_the_registrant_hears_of_it() -> None:
    yes = case(Request(), group(), mail={"sender": DEMIR}, thread_number=1001, answer=Answer.YES, answers=NoticeKind.CALENDAR_DECLINED)
    for found in (of_one_among_others(OnDecline.CANCEL), yes):
        decision = decide(found)
        (change,) = decision.changes
        assert isinstance(change, Amend)
        assert [attendee.name for attendee in change.after.present] == ["Aylin Kaya", "Jan Winter"]
        assert [(letter.kind, letter.to.email) for letter in decision.notices] == [
            (NoticeKind.CANCELLED, DEMIR.email), (NoticeKind.CHANGED, "sekretariat@werk.example")]


def test_a_secretary_who_declines_an_entry_is_asked_for_the_seat_is_somebody_elses() -> None:
    one = replace(group(), attendees=group().attendees[1:2])
    values = {"sender": SECRETARY, "kind": MailKind.CALENDAR_REPLY, "calendar_reply": CalendarReply(UID, SECRETARY.email, "DECLINED")}
    found = case(Request(), one, events=(replace(EVENT, on_decline=OnDecline.CANCEL),), mail=values)
    assert outcome(found) == (Outcome.ASK, "note_calendar_reply", [NoticeKind.CALENDAR_DECLINED])
