"""The word lists load, and the reader uses each of them."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import processor.reading
from processor.domain.answer import Answer
from processor.domain.orders import OrderKind
from processor.reading.letter.text import Part
from processor.reading.letter.tokens import split
from processor.reading.lexicon import alternatives, fold, one_of, pattern, tables
from processor.reading.meanings import fields
from processor.reading.network.encoding import SIGNS

READING = Path(processor.reading.__file__).parent
LISTS = sorted(path.stem for path in (READING / "lexicon").glob("*.toml"))
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in READING.rglob("*.py"))

LANGUAGES_OF_NOTIONS = {language for table in tables("notions").values() for language in table}
# Chinese, Hindi, Georgian and the Ethiopian scripts say in two signs what takes others four letters; so may the Arabic script.
SHORT_SCRIPTS = {"ar", "fa", "ur", "ps", "ku", "zh", "hi", "ka", "am", "ti"}


def entries(name: str) -> Iterator[str]:
    for table in tables(name).values():
        for words in table.values():
            yield from split_entries(name, words)


def split_entries(name: str, words: str | list[str]) -> list[str]:
    """Two large lists are strings, for speed: phrases with commas between them, and mere words."""
    if isinstance(words, list):
        return words
    return words.split(", ") if name == "notions" else words.split()


@pytest.mark.parametrize("name", LISTS)
def test_every_word_list_holds_words_that_can_be_found(name: str) -> None:
    assert all(isinstance(word, str) and fold(word).strip() for word in entries(name))


@pytest.mark.parametrize("name", LISTS)
def test_every_word_list_is_used(name: str) -> None:
    assert re.search(rf"""["']{name}["']""", SOURCE)


@pytest.mark.parametrize("name", LISTS)
def test_every_group_of_a_word_list_is_used(name: str) -> None:
    groups = {group for table in tables(name).values() for group in table if not group.isdigit()}
    known = {kind.value for kind in (*Answer, *OrderKind)} | set(tables("function_words")) | LANGUAGES_OF_NOTIONS | set(fields())
    assert {group for group in groups - known if not re.search(rf"""["']{group}["']""", SOURCE)} == set()


@pytest.mark.parametrize("name", LISTS)
def test_every_word_list_says_in_its_first_line_what_it_holds(name: str) -> None:
    assert (READING / "lexicon" / f"{name}.toml").read_text(encoding="utf-8").startswith("# ")


def test_words_in_a_larger_pattern_are_taken_as_they_stand_and_the_longest_first() -> None:
    assert alternatives("subjects", "before_forward") == "aw|re"
    assert alternatives("subjects", "marks").startswith("antwort|")
    assert re.fullmatch(alternatives("dates", "elsewhere"), "geb.") and not re.fullmatch(alternatives("dates", "elsewhere"), "gebt")


def test_patterns_in_a_larger_pattern_are_those_of_all_languages() -> None:
    assert one_of("sayings", "replaced").startswith(r"(?:statt)|(?:anstatt)|(?:anstelle(?:\s+von)?)|(?:fur)|(?:instead of)")
    assert pattern("sayings", "replaced").fullmatch("замість")
    assert pattern("sayings", "unknown").search("statt") is None


@pytest.mark.parametrize("name", LISTS)
def test_no_word_stands_twice_in_one_list(name: str) -> None:
    lists = [(language, split_entries(name, words)) for language, table in tables(name).items() for words in table.values()]
    assert [(language, word) for language, words in lists for word, times in Counter(words).items() if times > 1] == []


@pytest.mark.parametrize("table", sorted(tables("choice_words")))
def test_every_table_of_words_around_a_choice_is_used(table: str) -> None:
    assert tables("choice_words")[table]["words"]
    assert re.search(rf"""["']{table}["']""", SOURCE)


def test_every_field_of_meaning_is_a_sign_that_the_network_sees() -> None:
    assert [field for field in fields() if f"about_{field}" not in SIGNS] == []


def test_the_glossary_says_every_notion_in_german_first_and_names_languages_by_their_codes() -> None:
    glossary = tables("notions")
    assert [notion for notion, table in glossary.items() if next(iter(table)) != "de" or not table["de"]] == []
    assert [language for language in LANGUAGES_OF_NOTIONS if not re.fullmatch("[a-z]{2}", language)] == []


def test_the_glossary_holds_beginnings_of_words_in_lower_case_that_are_long_enough() -> None:
    listed = [(language, word) for table in tables("notions").values() for language, entry in table.items() for word in entry.split(", ")]
    assert [word for _, word in listed if word != word.lower() or word != word.strip()] == []
    assert [word for language, word in listed if len(word) < 4 and not word.startswith("=") and language not in SHORT_SCRIPTS] == []
    assert [word for _, word in listed if word.startswith("=") and not re.fullmatch(r"=[^\W\d_]{2,}", word)] == []


def test_every_ending_is_written_with_its_nominative() -> None:
    pairs = [pair for table in tables("inflection").values() for kind, endings in table.items() if kind != "family_never" for pair in endings]
    assert [pair for pair in pairs if not re.fullmatch(r"(?:[^\W\d_]+=[^\W\d_]*|=)", pair)] == []


def test_every_alphabet_and_gender_has_endings_of_given_names_and_of_one_kind_of_family_names_at_least() -> None:
    kinds = {"family", "family_too", "family_plainly", "family_beside"}
    assert [name for name, table in tables("inflection").items() if "given" not in table or not kinds & set(table) or {"family", "family_too"} <= set(table)] == []


@pytest.mark.parametrize("said", ["frau zoller und ich", "ich und frau zoller", "sie und mich", "mich und sie", "ms kaya and i", "me and ms kaya", "ms kaya and myself"])
def test_words_that_put_the_writer_beside_somebody_are_known(said: str) -> None:
    assert pattern("sayings", "beside_writer").search(said)
    assert not pattern("sayings", "beside_writer").search("frau zoller und herr krug, and it is mine")


def test_a_meaning_belongs_to_single_words() -> None:
    assert [entry for entry in entries("meanings") if [token.text for token in split(Part(0, fold(entry.removesuffix("*")), ""), "body")] != [fold(entry.removesuffix("*"))]] == []


def test_a_beginning_of_words_with_a_meaning_is_long_enough_to_spare_the_frequent_words_of_other_languages() -> None:
    beginnings = [fold(entry.removesuffix("*")) for entry in entries("meanings") if entry.endswith("*")]
    assert [beginning for beginning in beginnings if len(beginning) < 4 and beginning < "\u0250"] == []
