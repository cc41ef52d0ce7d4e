"""Who may change or cancel: correlation is not permission."""

from dataclasses import replace
from typing import Any

from processor.domain.case import Case
from processor.domain.decision import Amend, NoticeKind, Outcome
from processor.domain.mail import Address, SenderVerdict
from processor.domain.registrar import decide
from processor.domain.registration import Attendee, Registration, Status
from processor.domain.request import Act, NamedAttendee, Request
from tests.domain.test_registrar import KAYA, NOW, cancels, case, outcome, registered

DEMIR = Address("demir@verein.example", "Emre Demir")
SECRETARY = Address("sekretariat@werk.example", "Sekretariat")


def by(sender: Address, *names: str, registration: Registration, **facts: Any) -> Case:
    return case(cancels(*names), registration, mail={"sender": sender}, **facts)


def present(found: Case) -> tuple[str, ...]:
    """Who is still on the registration after the decision."""
    changes = decide(found).changes
    after = changes[0].after if changes and isinstance(changes[0], Amend) else found.registrations[0]
    return tuple(attendee.name for attendee in after.present)


def group() -> Registration:
    """Three people whom a secretary registered, one with an address of his own."""
    attendees = (Attendee("Aylin Kaya", NOW), Attendee("Emre Demir", NOW, email="demir@verein.example"), Attendee("Jan Winter", NOW))
    return Registration(1001, "fachtag", SECRETARY, Status.CONFIRMED, attendees, NOW)


def test_an_attendee_takes_himself_off_from_his_own_address() -> None:
    assert present(by(DEMIR, registration=group())) == ("Aylin Kaya", "Jan Winter")


def test_the_registrant_hears_of_what_an_attendee_changed() -> None:
    letters = decide(by(DEMIR, registration=group())).notices
    assert [letter.to.email for letter in letters] == ["demir@verein.example", "sekretariat@werk.example"]


def test_an_attendee_reads_nothing_of_the_others_whom_the_secretary_registered() -> None:
    first = decide(by(DEMIR, registration=group())).notices[0]
    assert first.before is not None
    assert first.registration is not None
    assert (first.kind, [attendee.name for attendee in first.before.attendees], first.registration.present) == (NoticeKind.CANCELLED, ["Emre Demir"], ())


def test_an_attendee_who_registers_once_more_reads_of_himself_only_and_is_not_added() -> None:
    himself = Request((Act.REGISTER,), (NamedAttendee("Emre Demir"),), count=1, event_ids=("fachtag",))
    decision = decide(case(himself, group(), mail={"sender": DEMIR}))
    letter = decision.notices[0]
    assert letter.registration is not None
    assert (decision.rule, decision.changes, [attendee.name for attendee in letter.registration.present]) == ("confirm_again", (), ["Emre Demir"])


def test_an_attendee_takes_nobody_else_off() -> None:
    assert outcome(by(DEMIR, "Jan Winter", registration=group()))[0] is Outcome.STAFF
    assert present(by(DEMIR, "Jan Winter", registration=group())) == ("Aylin Kaya", "Emre Demir", "Jan Winter")


def test_the_registrant_takes_off_whom_he_registered() -> None:
    assert present(by(SECRETARY, "Jan Winter", registration=group())) == ("Aylin Kaya", "Emre Demir")


def test_who_answers_our_letter_from_an_address_that_the_thread_names_may_change() -> None:
    colleague = Address("vertretung@anderes-werk.example", "Vertretung")
    facts = {"thread_number": 1001, "thread_addresses": frozenset({colleague.email})}
    assert present(by(colleague, "Jan Winter", registration=group(), is_own_thread=True, **facts)) == ("Aylin Kaya", "Emre Demir")
    assert outcome(by(colleague, "Jan Winter", registration=group(), is_own_thread=False, **facts))[0] is Outcome.STAFF


def test_who_answers_our_letter_from_the_registrants_house_may_change() -> None:
    boss = Address("leitung@werk.example", "Leitung")
    assert present(by(boss, "Jan Winter", registration=group(), is_own_thread=True, thread_number=1001)) == ("Aylin Kaya", "Emre Demir")


def test_who_answers_our_letter_from_another_address_under_his_own_name_takes_himself_and_his_companion_off() -> None:
    work = Address("a.kaya@pflege.example", "Kaya, Aylin")
    own = registered("Aylin Kaya", "")
    assert present(by(work, "Aylin Kaya", registration=own, is_own_thread=True, thread_number=1001)) == ()


def test_a_forwarded_letter_lets_no_stranger_strike_people_off() -> None:
    stranger = Address("fremd@anderswo.example", "Fremd")
    assert outcome(by(stranger, "Jan Winter", registration=group(), is_own_thread=True, thread_number=1001))[0] is Outcome.STAFF


def test_a_common_domain_of_a_free_mail_provider_gives_no_right() -> None:
    own = replace(registered("Aylin Kaya"), registrant=Address("kaya@web.de", "Kaya"))
    assert outcome(by(Address("fremd@web.de", "Fremd"), "Aylin Kaya", registration=own, is_own_thread=True, thread_number=1001))[0] is Outcome.STAFF


def test_nobody_acts_under_an_address_that_our_server_calls_forged() -> None:
    forged = case(cancels("Aylin Kaya"), registered("Aylin Kaya"), mail={"sender": KAYA, "verdict": SenderVerdict.FAIL})
    assert outcome(forged)[:2] == (Outcome.STAFF, "hold_forged_change")


def test_a_number_from_an_address_that_may_not_say_it_is_asked_of_the_registrant_and_registers_nobody() -> None:
    four = Request((Act.REGISTER,), count=4, event_ids=("fachtag",))
    found = case(four, registered("Aylin Kaya"), mail={"sender": Address("fremd@anderswo.example", "Fremd")}, thread_number=1001, is_own_thread=True)
    decision = decide(found)
    assert (decision.rule, decision.changes, [letter.kind for letter in decision.notices]) == ("ask_registrant", (), [NoticeKind.PASSED_ON, NoticeKind.WISH_DOUBTED])


def test_a_colleague_who_answers_the_letter_registers_himself() -> None:
    himself = Request((Act.REGISTER,), (NamedAttendee("Emre Demir"),), count=1, event_ids=("fachtag",))
    found = case(himself, registered("Aylin Kaya"), mail={"sender": DEMIR}, thread_number=1001, is_own_thread=True)
    assert outcome(found)[:2] == (Outcome.CONFIRM, "register")


def test_what_changes_is_not_told_to_the_form_by_which_somebody_registered() -> None:
    by_form = replace(group(), registrant=Address("no-reply@stadt.example"))
    assert [letter.to.email for letter in decide(by(DEMIR, registration=by_form)).notices] == ["demir@verein.example"]
