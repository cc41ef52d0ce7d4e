"""Message-IDs of our letters cannot be made up."""

from processor.domain.message_ids import is_signed, signed

RANDOM = bytes(range(10))


def test_a_letters_message_id_is_believed() -> None:
    assert is_signed(signed(RANDOM, "stadt.example", "secret"), "secret")


def test_a_made_up_message_id_is_not_believed() -> None:
    made_up = ("mzxw6ytboi@stadt.example", "mzxw6ytboi.mzxw6ytboimzxw6y@stadt.example", signed(RANDOM, "stadt.example", "another"), "", "ä.ö@stadt.example")
    assert [is_signed(message_id, "secret") for message_id in made_up] == [False] * len(made_up)


def test_without_a_secret_nothing_is_believed() -> None:
    assert not is_signed(signed(RANDOM, "stadt.example", ""), "")
