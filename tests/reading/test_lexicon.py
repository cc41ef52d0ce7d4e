"""The word lists load, and the reader uses each of them."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import processor.reading
from processor.domain.answer import Answer
from processor.domain.orders import OrderKind
from processor.reading.lexicon import alternatives, fold, one_of, pattern, tables

READING = Path(processor.reading.__file__).parent
LISTS = sorted(path.stem for path in (READING / "lexicon").glob("*.toml"))
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in READING.rglob("*.py"))


def entries(name: str) -> Iterator[str]:
    for table in tables(name).values():
        for words in table.values():
            yield from words


@pytest.mark.parametrize("name", LISTS)
def test_every_word_list_holds_words_that_can_be_found(name: str) -> None:
    assert all(isinstance(word, str) and fold(word).strip() for word in entries(name))


@pytest.mark.parametrize("name", LISTS)
def test_every_word_list_is_used(name: str) -> None:
    assert re.search(rf'"{name}"', SOURCE)


@pytest.mark.parametrize("name", LISTS)
def test_every_group_of_a_word_list_is_used(name: str) -> None:
    groups = {group for table in tables(name).values() for group in table if not group.isdigit()}
    known = {kind.value for kind in (*Answer, *OrderKind)} | set(tables("function_words"))
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
    content = tomllib.loads((READING / "lexicon" / f"{name}.toml").read_text(encoding="utf-8"))
    twice = [(language, word) for language, table in content.items() for words in table.values() for word in set(words) if words.count(word) > 1]
    assert twice == []
