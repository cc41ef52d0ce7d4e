"""The word lists load, and the reader uses each of them."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import processor.reading
from processor.reading.lexicon import fold, tables

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
def test_no_word_stands_twice_in_one_list(name: str) -> None:
    content = tomllib.loads((READING / "lexicon" / f"{name}.toml").read_text(encoding="utf-8"))
    twice = [(language, word) for language, table in content.items() for words in table.values() for word in set(words) if words.count(word) > 1]
    assert twice == []
