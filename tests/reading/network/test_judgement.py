"""The networks that come with the program, and how they are read."""

import numpy as np
import pytest

from processor.reading import learned
from processor.reading.network import judgement
from processor.reading.network.encoding import SIGNS, encode
from tests.reading.letters import letter

TEXTS = ("", "?", "Ich melde mich an.\nLea Adler", "سأحضر مع زوجتي", "a" * 5_000, "\u202e\u200b\x00 =cmd|' /C calc'!A0 {{ 7*7 }}", "> " * 300, "😀 " * 200)


def test_all_models_together_are_smaller_than_five_megabytes() -> None:
    assert 0 < sum(path.stat().st_size for path in learned.paths_of("*.npz")) < 5_000_000


def test_every_sign_has_a_place_of_its_own() -> None:
    assert sorted(SIGNS.values()) == list(range(len(SIGNS)))


@pytest.mark.parametrize("text", TEXTS)
def test_probabilities_sum_to_one_whatever_is_written(text: str) -> None:
    seen = judgement.look(letter(text))
    assert np.allclose(seen.tags.sum(axis=1), 1, atol=1e-4)
    assert [round(sum(words.values()), 3) for words in seen.whole.values()] == [1.0] * len(judgement.HEADS)


def test_a_mail_is_seen_in_the_same_way_each_time() -> None:
    text = letter("Ich komme mit Wanda Ziegler.\nLea Adler")
    first = judgement.look(text)
    judgement.look.cache_clear()
    assert np.array_equal(first.tags, judgement.look(text).tags)


def test_a_mail_is_encoded_up_to_a_limit() -> None:
    assert len(encode(letter("wort " * 5_000)).tokens) == 420


def test_only_what_all_networks_see_is_sure() -> None:
    seen = np.array([[[0.9, 0.1, 0.0]], [[0.5, 0.1, 0.4]]], np.float32)
    assert judgement._agreed(seen).tolist() == [pytest.approx([0.8333, 0.1667, 0.0], abs=1e-4)]
