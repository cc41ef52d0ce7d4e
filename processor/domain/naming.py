"""When two names mean one person."""

import unicodedata

TITLES = frozenset({"dr", "prof", "professor", "frau", "herr", "herrn", "hr", "fr", "med", "phil", "dipl", "ing", "mag"})


def words_of(name: str) -> frozenset[str]:
    """The words of a name, folded, without salutation and title."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i").replace("ł", "l").replace("ß", "ss"))
    letters = "".join(character if character.isalnum() else " " for character in plain if not unicodedata.combining(character))
    return frozenset(word for word in letters.split() if word not in TITLES)


def is_same(one: str, other: str) -> bool:
    """Whether two names are the same words in any order and case."""
    return bool(words_of(one)) and words_of(one) == words_of(other)


def may_be(mentioned: str, known: str) -> bool:
    """Whether a name in a mail can mean a known person: the same words, or a part of them ('Frau Kaya' for 'Aylin Kaya')."""
    part, whole = words_of(mentioned), words_of(known)
    return bool(part) and bool(whole) and (part <= whole or whole <= part)
