"""What words of daily life are about."""

import pytest

from processor.reading.meanings import meanings_of


@pytest.mark.parametrize(("word", "field"), [
    ("beisetzung", "death"), ("pogrzebie", "death"), ("cenazesi", "death"), ("operiere", "medical"), ("elternzeit", "birth"), ("мами", "parent"), ("hospitiert", "medical"),
])
def test_a_word_is_about_what_its_stem_says_in_any_language(word: str, field: str) -> None:
    assert field in meanings_of(word)


def test_a_german_compound_is_about_what_its_last_part_says() -> None:
    assert meanings_of("herbstkonferenz") == {"duty"}


def test_arabic_words_count_without_article_and_conjunction() -> None:
    assert "duty" in meanings_of("والعمل") and "partner" in meanings_of("وزوجتي")


def test_a_word_without_a_star_counts_as_a_whole_only() -> None:
    assert "not" in meanings_of("nit") and "not" not in meanings_of("nitrat")


def test_a_name_is_about_nothing() -> None:
    assert meanings_of("huberbauer") == frozenset()


def test_endless_words_are_about_nothing() -> None:
    assert meanings_of("krank" * 1_000) == frozenset()
