"""What the network learns of names that stand in a sentence otherwise than in its label."""

import pytest

from processor.mime.parser import parse
from processor.reading.network.encoding import all_tokens
from tests.reading.letters import RECEIVED_AT, letter
from training.corpus import Labelled
from training.inboxes import example_of
from training.tags import TAGS

MAIL = parse(b"From: Lea Adler <lea.adler@post.example>\r\n\r\n\r\n", RECEIVED_AT)


def names_in(words: str, name: str) -> tuple[bool, list[str]]:
    """Whether the example is one of names in other cases, and the words that can be nothing but somebody who comes."""
    label = {"kind": "person", "action": ["confirm"], "acts": ["register"], "attendees": [name]}
    text = letter(words)
    example = example_of(Labelled("practice", "001", MAIL, text, label))
    assert example is not None
    comes = sum(1 << TAGS.index(f"{position}-A") for position in "BI")
    tokens = all_tokens(text)
    return example.has_cases, [token.text for token, allowed in zip(tokens, example.allowed, strict=True) if allowed and not allowed & ~comes]


@pytest.mark.parametrize(("words", "name", "learned"), [
    ("Zgłaszam Grzegorza Wilczka.", "Grzegorz Wilczek", (True, ["Grzegorza", "Wilczka"])),
    ("Kızım Elif Kaya'yı yazın.", "Elif Kaya", (True, ["Elif", "Kaya'yı"])),
    ("Es kommt Elif Kaya.", "Elif Kaya", (False, ["Elif", "Kaya"])),
    ("Es kommt Elif Kayserling.", "Elif Kaya", (False, ["Elif"])),
])
def test_a_name_in_another_case_is_learned_as_a_name(words: str, name: str, learned: tuple[bool, list[str]]) -> None:
    assert names_in(words, name) == learned
