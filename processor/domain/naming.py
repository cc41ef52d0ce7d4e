"""When two names mean one person, and when one is the other's corrected spelling."""

import unicodedata
from functools import lru_cache

TITLES = frozenset({"dr", "prof", "professor", "frau", "herr", "herrn", "hr", "fr", "med", "phil", "dipl", "ing", "mag"})

# 'Kara' is another family than 'Kaya', while 'Ghebremedhin' is 'Ghebremedin' with a letter more.
LONG_ENOUGH = 6
LONG = 8


@lru_cache(maxsize=10_000)
def words_of(name: str) -> frozenset[str]:
    """The words of a name, folded, without salutation and title; 'Öztürk' and 'Oeztuerk' are the same."""
    return frozenset(_folded_words(name))


def is_same(one: str, other: str) -> bool:
    """Whether two names are the same words in any order and case."""
    return bool(words_of(one)) and words_of(one) == words_of(other)


def may_be(mentioned: str, known: str) -> bool:
    """Whether a name in a mail can mean a known person: the same words, or a part of them ('Frau Kaya' for 'Aylin Kaya')."""
    part, whole = words_of(mentioned), words_of(known)
    return bool(part) and bool(whole) and (part <= whole or whole <= part)


def fuller(known: str, said: str) -> str:
    """The better of two spellings of one person's name: with more words, or with the marks and capitals that the other lacks."""
    if len(_folded_words(said)) != len(_folded_words(known)):
        return max((known, said), key=lambda name: len(_folded_words(name)))
    if said.casefold() == known.casefold():
        return said if known in {known.lower(), known.upper()} else known
    return said


def is_near(known: str, said: str) -> bool:
    """Whether every word of `said` is one of the known name's, exactly or but for a slip."""
    places = _places(known, said)
    return bool(places) and None not in places and len(set(places)) == len(places)


def has_other_given_name(known: str, said: str) -> bool:
    """Whether it is the given name that differs: a slip, or a brother ('Emina Kaya', 'Amina Kaya')."""
    old, new = _folded_words(known), _folded_words(said)
    return len(old) > 1 and 0 in _places(known, said) and old[0] not in new


def corrected(known: str, said: str) -> str:
    """The known name with the words of `said`, which is near it, in their new spelling ('Selam Ghebremedin', 'Ghebremedhin')."""
    old, new, spelled = _folded_words(known), _folded_words(said), known.split()
    if len(new) >= len(old) or len(spelled) != len(old):
        return said
    for place, word in zip(_places(known, said), said.split(), strict=False):
        if place is not None:
            spelled[place] = word
    return " ".join(spelled)


def _places(known: str, said: str) -> list[int | None]:
    old, new = _folded_words(known), _folded_words(said)
    is_part = len(new) < len(old)
    return [_place(word, old, LONG_ENOUGH if is_part else LONG_ENOUGH - 1) for word in new]


def _place(word: str, known: list[str], enough: int) -> int | None:
    """Which known word this is, exactly or, if it has enough letters, misspelled."""
    if word in known:
        return known.index(word)
    return next((place for place, other in enumerate(known) if min(len(word), len(other)) >= enough and _is_slip(word, other)), None)


def _is_slip(one: str, other: str) -> bool:
    return _distance(one, other) <= (2 if min(len(one), len(other)) >= LONG else 1)


def _distance(one: str, other: str) -> int:
    """Letters to insert, delete or exchange (Levenshtein)."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        above, row = row, [number]
        for place, there in enumerate(other, 1):
            row.append(min(above[place] + 1, row[place - 1] + 1, above[place - 1] + (letter != there)))
    return row[-1]


def _folded_words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i").replace("ł", "l").replace("ß", "ss"))
    letters = "".join(character if character.isalnum() else " " for character in plain if not unicodedata.combining(character))
    letters = letters.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return [word for word in letters.split() if word not in TITLES]
