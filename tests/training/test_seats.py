"""How many seats the network learns to see in a mail as a whole."""

from pathlib import Path

import pytest

from processor.mime.parser import parse
from tests.reading.letters import RECEIVED_AT, letter
from training.corpus import Labelled
from training.inboxes import example_of
from training.tags import SEATS, seats_in
from training.texts import load_texts, seats_of

UNKNOWN = -1
MAIL = parse(b"From: Lea Adler <lea.adler@post.example>\r\n\r\nIch komme gern.\r\n", RECEIVED_AT)


def test_a_number_of_seats_has_its_place_and_many_are_more() -> None:
    assert [seats_in(count) for count in (None, 0, 1, 9, 10, 80)] == [UNKNOWN, 0, 1, 9, 10, 10]
    assert (SEATS[9], SEATS[10]) == ("9", "more")


@pytest.mark.parametrize(("entry", "seats"), [
    ("> register attends de\nIch komme.\n{w}", 1),
    ("> register attends de\nIch komme mit {a1} und {a2}.\n{w}", 3),
    ("> register none de\nEs kommt {a1}, ja, {a1.f}.\n{w}", 1),
    ("> register attends de count=4\nIch komme [4=zu viert].\n{w}", 4),
    ("> register attends de reply\nIch komme doch.\n{w}", UNKNOWN),
    ("> change stays de count=3\nWir sind nun [3=drei Personen].\n{w}", 3),
    ("> change stays de\n{a1} kommt noch dazu.\n{w}", UNKNOWN),
    ("> cancel cancels de\nIch sage ab.\n{w}", UNKNOWN),
])
def test_a_short_text_tells_the_seats_of_a_new_registration_or_where_it_counts_them(tmp_path: Path, entry: str, seats: int) -> None:
    (tmp_path / "new.txt").write_text(entry, encoding="utf-8")
    [short] = load_texts(tmp_path)
    assert seats_of(short) == seats


@pytest.mark.parametrize(("label", "seats"), [
    ({"action": ["confirm"], "acts": ["register"], "count": 2}, 2),
    ({"action": ["ask"], "acts": ["register"], "count": 14}, 10),
    ({"action": ["ask"], "acts": ["register"]}, UNKNOWN),
    ({"action": ["confirm"], "acts": ["register"], "count": 2, "answers": ["names"]}, UNKNOWN),
    ({"action": ["change"], "acts": ["change"], "count": 3}, 3),
    ({"action": ["change"], "acts": ["change"]}, UNKNOWN),
    ({"action": ["cancel"], "acts": ["cancel"], "count": 1}, UNKNOWN),
    ({"action": ["staff"], "acts": ["question"]}, UNKNOWN),
])
def test_a_labelled_mail_tells_the_seats_of_a_new_registration_or_the_new_total(label: dict[str, object], seats: int) -> None:
    text = letter("Ich komme gern.\nLea Adler")
    example = example_of(Labelled("practice", "001", MAIL, text, {"kind": "person", **label}))
    assert example is not None
    assert example.seats == seats
