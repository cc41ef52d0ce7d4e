"""What every room of names needs: known given names, small words within names, scripts."""

import re

from processor.reading.lexicon import fold, words

PARTICLES = words("names", "particles")
HOMOGRAPHS = words("names", "homographs")
SALUTATIONS = frozenset({"Frau", "Herr"})
INITIALS = re.compile(r"[^\W\d_]\.-[^\W\d_]\.")  # "K.-H. Schuster"


def is_given_name(token: str) -> bool:
    """Whether a word stands among the given names, and is not an everyday word as well."""
    folded = fold(token).strip(".")
    parts = folded.split("-")
    return folded not in HOMOGRAPHS and (folded in words("first_names") or (all(part in words("first_names") for part in parts) and len(parts) > 1))


def is_lone_given_name(name: str) -> bool:
    """Whether only a given name is known: too little for a list, and for telling two people apart."""
    return len(name.split()) == 1 and is_given_name(name)


def is_same_script(one: str, other: str) -> bool:
    """Whether two names are written in the same letters."""
    return not one or not other or script_of(one) == script_of(other)


def script_of(token: str) -> str:
    """By the first letter "latin", "cyrillic", "arabic" or "other"."""
    if not token[0].isalpha() or token[0] < "\u0250":
        return "latin"
    return "cyrillic" if "\u0400" <= token[0] <= "\u04ff" else "arabic" if "\u0600" <= token[0] <= "\u06ff" else "other"
