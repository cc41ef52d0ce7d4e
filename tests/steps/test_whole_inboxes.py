"""Three whole inboxes, rightly read, end with the right list."""

import json
from pathlib import Path

import pytest

from processor.config import load
from processor.reading.people.before_names import without_titles
from processor.steps import rehearsal
from tests.inboxes import to_config
from tests.steps.labelled import reader_of

INBOXES = Path(__file__).parents[1] / "inboxes"


@pytest.mark.parametrize("name", ["bielefeld", "gelsenkirchen", "arnsberg"])
def test_a_rightly_read_inbox_ends_with_the_right_list(name: str, tmp_path: Path) -> None:
    inbox = INBOXES / name
    (tmp_path / "config.toml").write_text("\n".join(to_config.config(inbox)), encoding="utf-8")
    list(rehearsal.rehearse(load(tmp_path / "config.toml"), inbox / "mails", tmp_path / "out", reader_of(inbox)))
    found = json.loads((tmp_path / "out" / "registrations.json").read_text(encoding="utf-8"))
    expected = json.loads((inbox / "expected.json").read_text(encoding="utf-8"))
    assert {key: sorted(map(without_titles, names)) for key, names in found.items()} == {key: sorted(names) for key, names in expected.items()}
