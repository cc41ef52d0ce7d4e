"""Changes: who is added, exchanged, corrected, and what becomes of seats and ranks."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from processor.domain.case import Case, SeatsTaken
from processor.domain.decision import Amend, Decision, NoticeKind, Outcome, Register
from processor.domain.event import Capacity, Event, EventMode, Mode, Required
from processor.domain.mail import Address
from processor.domain.registrar import decide
from processor.domain.registration import Attendee, ModeWish, Registration, Status
from processor.domain.request import Act, NamedAttendee, Request
from tests.domain.test_registrar import EVENT, NOW, case, outcome, registered

LATER = NOW + timedelta(days=1)


def changes(*names: str, **values: Any) -> Request:
    return Request(values.pop("acts", (Act.CHANGE,)), tuple(NamedAttendee(name) for name in names), event_ids=("fachtag",), **values)


def later(request: Request, *registrations: Registration, capacity: Capacity | None = None, **facts: Any) -> Case:
    event = replace(EVENT, capacity=capacity or Capacity(), **facts.pop("event", {}))
    return case(request, *registrations, events=(event,), mail={"received_at": LATER}, **facts)


def amended(decision: Decision) -> Registration:
    change = decision.changes[0]
    assert isinstance(change, Amend)
    return change.after


def separate(decision: Decision) -> Registration:
    change = decision.changes[-1]
    assert isinstance(change, Register)
    return change.registration


def people(registration: Registration) -> list[tuple[str, bool]]:
    """Names, and whether each ranks by the first mail."""
    return [(attendee.name, attendee.ranked_at == NOW) for attendee in registration.present]


def test_a_corrected_name_keeps_its_rank() -> None:
    after = amended(decide(later(changes("Selam Ghebremedhin", count=1), registered("Dawit Tesfaye", "Selam Ghebremedin", "Yohannes Habte"))))
    assert people(after) == [("Dawit Tesfaye", True), ("Selam Ghebremedhin", True), ("Yohannes Habte", True)]


def test_not_this_spelling_but_that_one_takes_nobody_off() -> None:
    after = amended(decide(later(changes("Arash Golestanian", cancelled=("Arash Golestani",)), registered("Lea Kruse", "Arash Golestani"))))
    assert [(attendee.name, attendee.is_cancelled) for attendee in after.attendees] == [("Lea Kruse", False), ("Arash Golestanian", False)]


def test_who_is_added_ranks_from_now() -> None:
    after = amended(decide(later(changes("Emre Demir"), registered("Aylin Kaya"))))
    assert people(after) == [("Aylin Kaya", True), ("Emre Demir", False)]


def test_who_comes_in_somebodys_place_takes_over_his_rank() -> None:
    after = amended(decide(later(changes("Emre Demir", cancelled=("Aylin Kaya",)), registered("Aylin Kaya", "Jan Winter"))))
    assert people(after) == [("Jan Winter", True), ("Emre Demir", True)]


def test_a_companion_gets_a_name_and_keeps_the_seat() -> None:
    after = amended(decide(later(changes("Emre Demir"), registered("Aylin Kaya", ""))))
    assert people(after) == [("Aylin Kaya", True), ("Emre Demir", True)]


def test_what_was_said_for_a_companion_still_holds_when_the_name_comes() -> None:
    before = registered("Aylin Kaya", "")
    before = replace(before, attendees=tuple(replace(known, mode=Mode.ONLINE, choices=("Garten",)) for known in before.attendees))
    after = amended(decide(later(changes("Emre Demir"), before, event={"mode": EventMode.HYBRID})))
    assert [(attendee.name, attendee.mode, attendee.choices) for attendee in after.present] == [("Aylin Kaya", Mode.ONLINE, ("Garten",)), ("Emre Demir", Mode.ONLINE, ("Garten",))]


def test_two_instead_of_three_name_one_companion_and_drop_the_other() -> None:
    after = amended(decide(later(changes("Grace Adeyemi", count=2), registered("Emeka Okafor", "", ""))))
    assert people(after) == [("Emeka Okafor", True), ("Grace Adeyemi", True)]


def test_who_of_the_named_stays_away_must_be_said() -> None:
    assert outcome(later(changes(count=1), registered("Aylin Kaya", "Emre Demir")))[0] is Outcome.STAFF


def test_another_given_name_of_the_same_family_is_asked_of_staff_unless_the_number_tells() -> None:
    assert outcome(later(changes("Amina Kaya"), registered("Emina Kaya")))[0] is Outcome.STAFF
    corrected = amended(decide(later(changes("Amina Kaya", count=1), registered("Emina Kaya"))))
    added = amended(decide(later(changes("Amina Kaya", count=2), registered("Emina Kaya"))))
    assert (people(corrected), people(added)) == ([("Amina Kaya", True)], [("Emina Kaya", True), ("Amina Kaya", False)])


def test_those_who_are_added_to_a_full_event_wait_by_themselves_and_nobody_loses_a_seat() -> None:
    decision = decide(later(changes("Emre Demir"), registered("Aylin Kaya"), capacity=Capacity(total=1), seats={"fachtag": SeatsTaken(in_person=1)}))
    waits = separate(decision)
    assert (len(decision.changes), people(waits), waits.status, waits.ranked_at) == (1, [("Emre Demir", False)], Status.WAITLISTED, LATER)
    assert [(letter.kind, letter.facts["beside"]) for letter in decision.notices] == [(NoticeKind.WAITLISTED, 1001)]


def test_companions_added_to_a_full_event_wait_without_a_name() -> None:
    decision = decide(later(changes(count=4), registered("Aylin Kaya"), capacity=Capacity(total=1), seats={"fachtag": SeatsTaken(in_person=1)}))
    assert (separate(decision).seats, separate(decision).status) == (3, Status.WAITLISTED)


def test_companions_whose_names_are_required_are_asked_for_and_the_others_keep_their_seats() -> None:
    names = {"required": frozenset({Required.NAME, Required.NAMES})}
    decision = decide(later(changes(count=3), registered("Aylin Kaya"), event=names))
    assert (separate(decision).seats, separate(decision).missing, decision.notices[0].kind) == (2, frozenset({Required.NAMES}), NoticeKind.ASKED)


def test_who_is_added_to_a_waiting_registration_overtakes_nobody() -> None:
    decision = decide(later(changes("Emre Demir"), registered("Aylin Kaya", status=Status.WAITLISTED)))
    assert (people(separate(decision)), separate(decision).ranked_at) == ([("Emre Demir", False)], LATER)


def test_stimmt_nicht_wir_sind_vier_is_a_change_and_never_a_second_registration() -> None:
    four = changes(acts=(Act.REGISTER,), count=4)
    decision = decide(later(four, registered("Aylin Kaya"), thread_number=1001))
    assert (decision.rule, decision.outcome, len(decision.changes), amended(decision).seats) == ("change", Outcome.CHANGE, 1, 4)


def test_registered_again_with_one_more_is_a_change() -> None:
    decision = decide(later(changes("Aylin Kaya", "Emre Demir", acts=(Act.REGISTER,), count=2), registered("Aylin Kaya")))
    assert (decision.rule, people(amended(decision))) == ("change", [("Aylin Kaya", True), ("Emre Demir", False)])


def test_registered_again_in_another_way_is_a_change_also_after_the_deadline() -> None:
    hybrid = replace(EVENT, mode=EventMode.HYBRID)
    listed = registered("Aylin Kaya")
    known = replace(listed, attendees=(replace(listed.attendees[0], mode=Mode.IN_PERSON, choices=("Garten",)),))
    again = changes("Aylin Kaya", acts=(Act.REGISTER,), count=1)
    said = {"online": replace(again, mode=Mode.ONLINE), "other group": replace(again, choices=("Küche",)), "same": replace(again, mode=Mode.IN_PERSON, choices=("Garten",)), "nothing": again}
    late = {name: decide(case(request, known, events=(hybrid,), mail={"received_at": EVENT.closes_at + timedelta(hours=1)})) for name, request in said.items()}
    assert {name: (decision.rule, decision.outcome) for name, decision in late.items()} == {
        "online": ("change", Outcome.CHANGE), "other group": ("change", Outcome.CHANGE), "same": ("confirm_again", Outcome.CONFIRM), "nothing": ("confirm_again", Outcome.CONFIRM)}
    assert [(attendee.mode, attendee.choices) for decision in (late["online"], late["other group"]) for attendee in amended(decision).present] == [
        (Mode.ONLINE, ("Garten",)), (Mode.IN_PERSON, ("Küche",))]


def test_other_people_of_the_same_sender_are_a_registration_of_their_own() -> None:
    assert outcome(later(changes("Emre Demir", acts=(Act.REGISTER,), count=1), registered("Aylin Kaya")))[1] == "register"


def test_a_mode_that_is_said_of_one_holds_for_one() -> None:
    hybrid = {"mode": EventMode.HYBRID}
    after = amended(decide(later(changes("Emre Demir", mode=Mode.ONLINE), registered("Aylin Kaya", "Emre Demir"), event=hybrid)))
    assert [attendee.mode for attendee in after.present] == [None, Mode.ONLINE]


def test_a_mode_that_is_said_of_nobody_holds_for_all() -> None:
    after = amended(decide(later(changes(mode=Mode.ONLINE), registered("Aylin Kaya", "Emre Demir"), event={"mode": EventMode.HYBRID})))
    assert [attendee.mode for attendee in after.present] == [Mode.ONLINE, Mode.ONLINE]


def test_an_attendee_changes_his_own_mode_and_nobody_elses() -> None:
    group = Registration(1001, "fachtag", Address("sekretariat@werk.example"), Status.CONFIRMED, (Attendee("Aylin Kaya", NOW, email="kaya@verein.example"), Attendee("Jan Winter", NOW)), NOW)
    after = amended(decide(later(changes(mode=Mode.ONLINE), group, event={"mode": EventMode.HYBRID})))
    assert [attendee.mode for attendee in after.present] == [Mode.ONLINE, None]


FULL: dict[str, Any] = {"event": {"mode": EventMode.HYBRID}, "capacity": Capacity(in_person=1), "seats": {"fachtag": SeatsTaken(in_person=1, online=1)}}


def online(*names: str) -> Registration:
    return replace(registered(*names), attendees=tuple(Attendee(name, NOW, mode=Mode.ONLINE) for name in names))


def test_who_finds_no_seat_in_the_other_mode_keeps_his_own_and_waits_for_one_there() -> None:
    decision = decide(later(changes(mode=Mode.IN_PERSON), online("Aylin Kaya"), **FULL))
    (attendee,) = amended(decision).present
    assert (attendee.mode, attendee.wish) == (Mode.ONLINE, ModeWish(Mode.IN_PERSON, LATER))
    assert (decision.outcome, decision.for_staff, [letter.kind for letter in decision.notices]) == (Outcome.CHANGE, "", [NoticeKind.MODE_FULL])


def test_a_wish_that_is_repeated_keeps_its_place_and_one_that_is_taken_back_is_gone() -> None:
    wishing = amended(decide(later(changes(mode=Mode.IN_PERSON), online("Aylin Kaya"), **FULL)))
    again = decide(later(changes(mode=Mode.IN_PERSON), wishing, **FULL))
    back = amended(decide(later(changes(mode=Mode.ONLINE), wishing, **FULL)))
    assert (again.changes, [letter.kind for letter in again.notices], back) == ((), [NoticeKind.MODE_FULL], online("Aylin Kaya"))


def test_more_than_a_wish_for_the_other_mode_that_finds_no_seat_is_for_staff() -> None:
    decision = decide(later(changes("Aylin Kaya", "Emre Demir", mode=Mode.IN_PERSON, count=2), online("Aylin Kaya"), **FULL))
    assert (decision.outcome, decision.changes) == (Outcome.STAFF, ())


def test_a_new_address_is_told_to_the_old_one_too() -> None:
    decision = decide(later(changes(email="neu@verein.example"), registered("Aylin Kaya")))
    assert amended(decision).registrant == Address("neu@verein.example", "Aylin Kaya")
    assert [letter.to.email for letter in decision.notices] == ["kaya@verein.example", "neu@verein.example"]


def test_a_new_phone_number_and_another_choice_keep_the_rank() -> None:
    before = replace(registered("Aylin Kaya"), attendees=(Attendee("Aylin Kaya", NOW, choices=("Tanz",)),), phone="+495211")
    after = amended(decide(later(changes(phone="+495212", choices=("Gesang",)), before)))
    assert (after.phone, after.present[0].choices, after.ranked_at) == ("+495212", ("Gesang",), NOW)


def test_a_change_to_what_stands_already_is_answered_with_the_same_letter() -> None:
    decision = decide(later(changes("Aylin Kaya"), registered("Aylin Kaya")))
    assert (decision.outcome, decision.changes, [letter.kind for letter in decision.notices]) == (Outcome.CHANGE, (), [NoticeKind.CONFIRMED])


def open_one(*names: str, event: Event = EVENT, lacking: Required = Required.NAMES) -> Registration:
    return registered(*names, status=Status.INCOMPLETE, missing=frozenset({lacking}))


def test_a_partial_answer_keeps_what_it_gives_and_asks_only_for_the_rest() -> None:
    names = {"required": frozenset({Required.NAME, Required.NAMES, Required.ORGANISATION})}
    decision = decide(later(changes("Emre Demir", acts=(Act.REGISTER,), organisation="Brücke e.V."), open_one("Aylin Kaya", "", ""), thread_number=1001, event=names))
    after = amended(decision)
    assert (after.organisation, people(after), after.missing) == ("Brücke e.V.", [("Aylin Kaya", True), ("Emre Demir", True), ("", True)], frozenset({Required.NAMES}))
    assert (decision.outcome, decision.notices[0].missing) == (Outcome.ASK, frozenset({Required.NAMES}))


def test_fewer_people_than_announced_complete_a_registration() -> None:
    names = {"required": frozenset({Required.NAME, Required.NAMES})}
    decision = decide(later(changes("Hatice Yıldırım", "Amina Diallo", acts=(Act.REGISTER,), count=2), open_one("", "", ""), thread_number=1001, event=names))
    assert (decision.outcome, people(amended(decision))) == (Outcome.CONFIRM, [("Hatice Yıldırım", True), ("Amina Diallo", True)])


def test_whoever_answers_our_very_question_completes_the_registration_from_any_address() -> None:
    wife = {"sender": Address("havva@anderswo.example", "Havva Çelebi")}
    request = changes("Murat Aslan", acts=(Act.REGISTER,))
    names = replace(EVENT, required=frozenset({Required.NAME, Required.NAMES}))
    found = case(request, open_one("Ahmet Çelebi", ""), events=(names,), mail=wife, thread_number=1001, is_own_thread=True)
    stranger = case(request, open_one("Ahmet Çelebi", ""), events=(names,), mail=wife, thread_number=1001)
    assert (outcome(found)[1], outcome(stranger)[1]) == ("complete", "register")


def test_nobody_is_listed_twice_where_a_group_stands_on_two_registrations() -> None:
    first, second = registered("Aylin Kaya"), replace(registered("Emre Demir"), number=1002)
    again = decide(later(changes("Aylin Kaya", "Emre Demir", acts=(Act.REGISTER,), count=2), first, second))
    larger = decide(later(changes("Aylin Kaya", "Emre Demir", "Olga Braun", acts=(Act.REGISTER,), count=3), first, second))
    assert (again.changes, larger.changes, larger.outcome) == ((), (), Outcome.STAFF)
