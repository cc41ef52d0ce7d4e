"""Which words may be a person's name."""

import re
from functools import cache

from processor.reading.bodies.names import is_organisation
from processor.reading.lexicon import fold, words
from processor.reading.people.before_names import without_titles
from processor.reading.people.names import PARTICLES, is_given_name

TOKEN = re.compile(r"[^\W\d_]+(?:[.'’ʼ`-][^\W\d_]+)*\.?")


def may_be_name(token: str) -> bool:
    """Whether a word can be part of a name: a capital letter or a script without capitals, and no everyday word."""
    folded = fold(token).strip(".")
    if len(folded) < 2 or folded in _everyday():
        return folded in words("first_names") and folded not in words("everyday_words")
    return not token[:1].islower()


def is_plausible(name: str) -> bool:
    """Whether words that look like a name can be one: no word of forms, calendars or organisations, but for the last behind a given name ("Ute Freitag")."""
    tokens = [fold(token).strip(".") for token in name.split()]
    if name.islower() and not any(is_given_name(token) or token in words("family_names") for token in tokens):
        return False
    strange = [token in _everyday() and token not in PARTICLES and token not in words("family_names") for token in tokens]
    if len(tokens) > 1 and is_given_name(tokens[0]):  # "Selam Gebru", though Selam greets as well; "Mehmet Ali Tunç", though "ali" is "but" in Bosnian
        return not any(is_strange and not is_given_name(token) for token, is_strange in zip(tokens[1:-1], strange[1:-1], strict=True)) and not (strange[-1] and tokens[-1] in words("function_words"))
    if not tokens or any(strange):
        return False
    return len(tokens) > 1 or is_given_name(tokens[0]) or tokens[0] in words("family_names")


def is_person(text: str) -> bool:
    """Whether a short text is nothing but a person's name."""
    plain = without_titles(text.strip(" .,;:!-–*\"'"))
    tokens = plain.replace(",", " ").split()
    if not 1 <= len(tokens) <= 5 or is_organisation(plain) or any(character.isdigit() for character in plain) or "@" in plain:
        return False
    real = [token for token in tokens if fold(token) not in PARTICLES]
    if not real or not all(TOKEN.fullmatch(token) and may_be_name(token) for token in real):
        return False
    # Scripts without capital letters give no other sign: there a given name must be known.
    has_capitals = all(token[:1].isupper() for token in real)
    return any(is_given_name(token) for token in real) if len(real) == 1 or not has_capitals else True


@cache
def _everyday() -> frozenset[str]:
    people = words("people", "kin") | words("people", "kin_plural") | words("people", "honorifics") | words("people", "titles") | words("people", "possessives")
    return (words("everyday_words") | people | words("function_words") | words("people", "writer") | words("forms")) - words("everyday_words", "names_too")
