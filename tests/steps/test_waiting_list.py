"""The waiting list as people live it: by letters and answers, on the whole route."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from processor.domain.event import Capacity, Event, EventMode, WaitingList
from processor.steps.desk import Desk
from processor.storage import queries
from tests.steps.conftest import NOW, FaultyOffice, registration

HOUR = timedelta(hours=1)
Open = Callable[..., FaultyOffice]


@pytest.fixture
def office(faulty: FaultyOffice) -> Open:
    """Opens the office with other seats and other rules of its waiting list."""

    def opened(capacity: Capacity, waiting_list: WaitingList | None = None, mode: EventMode = EventMode.IN_PERSON) -> FaultyOffice:
        event = replace(faulty.desk.events[0], capacity=capacity, mode=mode, required=frozenset(), waiting_list=waiting_list or WaitingList())
        return with_event(faulty, event)

    return opened


def with_event(office: FaultyOffice, event: Event) -> FaultyOffice:
    return replace(office, desk=Desk(replace(office.desk.config, events=(event,)), office.desk.database))


def sign_up(office: FaultyOffice, *names: str, at: datetime) -> None:
    """The first of them writes for all."""
    others = "".join(f"\r\n- {name}" for name in names)
    office.imap.deliver(registration(names[0], f"Guten Tag,\r\n\r\nhiermit melde ich folgende Personen zum Fachtag an:\r\n{others}\r\n\r\nMit freundlichen Grüßen\r\n{{name}}"), at)
    office.tick(at)


def write(office: FaultyOffice, name: str, number: int, text: str, at: datetime) -> None:
    """An answer to our letter about a registration."""
    address = f"{name.lower().replace(' ', '.')}@verein.example"
    head = (
        f"From: {name} <{address}>\r\nTo: anmeldung@stadt.example\r\nSubject: Re: Platz [Anmeldung {number}]\r\n"
        f"Message-ID: <{at.timestamp()}.{address}>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    office.imap.deliver(f"{head}{text}\r\n".encode(), at)
    office.tick(at)


def stands(office: FaultyOffice) -> list[tuple[str, str, tuple[str, ...]]]:
    """Number, state and first names of every registration in the order of arrival; an offer with its seats."""
    with office.desk.database.transaction() as session:
        found = queries.all_registrations(session, office.desk.events[0].id)
    return [
        (str(one.number), f"offered {one.open_offer.seats}" if one.open_offer else one.status.value, tuple(attendee.name.split()[0] for attendee in one.present))
        for one in found
    ]


def subjects(office: FaultyOffice, name: str) -> list[str]:
    address = f"{name.lower().replace(' ', '.')}@verein.example"
    return [subject.partition(" [")[0] for recipient, subject in office.sent() if recipient == address]


OFFERS = WaitingList(offer_for=timedelta(hours=48))
PARTS = WaitingList(splits_groups=True)


def test_who_says_yes_to_an_offered_seat_has_it(office: Open) -> None:
    place = office(Capacity(1), OFFERS)
    sign_up(place, "Aylin Kaya", at=NOW)
    sign_up(place, "Murat Demir", at=NOW + HOUR)
    write(place, "Aylin Kaya", 1001, "Ich muss leider absagen.", NOW + 2 * HOUR)
    assert stands(place) == [("1001", "cancelled", ()), ("1002", "offered 1", ("Murat",))]
    write(place, "Murat Demir", 1002, "Ja, sehr gerne!", NOW + 3 * HOUR)
    assert stands(place)[1] == ("1002", "confirmed", ("Murat",))
    assert subjects(place, "Murat Demir") == ["Sie stehen auf der Warteliste", "Ein Platz für Sie: Bitte antworten Sie mit Ja oder Nein", "Ihre Anmeldung ist bestätigt"]


def test_who_says_no_or_nothing_gives_the_seat_to_the_next(office: Open) -> None:
    place = office(Capacity(1), OFFERS)
    for hours, name in enumerate(("Aylin Kaya", "Murat Demir", "Olena Kowal", "Fatma Yildiz")):
        sign_up(place, name, at=NOW + hours * HOUR)
    write(place, "Aylin Kaya", 1001, "Ich muss leider absagen.", NOW + 5 * HOUR)
    write(place, "Murat Demir", 1002, "Nein", NOW + 6 * HOUR)
    assert [state for _, state, _ in stands(place)] == ["cancelled", "cancelled", "offered 1", "waitlisted"]
    place.tick(NOW + timedelta(days=3))
    assert [state for _, state, _ in stands(place)] == ["cancelled", "cancelled", "cancelled", "offered 1"]
    assert subjects(place, "Olena Kowal")[-1] == "Ihr Platz ging an die Nächsten auf der Warteliste"


def test_an_offer_does_not_end_while_its_answer_may_lie_unread(office: Open) -> None:
    place = office(Capacity(1), OFFERS)
    sign_up(place, "Aylin Kaya", at=NOW)
    sign_up(place, "Murat Demir", at=NOW + HOUR)
    write(place, "Aylin Kaya", 1001, "Ich muss leider absagen.", NOW + 2 * HOUR)
    place.imap.faults.login_answer = "NO [UNAVAILABLE] later"
    place.tick(NOW + timedelta(days=5))
    assert stands(place)[1] == ("1002", "offered 1", ("Murat",))


def test_nobody_who_signs_up_meanwhile_gets_a_seat_that_is_offered(office: Open) -> None:
    place = office(Capacity(1), OFFERS)
    sign_up(place, "Aylin Kaya", at=NOW)
    sign_up(place, "Murat Demir", at=NOW + HOUR)
    write(place, "Aylin Kaya", 1001, "Ich muss leider absagen.", NOW + 2 * HOUR)
    sign_up(place, "Olena Kowal", at=NOW + 3 * HOUR)
    assert stands(place)[1:] == [("1002", "offered 1", ("Murat",)), ("1003", "waitlisted", ("Olena",))]


def test_a_group_takes_a_part_and_the_others_keep_their_place(office: Open) -> None:
    place = office(Capacity(3), PARTS)
    sign_up(place, "Aylin Kaya", at=NOW)
    sign_up(place, "Murat Demir", "Elif Demir", "Leyla Demir", at=NOW + HOUR)
    assert stands(place)[1] == ("1002", "offered 2", ("Murat", "Elif", "Leyla"))
    write(place, "Murat Demir", 1002, "Nehmen", NOW + 2 * HOUR)
    assert stands(place)[1:] == [("1002", "confirmed", ("Murat", "Elif")), ("1003", "waitlisted", ("Leyla",))]
    write(place, "Aylin Kaya", 1001, "Ich muss leider absagen.", NOW + 3 * HOUR)
    assert stands(place)[2] == ("1003", "confirmed", ("Leyla",))


def test_a_group_waits_on_together_and_is_not_asked_again(office: Open) -> None:
    place = office(Capacity(2), PARTS)
    sign_up(place, "Murat Demir", "Elif Demir", "Leyla Demir", at=NOW)
    write(place, "Murat Demir", 1001, "Wir warten lieber.", NOW + HOUR)
    sign_up(place, "Olena Kowal", at=NOW + 2 * HOUR)
    assert stands(place) == [("1001", "waitlisted", ("Murat", "Elif", "Leyla")), ("1002", "confirmed", ("Olena",))]
    assert subjects(place, "Murat Demir").count("2 von 3 Plätzen frei: Was ist Ihnen lieber?") == 1


def test_a_group_comes_partly_online(office: Open) -> None:
    place = office(Capacity(in_person=1, online=5), PARTS, EventMode.HYBRID)
    sign_up(place, "Murat Demir", "Elif Demir", at=NOW)
    write(place, "Murat Demir", 1001, "Online", NOW + HOUR)
    with place.desk.database.transaction() as session:
        (one,) = queries.all_registrations(session, place.desk.events[0].id)
        taken = queries.seats_taken(session, place.desk.events[0])
    assert (one.status.value, taken.in_person, taken.online) == ("confirmed", 1, 1)


def test_more_seats_in_the_configuration_move_people_up_even_after_the_deadline(office: Open) -> None:
    place = office(Capacity(1))
    sign_up(place, "Aylin Kaya", at=NOW)
    sign_up(place, "Murat Demir", at=NOW + HOUR)
    larger = with_event(place, replace(place.desk.events[0], capacity=Capacity(2)))
    larger.tick(larger.desk.events[0].closes_at + HOUR)
    assert stands(larger)[1] == ("1002", "confirmed", ("Murat",))
