"""What the network learns of how people take part."""

from dataclasses import replace

import pytest

from processor.domain.event import EventMode
from processor.mime.parser import parse
from tests.reading.letters import RECEIVED_AT, event, letter
from training.corpus import Labelled
from training.inboxes import example_of
from training.tags import MODES

UNKNOWN = ""
MAIL = parse(b"From: Lea Adler <lea.adler@post.example>\r\n\r\nIch komme gern.\r\n", RECEIVED_AT)


@pytest.mark.parametrize(("mode", "label", "learned"), [
    (EventMode.HYBRID, {"mode": "online"}, "online"),
    (EventMode.HYBRID, {}, "none"),
    (EventMode.IN_PERSON, {}, UNKNOWN),
    (EventMode.ONLINE, {"mode": "online"}, "online"),
    (EventMode.HYBRID, {"attendees": [{"name": "Lea Adler", "mode": "online"}, {"name": "Nils Paul", "mode": "in_person"}]}, "mixed"),
    (EventMode.HYBRID, {"mode": "online", "attendees": [{"name": "Lea Adler", "mode": "online"}]}, "online"),
])
def test_where_everybody_comes_the_one_way_a_label_without_a_mode_says_nothing_of_the_words(mode: EventMode, label: dict[str, object], learned: str) -> None:
    text = letter("Ich komme gern.\nLea Adler", events=(replace(event(), mode=mode),))
    example = example_of(Labelled("practice", "001", MAIL, text, {"kind": "person", "action": ["confirm"], "acts": ["register"], **label}))
    assert example is not None
    assert (MODES[example.mode] if example.mode >= 0 else UNKNOWN) == learned
