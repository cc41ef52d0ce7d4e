"""Word lists per language, one TOML file a list, and the folding under which they are compared."""

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

_LETTERS = str.maketrans({
    "ı": "i", "İ": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ё": "е",
    "\u0640": None, "\u200b": None, "\u200c": " ", "\u200d": None, "\u200e": None, "\u200f": None, "\ufeff": None,
    "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ي": "ي", "ی": "ي", "ک": "ك", "’": "'", "ʼ": "'", "`": "'", "´": "'", "\u00a0": " ", "\u202f": " ",
})


def fold(text: str) -> str:
    """`text` in lower case, without accents, tatweel and harakat, with ı→i, ł→l, ß→ss and one form of alef, yeh and kaf.

    The umlauts lose their dots ("Grüße" → "grusse"); й and ї stay apart from и and і, they are letters of their own.
    """
    lowered = text.translate(_LETTERS).casefold()
    if lowered.isascii():
        return lowered
    return "".join(_without_accent(letter) for letter in lowered if not unicodedata.combining(letter))


def _without_accent(letter: str) -> str:
    if letter.isascii() or "\u0400" <= letter <= "\u04ff":
        return letter
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part)).translate(_LETTERS)


@cache
def words(list_name: str, language: str | None = None) -> tuple[str, ...]:
    """The words of `lexicon/<list_name>.toml` as written there: of one ISO 639-1 language, or of all; () where it has none."""
    languages = table(list_name)
    wanted = languages.values() if language is None else [languages.get(language, {})]
    return tuple(dict.fromkeys(word for section in wanted for word in section.get("words", ())))


@cache
def folded_words(list_name: str, language: str | None = None) -> frozenset[str]:
    """The same words, folded."""
    return frozenset(fold(word) for word in words(list_name, language))


@cache
def table(list_name: str) -> MappingProxyType[str, dict[str, Any]]:
    """The whole file by its first-level tables; raises FileNotFoundError for an unknown list."""
    text = files(__name__).joinpath(f"{list_name}.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text))
