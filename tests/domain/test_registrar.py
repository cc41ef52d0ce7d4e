"""How a mail is decided: the sentences of the office's procedure."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from processor.domain.case import Case, SeatsTaken, SentRecently
from processor.domain.decision import Amend, NoticeKind, Outcome, Register
from processor.domain.event import Capacity, Event, Required
from processor.domain.mail import Address, Bounce, Mail, MailKind, SenderVerdict
from processor.domain.office import Contact, Office
from processor.domain.registrar import decide
from processor.domain.registration import Attendee, Registration, Status
from processor.domain.request import Act, Doubt, NamedAttendee, Request

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
OFFICE = Office("Amt", "anmeldung@stadt.example", "Europe/Berlin", ("de",), Contact("Erika Muster"))
EVENT = Event("fachtag", "Fachtag", NOW + timedelta(days=30), NOW + timedelta(days=30, hours=3), NOW + timedelta(days=20), "Rathaus", "Europe/Berlin")
KAYA = Address("kaya@verein.example", "Aylin Kaya")


def case(request: Request, *registrations: Registration, events: tuple[Event, ...] = (EVENT,), mail: dict[str, Any] | None = None, **facts: Any) -> Case:
    values: dict[str, Any] = {
        "message_id": "1@verein.example", "references": (), "sender": KAYA, "reply_to": None, "recipients": (), "cc": (), "subject": "",
        "sent_at": None, "received_at": NOW, "lines": (), **(mail or {}),
    }
    return Case(Mail(**values), request, OFFICE, events, NOW, registrations, **facts)


def signs_up(*names: str, **values: Any) -> Request:
    return Request((Act.REGISTER,), tuple(NamedAttendee(name) for name in names), count=values.pop("count", len(names)), event_ids=("fachtag",), **values)


def cancels(*names: str) -> Request:
    return Request((Act.CANCEL,), cancelled=names, event_ids=("fachtag",))


def registered(*names: str, status: Status = Status.CONFIRMED, **values: Any) -> Registration:
    return Registration(1001, "fachtag", KAYA, status, tuple(Attendee(name, NOW) for name in names), NOW, **values)


def outcome(found: Case) -> tuple[Outcome, str, list[NoticeKind]]:
    decision = decide(found)
    return decision.outcome, decision.rule, [notice.kind for notice in decision.notices]


def test_who_signs_up_with_all_that_is_required_is_confirmed() -> None:
    assert outcome(case(signs_up("Aylin Kaya"))) == (Outcome.CONFIRM, "register", [NoticeKind.CONFIRMED])


def test_one_name_is_enough_and_companions_need_none() -> None:
    decision = decide(case(signs_up("Aylin Kaya", count=3)))
    change = decision.changes[0]
    assert isinstance(change, Register)
    assert ([attendee.name for attendee in change.registration.attendees], decision.outcome) == (["Aylin Kaya", "", ""], Outcome.CONFIRM)


def test_where_all_names_are_required_companions_are_asked_for() -> None:
    event = replace(EVENT, required=frozenset({Required.NAME, Required.NAMES}))
    decision = decide(case(signs_up("Aylin Kaya", count=3), events=(event,)))
    assert (decision.outcome, decision.notices[0].missing) == (Outcome.ASK, frozenset({Required.NAMES}))


def test_a_full_event_gives_a_place_on_the_waiting_list_and_counts_as_confirmed_mail() -> None:
    event = replace(EVENT, capacity=Capacity(total=10))
    found = case(signs_up("Aylin Kaya", count=2), events=(event,), seats={"fachtag": SeatsTaken(in_person=9)})
    assert outcome(found) == (Outcome.CONFIRM, "register", [NoticeKind.WAITLISTED])


def test_what_the_server_received_at_the_deadline_is_late() -> None:
    assert outcome(case(signs_up("Aylin Kaya"), mail={"received_at": EVENT.closes_at}))[0] is Outcome.LATE
    assert outcome(case(signs_up("Aylin Kaya"), mail={"received_at": EVENT.closes_at - timedelta(seconds=1)}))[0] is Outcome.CONFIRM


def test_the_same_people_again_get_their_letter_again_and_nobody_is_added() -> None:
    decision = decide(case(signs_up("aylin kaya"), registered("Aylin Kaya")))
    assert (decision.outcome, decision.rule, decision.changes, [notice.kind for notice in decision.notices]) == (
        Outcome.CONFIRM, "confirm_again", (), [NoticeKind.CONFIRMED])


def test_a_secretary_registers_many_under_one_address() -> None:
    assert outcome(case(signs_up("Emre Demir"), registered("Aylin Kaya"))) == (Outcome.CONFIRM, "register", [NoticeKind.CONFIRMED])


def test_who_is_alone_on_a_registration_cancels_it_without_a_name() -> None:
    decision = decide(case(cancels(), registered("Aylin Kaya")))
    change = decision.changes[0]
    assert isinstance(change, Amend)
    assert (decision.outcome, change.after.status) == (Outcome.CANCEL, Status.CANCELLED)


def test_one_of_a_group_is_taken_off_and_the_others_stay() -> None:
    decision = decide(case(cancels("Emre Demir"), registered("Aylin Kaya", "Emre Demir")))
    change = decision.changes[0]
    assert isinstance(change, Amend)
    assert ([attendee.name for attendee in change.after.present], change.after.status, decision.notices[0].kind) == (
        ["Aylin Kaya"], Status.CONFIRMED, NoticeKind.CHANGED)


def test_a_cancellation_without_a_name_for_a_group_goes_to_staff() -> None:
    assert outcome(case(cancels(), registered("Aylin Kaya", "Emre Demir")))[0] is Outcome.STAFF


@pytest.mark.parametrize(("listed", "staying", "left"), [
    (("Aylin Kaya", "Emre Demir"), (), ["Aylin Kaya"]),
    (("Aylin Kaya", ""), (), ["Aylin Kaya"]),
    (("Aylin Kaya", "Emre Demir", "Jan Winter"), ("Emre",), ["Aylin Kaya", "Emre Demir"]),
    (("Aylin Kaya", "Emre Demir", ""), ("Emre Demir",), ["Aylin Kaya", "Emre Demir"]),
])
def test_somebody_whom_the_mail_does_not_name_is_the_only_one_beside_the_writer_and_those_who_stay(listed: tuple[str, ...], staying: tuple[str, ...], left: list[str]) -> None:
    change = decide(case(replace(cancels(), is_other_cancelled=True, staying=staying), registered(*listed))).changes[0]
    assert isinstance(change, Amend)
    assert [attendee.name for attendee in change.after.present] == left


@pytest.mark.parametrize(("listed", "staying"), [
    (("Aylin Kaya",), ()), (("Emre Demir",), ()), (("Ailin Kaya", "Emre Demir"), ()), (("Ailin Kaya",), ()), (("Aylin Kaya", "Emre Demir", "Jan Winter"), ()), (("Aylin Kaya", "", ""), ()),
    (("Aylin Kaya", "Emre Demir"), ("Emre",)), (("Aylin Kaya", "Emre Demir"), ("Jan Winter",)), (("Aylin Kaya", "Emre Demir", "Emre Winter"), ("Emre",)),
])
def test_where_the_list_does_not_tell_who_is_meant_beside_the_writer_staff_decide(listed: tuple[str, ...], staying: tuple[str, ...]) -> None:
    assert outcome(case(replace(cancels(), is_other_cancelled=True, staying=staying), registered(*listed)))[::2] == (Outcome.STAFF, [NoticeKind.PASSED_ON])


def test_nobody_is_struck_off_by_a_stranger_who_knows_the_number() -> None:
    stranger = {"sender": Address("fremd@anderswo.example", "Fremd")}
    assert outcome(case(cancels("Aylin Kaya"), registered("Aylin Kaya"), mail=stranger, thread_number=1001))[0] is Outcome.STAFF


def test_nothing_is_cancelled_on_the_word_of_a_forged_mail_and_nobody_is_written_to() -> None:
    forged = case(cancels(), registered("Aylin Kaya"), mail={"verdict": SenderVerdict.FAIL})
    assert outcome(forged) == (Outcome.STAFF, "hold_forged_change", [])


def test_an_answer_completes_a_registration_after_the_deadline_too() -> None:
    event = replace(EVENT, required=frozenset({Required.NAME, Required.PHONE}))
    open_one = registered("Aylin Kaya", status=Status.INCOMPLETE, missing=frozenset({Required.PHONE}))
    answer = Request((Act.REGISTER,), phone="+495211234567", event_ids=("fachtag",))
    found = case(answer, open_one, events=(event,), mail={"received_at": EVENT.closes_at}, thread_number=1001)
    assert outcome(found) == (Outcome.CONFIRM, "complete", [NoticeKind.CONFIRMED])


def test_a_swap_takes_one_off_and_puts_the_other_on() -> None:
    swap = Request((Act.CHANGE,), (NamedAttendee("Emre Demir"),), ("Aylin Kaya",), event_ids=("fachtag",))
    change = decide(case(swap, registered("Aylin Kaya"))).changes[0]
    assert isinstance(change, Amend)
    assert ([attendee.name for attendee in change.after.present], change.after.status) == (["Emre Demir"], Status.CONFIRMED)


def test_we_are_four_after_our_confirmation_is_a_change_and_no_second_registration() -> None:
    four = Request((Act.CHANGE,), count=4, event_ids=("fachtag",))
    change = decide(case(four, registered("Aylin Kaya", "", ""), thread_number=1001)).changes[0]
    assert isinstance(change, Amend)
    assert change.after.seats == 4


def test_a_doubt_goes_to_staff_and_the_writer_is_told() -> None:
    assert outcome(case(signs_up("Aylin Kaya", doubts=(Doubt("unklar"),)))) == (Outcome.STAFF, "hold_doubtful_mail", [NoticeKind.PASSED_ON])


def test_a_registration_with_a_question_is_confirmed_and_the_question_passed_on() -> None:
    request = replace(signs_up("Aylin Kaya"), acts=(Act.REGISTER, Act.QUESTION))
    decision = decide(case(request))
    assert (decision.outcome, bool(decision.for_staff)) == (Outcome.CONFIRM, True)


def test_a_mere_thank_you_gets_no_answer() -> None:
    assert outcome(case(Request((Act.THANKS,)))) == (Outcome.IGNORE, "ignore_thanks", [])


def test_no_machine_is_answered() -> None:
    for kind in set(MailKind) - {MailKind.PERSON}:
        assert outcome(case(signs_up("Aylin Kaya"), mail={"kind": kind}))[2] == []


def test_a_delivery_report_is_believed_only_where_it_returns_a_letter_of_ours() -> None:
    report = {"kind": MailKind.BOUNCE, "bounce": Bounce(("kaya@verein.example",), is_permanent=True, status="5.1.1")}
    assert (len(decide(case(Request(), mail=report, is_ours=True)).changes), decide(case(Request(), mail=report)).changes) == (1, ())


def test_a_mail_over_a_list_is_registered_and_not_answered() -> None:
    decision = decide(case(signs_up("Aylin Kaya"), mail={"may_be_answered": False}))
    assert (decision.outcome, decision.notices, len(decision.changes)) == (Outcome.CONFIRM, (), 1)


def test_an_address_that_gets_too_many_letters_gets_no_more_courtesies() -> None:
    question = Request((Act.QUESTION,))
    assert outcome(case(question, sent=SentRecently(to_address_last_hour=3)))[2] == []
    assert outcome(case(signs_up("Aylin Kaya"), sent=SentRecently(to_address_last_hour=3)))[2] == [NoticeKind.CONFIRMED]


def test_of_several_events_the_one_that_is_not_named_is_asked_for() -> None:
    other = replace(EVENT, id="anderes")
    request = replace(signs_up("Aylin Kaya"), event_ids=())
    decision = decide(case(request, events=(EVENT, other)))
    assert (decision.outcome, decision.notices[0].missing) == (Outcome.ASK, frozenset({Required.EVENT}))
