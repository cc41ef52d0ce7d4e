"""The worker ends in the middle, before and after every single commit, and another goes on: nothing lost, nothing twice."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlmodel import Session

from processor.config import Config
from processor.steps import rounds
from tests.steps.conftest import NOW, FaultyOffice, office_in
from tests.steps.test_faults import confirmed

PEOPLE = ("Aylin Kaya", "Murat Demir")


class Killed(BaseException):
    """No `except Exception` holds it up, as nothing holds up a kill -9."""


@contextmanager
def killed_at(moment: str, turn: int) -> Iterator[Counter[str]]:
    """Ends what is done inside at the commit of this number, `before_commit` or `after_commit`; counts the commits."""
    commits: Counter[str] = Counter()

    def count(_session: Session) -> None:
        commits[moment] += 1
        if commits[moment] == turn:
            raise Killed

    event.listen(Session, moment, count)
    try:
        with suppress(Killed):
            yield commits
    finally:
        event.remove(Session, moment, count)


def commits_of_a_round(folder: Path, config: Config) -> int:
    """How many commits a round needs in which two mails are taken in, answered and filed."""
    with office_in(folder, config) as office, killed_at("after_commit", -1) as commits:
        work(office)
    return commits["after_commit"]


def work(office: FaultyOffice) -> None:
    for name in PEOPLE:
        office.receive(name)
    office.tick()


def after_the_kill(office: FaultyOffice) -> tuple[list[tuple[str, str]], int, int, int]:
    """Another worker goes on: mails with their outcomes, most letters to one person, people without a letter, letters in doubt."""
    rounds.open_desk(office.desk, NOW)
    for minutes in (1, 2):
        office.tick(NOW + timedelta(minutes=minutes))
    doubtful = [status for status, _ in office.letters()].count("in_doubt")
    without = len(PEOPLE) - len(confirmed(office))
    return office.mails(), max(confirmed(office).values()), without, doubtful


@pytest.mark.parametrize("moment", ["before_commit", "after_commit"])
def test_wherever_the_worker_is_killed_the_next_goes_on_with_its_first_poll(moment: str, config: Config, tmp_path: Path) -> None:
    (tmp_path / "0").mkdir()
    count = commits_of_a_round(tmp_path / "0", config)
    assert count > 15
    for turn in range(1, count + 1):
        (tmp_path / str(turn)).mkdir()
        with office_in(tmp_path / str(turn), config) as office:
            with killed_at(moment, turn):
                work(office)
            mails, most, without, doubtful = after_the_kill(office)
            assert (turn, mails, most) == (turn, [("handled", "confirm")] * 2, 1)
            # Who has no letter is the one whose letter was in the hands of the sender; `status` names it.
            assert (turn, without <= doubtful <= 1) == (turn, True)
            assert (turn, len(office.imap.mails()), len(office.imap.mails("Anmeldung/Verarbeitet"))) == (turn, 0, 2)
