"""The short texts are what they say of themselves."""

from pathlib import Path

import pytest

from training.texts import load_texts, signatures_of


def test_all_texts_are_well_formed() -> None:
    assert len(load_texts()) > 13_000


@pytest.mark.parametrize(("entry", "fault"), [
    ("> register attends de\nIch komme mit {x1}.", "the slot 'x1' is unknown"),
    ("> register attends de count=3\nIch komme mit {a1}.", "2 are named and 0 come without a name, but count is 3"),
    ("> register none de\nBitte um Infos.", "nobody is registered"),
    ("> cancel gone de\nIch sage ab.", "'cancel gone de' is no purpose, writer and language"),
    ("> register attends de color=red\nIch komme.", "the mark 'color' is unknown"),
])
def test_a_wrong_entry_is_named_with_its_fault(tmp_path: Path, entry: str, fault: str) -> None:
    (tmp_path / "new.txt").write_text(entry, encoding="utf-8")
    with pytest.raises(ValueError, match="new-0") as raised:
        load_texts(tmp_path)
    assert str(raised.value) == f"new-0: {fault}"


def test_a_signature_with_people_of_the_text_above_is_lent_to_nobody(tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("> register none de\n{a1} kommt.\n--\n{w}\n{o}\n> register none de\n{a1} kommt.\n--\n{a1}, {o}", encoding="utf-8")
    assert signatures_of(load_texts(tmp_path)) == {"de": ["{w}\n{o}"]}
