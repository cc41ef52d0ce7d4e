"""Seats and the waiting list hold their promises whatever comes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from processor.domain.case import SeatsTaken
from processor.domain.event import Capacity, Event, EventMode, Mode
from processor.domain.promotion import promotions
from processor.domain.registration import Attendee, Registration, Status
from processor.domain.seating import added, fits, taken_by

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
STARTS = NOW + timedelta(days=30)


def event(capacity: Capacity, mode: EventMode = EventMode.IN_PERSON) -> Event:
    return Event("e", "E", STARTS, STARTS, STARTS, "Rathaus", "Europe/Berlin", mode=mode, capacity=capacity)


def waiting(number: int, seats: int) -> Registration:
    return Registration(number, "e", None, Status.WAITLISTED, tuple(Attendee("", NOW) for _ in range(seats)), NOW + timedelta(minutes=number))


def test_a_group_that_does_not_fit_is_passed_over_and_keeps_its_place() -> None:
    moved = promotions(event(Capacity(total=2)), SeatsTaken(), [waiting(1, 3), waiting(2, 2), waiting(3, 1)], NOW)
    assert [registration.number for registration in moved] == [2]


def test_seats_are_counted_for_each_mode_where_it_has_a_number() -> None:
    hybrid = event(Capacity(in_person=1, online=5), EventMode.HYBRID)
    online, present = Attendee("", NOW, Mode.ONLINE), Attendee("", NOW, Mode.IN_PERSON)
    taken = SeatsTaken(in_person=1)
    assert (fits(hybrid, taken, [online, online]), fits(hybrid, taken, [present])) == (True, False)


@settings(deadline=None)
@given(st.integers(0, 30), st.lists(st.integers(1, 6), max_size=15))
def test_no_promotion_exceeds_the_seats_and_who_waits_longest_and_fits_is_first(capacity: int, groups: list[int]) -> None:
    place = event(Capacity(total=capacity))
    queue = [waiting(number, seats) for number, seats in enumerate(groups, 1)]
    moved = {registration.number for registration in promotions(place, SeatsTaken(), queue, NOW)}
    taken = SeatsTaken()
    for registration in queue:
        assert fits(place, taken, registration.present) == (registration.number in moved)
        if registration.number in moved:
            taken = added(taken, taken_by(place, registration.present))
    assert taken.total <= capacity
