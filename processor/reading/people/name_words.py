"""Which words are given names, family names or none, by their letters alone: a second opinion beside the lists and the network."""

import re
import zlib
from functools import cache, lru_cache
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from processor.reading import learned
from processor.reading.lexicon import fold

BUCKETS = 32_768
LONGEST = 20  # letters
RUNS = 80  # of a word as long as that
LENGTHS = (2, 3, 4, 5)
GIVEN, FAMILY, OTHER = KINDS = range(3)
# How much likelier it must be that two words are family and given name than the other way round, as most people write the given name first, and how likely each is to be that.
SURELY_TURNED = 4.0
A_FAMILY_NAME = log(0.67)
A_GIVEN_NAME = log(0.5)
# From here on a word is no part of a name.
HARDLY_A_NAME = log(0.74)
HARDLY_WITH_CAPITALS_INSIDE = log(0.5)
SURELY_GIVEN = log(0.74)
_CAPITALS_INSIDE = re.compile(r"(?!Mc|Mac|D[aei]|L[aeo]|Van|Fitz)[A-ZÄÖÜ]\w*[a-zäöü][A-ZÄÖÜ]")


class Likeness(NamedTuple):
    """Logarithms of the probabilities that a word is a given name, a family name, or none."""

    given: float
    family: float
    other: float


def are_turned(first: str, second: str) -> bool:
    """Whether two words are plainly a family name and a given name: "Oberhuber Annelies". Of scripts without capital letters too little is known."""
    one, other = likeness_of(first), likeness_of(second)
    is_likely = one.family > A_FAMILY_NAME and other.given > A_GIVEN_NAME
    return is_likely and _has_cases(first) and one.family + other.given - one.given - other.family > SURELY_TURNED


def is_hardly_a_name(word: str) -> bool:
    """Whether a word, of a script with capital letters, is hardly one of a name: "Blumenladen", "Amtsrätin", and sooner one with capitals inside."""
    needed = HARDLY_WITH_CAPITALS_INSIDE if has_capitals_inside(word) else HARDLY_A_NAME
    return _has_cases(word) and likeness_of(word).other > needed


def is_likely_family(word: str) -> bool:
    """Whether a word is sooner a family name than anything else by its letters."""
    return likeness_of(word).family > A_FAMILY_NAME


def is_surely_given(word: str) -> bool:
    """Whether a word is a given name by its letters."""
    return likeness_of(word).given > SURELY_GIVEN


def has_capitals_inside(word: str) -> bool:
    """Whether a word is written like an abbreviation ("OStR"), and not like "McKay" or "DiLorenzo"."""
    return _CAPITALS_INSIDE.match(word) is not None


def _has_cases(word: str) -> bool:
    return word[:1].isupper() or word[:1].islower()


@lru_cache(maxsize=10_000)
def likeness_of(word: str) -> Likeness:
    """What a word is by its letters."""
    scores = _weights()[list(runs_of(fold(word).strip(".")))].sum(axis=0)
    return Likeness(*map(float, scores - np.logaddexp.reduce(scores)))


def runs_of(word: str) -> tuple[int, ...]:
    """The numbers of a folded word and of its runs of letters, from 1; two that share a number are rare enough."""
    marked = f"^{word[:LONGEST]}$"
    runs = [f"={marked}", *(marked[start:start + length] for length in LENGTHS for start in range(len(marked) - length + 1))]
    return tuple(zlib.crc32(run.encode()) % (BUCKETS - 1) + 1 for run in runs[:RUNS])


@cache
def _weights() -> NDArray[np.float32]:
    """Of each run for each kind; kept as bytes with one scale."""
    with np.load(learned.path_of("name-words.npz")) as file:
        found: NDArray[np.float32] = file["weights"].astype(np.float32) * file["scale"]
        return found
