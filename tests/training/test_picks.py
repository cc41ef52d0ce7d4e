"""Which words the network learns to take for the pick of an option."""


from processor.mime.parser import parse
from processor.reading.network.encoding import all_tokens
from tests.reading.letters import CHOICES, RECEIVED_AT, letter
from training.corpus import Labelled
from training.inboxes import example_of
from training.tags import bit

GARDEN, LETTERS, _ = CHOICES.options
MAIL = parse(b"From: Lea Adler <lea.adler@post.example>\r\n\r\nIch komme gern.\r\n", RECEIVED_AT)


def taught(text: str, choices: list[str]) -> dict[str, int]:
    """The tags that a labelled mail allows for each word of its text that names an option or stands beside one."""
    read = letter(text)
    example = example_of(Labelled("practice", "001", MAIL, read, {"kind": "person", "action": ["confirm"], "acts": ["register"], "attendees": ["Lea Adler"], "choices": choices}))
    assert example is not None
    return {token.text: tags for token, tags in zip(all_tokens(read), example.allowed, strict=True) if tags & bit("B-T")}


def test_a_word_of_an_option_that_the_label_picks_is_a_pick() -> None:
    assert taught("Ich komme gern in den Garten.", [GARDEN])["Garten"] == bit("B-T", "I-T")


def test_a_word_of_an_option_that_nobody_picks_is_none() -> None:
    assert taught("Unser Garten ist zu, ich nehme die Behördenbriefe.", [LETTERS]).keys() & {"Garten", "Behördenbriefe"} == {"Behördenbriefe"}


def test_among_several_lines_that_name_an_option_any_may_pick_it() -> None:
    assert taught("Der Garten klingt gut.\n\nAlso bitte Garten.", [GARDEN])["Garten"] == bit("O", "B-T", "I-T")
