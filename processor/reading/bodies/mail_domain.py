"""Names in a mail that its sender's domain bears as well: "Bücherstube" in a mail from "…@buecherstube-nord.example" is where the writer comes from."""

import re
from collections.abc import Iterator
from functools import lru_cache

from processor.domain.matching import FREE_MAIL
from processor.reading.lexicon import fold

_PROVIDERS = {domain.rpartition(".")[0] for domain in FREE_MAIL}  # "gmx", under whatever ending
_SHORTEST = 5  # letters of a part of a domain that may be a name
_MOST_WORDS = 4
_LONGEST_ENDING = 2  # "Falkenfreunden"
_WORD = re.compile(r"[^\W\d_]+")
_UMLAUTS = re.compile("([aou])e")


def named_after(domain: str, line: str) -> Iterator[str]:
    """The shortest runs of words of a line, each beginning with a capital, that are the domain's name as a whole or its first part ("kita-am-see" in "kita-am-see.example", "tafel" in "tafel-nord.example"), with or without an ending."""
    names = _names_of(domain)
    if names is None:
        return
    words = list(_WORD.finditer(line))
    for first, word in enumerate(words):
        if word[0][0].isupper():
            runs = (words[first:last] for last in range(first + 1, min(first + _MOST_WORDS, len(words)) + 1))
            found = next((run for run in runs if _is_named("".join(part[0] for part in run), *names)), None)
            if found:
                yield line[word.start():found[-1].end()]


def is_named_after(domain: str, name: str) -> bool:
    """Whether a word of a name begins like the domain: "Kreistafel Nord e.V." in a mail from "kreistafel.example"."""
    begins = tuple(part for part in _names_of(domain) or () if len(part) >= _SHORTEST)
    return bool(begins) and (_plain("".join(_WORD.findall(name))).startswith(begins) or any(_plain(word).startswith(begins) for word in _WORD.findall(name)))


def _is_named(words: str, whole: str, first: str) -> bool:
    plain = _plain(words)
    return any(len(name) >= _SHORTEST and plain.startswith(name) and len(plain) <= len(name) + _LONGEST_ENDING for name in (whole, first))


@lru_cache(maxsize=100)
def _names_of(domain: str) -> tuple[str, str] | None:
    """The name in front of the ending of a domain, and its first part, without what keeps words apart; None where everybody has an address."""
    name = domain.rpartition(".")[0].rpartition(".")[2]
    return (_plain(name.replace("-", "")), _plain(name.partition("-")[0])) if name and name not in _PROVIDERS else None


def _plain(word: str) -> str:
    """Folded, and "ue" like "ü"."""
    return _UMLAUTS.sub(r"\1", fold(word))
