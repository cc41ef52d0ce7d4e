"""Who moves up, who is asked first, and until when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from processor.config.days_off import days_off
from processor.domain import seating
from processor.domain.case import SeatsTaken
from processor.domain.event import Capacity, Event, WaitingList
from processor.domain.mail import Address
from processor.domain.office_hours import office_moment
from processor.domain.promotion import after_silence, promotions
from processor.domain.registration import Attendee, Offer, Registration, Status

MONDAY = datetime(2027, 2, 1, 9, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
STARTS = MONDAY + timedelta(days=30)
TWO_DAYS = timedelta(days=2)


def event(seats: int, waiting_list: WaitingList | None = None) -> Event:
    return Event("e", "E", STARTS, STARTS, STARTS, "Rathaus", "Europe/Berlin", capacity=Capacity(seats), waiting_list=waiting_list or WaitingList())


def waiting(number: int, seats: int, offer: Offer | None = None) -> Registration:
    people = tuple(Attendee(f"Person {position}", MONDAY) for position in range(seats))
    return Registration(number, "e", Address(f"{number}@verein.example"), Status.WAITLISTED, people, MONDAY + timedelta(minutes=number), offer=offer)


def moved(place: Event, *queue: Registration, taken: int = 0, now: datetime = MONDAY) -> list[tuple[int, str, Offer | None]]:
    return [(after.number, after.status.value, after.offer) for after in promotions(place, SeatsTaken(taken), queue, now)]


def test_without_offers_people_move_up_at_once() -> None:
    assert moved(event(1), waiting(1, 1), waiting(2, 1)) == [(1, "confirmed", None)]


def test_with_offers_the_seat_is_held_and_nobody_else_gets_it() -> None:
    place = event(1, WaitingList(offer_for=TWO_DAYS))
    offer = Offer(1, MONDAY + TWO_DAYS)
    assert moved(place, waiting(1, 1), waiting(2, 1)) == [(1, "waitlisted", offer)]
    assert moved(place, waiting(1, 1, offer), waiting(2, 1), taken=1) == []


def test_too_near_to_the_last_moment_nobody_is_asked_first() -> None:
    place = event(1, WaitingList(promotes_until=MONDAY + timedelta(days=1), offer_for=TWO_DAYS))
    assert moved(place, waiting(1, 1)) == [(1, "confirmed", None)]


def test_after_the_last_moment_nobody_moves_up() -> None:
    assert moved(event(1, WaitingList(promotes_until=MONDAY)), waiting(1, 1)) == []


def test_a_group_is_offered_a_part_before_those_behind_it_are_served() -> None:
    place = event(2, WaitingList(splits_groups=True))
    assert moved(place, waiting(1, 3), waiting(2, 1)) == [(1, "waitlisted", Offer(2, MONDAY + TWO_DAYS))]


def test_a_group_that_would_rather_wait_together_is_passed_over() -> None:
    group = replace(waiting(1, 3), is_together=True)
    assert moved(event(2, WaitingList(splits_groups=True)), group, waiting(2, 1)) == [(2, "confirmed", None)]


def test_who_has_no_address_cannot_be_asked_and_moves_up_at_once() -> None:
    assert moved(event(1, WaitingList(offer_for=TWO_DAYS)), replace(waiting(1, 1), registrant=None)) == [(1, "confirmed", None)]


def test_without_an_answer_a_seat_goes_on_but_a_group_keeps_its_place() -> None:
    whole = after_silence(waiting(1, 2, Offer(2, MONDAY)))
    part = after_silence(waiting(1, 2, Offer(1, MONDAY)))
    assert (whole.status, whole.seats, part.status, part.seats, part.is_together) == (Status.CANCELLED, 0, Status.WAITLISTED, 2, True)


def test_a_new_one_gets_a_seat_only_if_nobody_before_it_waits_and_fits() -> None:
    place, new = event(2), waiting(9, 1)
    turns = [seating.has_turn(place, SeatsTaken(1), queue, new) for queue in ([], [waiting(1, 1)], [waiting(1, 2)], [waiting(10, 1)])]
    assert turns == [True, False, True, True]


@pytest.mark.parametrize(("written", "ends"), [
    ("2027-02-01 10:00", "2027-02-01 10:00"),  # a Monday morning
    ("2027-02-01 22:15", "2027-02-02 12:00"),  # at night
    ("2027-02-02 05:00", "2027-02-02 12:00"),  # before the office opens
    ("2027-02-05 18:00", "2027-02-08 12:00"),  # a Friday evening
    ("2027-03-28 02:30", "2027-03-29 12:00"),  # in the hour that summer time leaves out
])
def test_an_offer_ends_when_offices_work(written: str, ends: str) -> None:
    moment = datetime.fromisoformat(written).replace(tzinfo=BERLIN)
    assert f"{office_moment(moment, 'Europe/Berlin').astimezone(BERLIN):%Y-%m-%d %H:%M}" == ends


def test_no_offer_ends_on_a_public_holiday() -> None:
    thursday = datetime(2027, 3, 25, 18, tzinfo=BERLIN)
    easter = days_off("DE-NW", range(2027, 2028))
    assert f"{office_moment(thursday, 'Europe/Berlin', easter).astimezone(BERLIN):%a %d.%m. %H:%M}" == "Tue 30.03. 12:00"


@settings(deadline=None)
@given(st.integers(0, 2 * 365 * 24 * 60))
def test_an_offer_never_ends_at_night_or_on_a_weekend_and_never_too_early(minutes: int) -> None:
    moment = MONDAY + timedelta(minutes=minutes)
    end = office_moment(moment, "Europe/Berlin").astimezone(BERLIN)
    assert (end >= moment, end - moment <= timedelta(days=4), end.weekday() < 5, 9 <= end.hour <= 17) == (True, True, True, True)
