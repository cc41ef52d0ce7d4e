"""Several workers at one mailbox on PostgreSQL: seats are given once, and where each takes his turn, in the order of arrival."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from processor.config import Config
from processor.domain.event import Capacity, Event
from processor.domain.mail import Mail
from processor.domain.office import Office
from processor.domain.request import Act, NamedAttendee, Request, Thread
from processor.steps import handling, rounds
from processor.steps.desk import Desk
from processor.storage import arrivals, queries
from processor.storage.arrivals import ArrivedMail
from processor.storage.database import open_database
from processor.storage.tables import InboundMailRow
from tests.postgresql import postgresql, postgresql_url
from tests.steps.conftest import registration

__all__ = ["postgresql", "postgresql_url"]

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
NAMES = tuple(f"Person {chr(65 + number // 10)}{chr(97 + number % 10)}" for number in range(100))
Work = Callable[[Desk], bool]


@pytest.fixture
def desks(config: Config, postgresql_url: str) -> Iterator[Sequence[Desk]]:
    """Four workers with connections of their own, ten seats, and a hundred mails that wait."""
    event = replace(config.events[0], capacity=Capacity(10), required=frozenset())
    made = [Desk(replace(config, events=(event,)), open_database(postgresql_url)) for _ in range(4)]
    rounds.open_desk(made[0], NOW)
    with made[0].database.transaction() as session:
        raws = [registration(name, address=f"mail@haus{number}.example") for number, name in enumerate(NAMES, 1)]
        address = config.mailbox.address
        arrivals.store_mails(session, [ArrivedMail(address, "INBOX", 1, number, raw, NOW + timedelta(seconds=number)) for number, raw in enumerate(raws, 1)], NOW)
    yield made
    for desk in made:
        desk.database.engine.dispose()


def read(mail: Mail, events: Sequence[Event], office: Office, thread: Thread) -> Request:
    del events, office, thread
    return Request((Act.REGISTER,), (NamedAttendee(mail.sender.name if mail.sender else ""),))


def handle_one(desk: Desk) -> bool:
    """Whether there was a mail to handle."""
    return handling.handle_next(desk, NOW + timedelta(hours=1), read) is not None


def in_turn(desk: Desk) -> bool:
    """The same, as the worker does it: only where no other is at the mailbox."""
    with desk.database.sole_user_of(desk.mailbox.address) as is_ours:
        return not is_ours or handle_one(desk)


def all_work(desks: Sequence[Desk], work: Work) -> None:
    def until_done(desk: Desk) -> None:
        while work(desk):
            pass

    with ThreadPoolExecutor(len(desks)) as pool:
        list(pool.map(until_done, desks))


def ranked(desk: Desk) -> list[tuple[str, str]]:
    with desk.database.transaction() as session:
        return [(found.present[0].name, found.status.value) for found in queries.all_registrations(session, desk.events[0].id)]


def test_a_hundred_mails_at_once_for_ten_seats_confirm_ten_and_fail_nowhere(desks: Sequence[Desk]) -> None:
    all_work(desks, handle_one)
    with desks[0].database.transaction() as session:
        mails = Counter((mail.status, mail.outcome, mail.attempts) for mail in session.exec(select(InboundMailRow)).all())
    assert mails == {("handled", "confirm", 1): 100}
    assert Counter(status for _, status in ranked(desks[0])) == {"confirmed": 10, "waitlisted": 90}


def test_workers_that_take_turns_give_the_seats_in_the_order_of_arrival(desks: Sequence[Desk]) -> None:
    all_work(desks, in_turn)
    assert ranked(desks[0]) == [(name, "confirmed" if number < 10 else "waitlisted") for number, name in enumerate(NAMES)]
