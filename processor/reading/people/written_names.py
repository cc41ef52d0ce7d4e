"""How a name in a sentence is written on a list: without what does not belong to it, in order, in the nominative."""

import re

from processor.reading.inflection import without_case_ending
from processor.reading.lexicon import fold, words
from processor.reading.numbers import number_of
from processor.reading.people.before_names import is_function, is_rank_before_name, without_titles
from processor.reading.people.name_cases import in_nominative
from processor.reading.people.name_order import ordered
from processor.reading.people.names import INITIALS, PARTICLES, SALUTATIONS, is_given_name, script_of

UNFINISHED = frozenset({"von", "der", "vom"})  # "lydia von der Teestube"


def full_name(said: str, *, is_man: bool = False) -> str:
    """The name that words of a sentence mean: without titles, given before family name, in the nominative; `is_man`: the sentence says so, in another case."""
    return " ".join(in_nominative(ordered(cleaned(said)).split(), is_man=is_man))


def cleaned(name: str) -> str:
    """A name without what does not belong to it: titles, abbreviations, small words at its ends, and the same name in another script."""
    tokens = [_without_s(without_case_ending(_without_and(token))) for token in _without_article(_without_possessor(without_titles(name))).split()]
    while len(tokens) > 1 and not tokens[-1][0].isupper() and number_of(fold(tokens[-1]).removeprefix("ل")) is not None:
        tokens.pop()  # "Yilmaz zwei", but not "Ulla Zwanzig"
    while tokens and len(tokens[0].rstrip(".")) > 1 and tokens[0].endswith(".") and not INITIALS.fullmatch(tokens[0]):
        tokens.pop(0)
    while len(tokens) > 2 and (fold(tokens[0]) in words("people", "functions") or is_function(fold(tokens[0])) or is_rank_before_name(tokens)):
        tokens.pop(0)
    if len(tokens) > 1 and fold(tokens[0]) in words("people", "kin") and fold(tokens[0]) not in words("family_names") and is_given_name(tokens[1]) and _is_no_name(tokens[0]):
        tokens.pop(0)  # "Oma Inge Rausch"
    if len(tokens) > 1 and fold(tokens[0]) in words("people", "mother_of"):
        tokens.pop(0)
    if len(tokens) > 3 and fold(tokens[0]) in words("people", "kin") and tokens[1] == "von" and is_given_name(tokens[2]):
        tokens = tokens[2:]  # "Mama von Lara Stern"
    if len(tokens) > 2 and fold(tokens[0]) in words("people", "writer") and is_given_name(tokens[1]):
        tokens.pop(0)
    while len(tokens) > 1 and fold(tokens[0]) in words("closings") and not is_given_name(tokens[0]):
        tokens.pop(0)
    scripts = [script_of(token) for token in tokens]
    tokens = [token for token, script in zip(tokens, scripts, strict=True) if script == scripts[0]]
    if any(not token.islower() for token in tokens):
        while tokens and tokens[0].islower() and fold(tokens[0]) not in PARTICLES:
            tokens.pop(0)
        while tokens and tokens[-1].islower():
            tokens.pop()
    while len(tokens) > 1 and tokens[-1] in UNFINISHED:
        tokens.pop()
    return " ".join(in_nominative(tokens)).strip(" .,;:-–*\"'")


def presentable(name: str) -> str:
    """A name for the list: 'fatma yilmaz' and 'FATMA YILMAZ' are Fatma Yilmaz; whoever wrote small and capital letters meant them."""
    if not (name.islower() or name.isupper()):
        salutation, _, rest = name.partition(" ")
        return f"{salutation} {presentable(rest)}" if salutation in SALUTATIONS and (rest.islower() or rest.isupper()) else name
    return " ".join(word.lower() if fold(word) in PARTICLES else _capitalised(word) for word in name.split())


def _without_possessor(name: str) -> str:
    """Whose relative somebody is does not belong to the name: "Jamal's Amina Yusuf"."""
    possessor, _, rest = name.partition(" ")
    return rest if rest and _without_s(possessor) != possessor else name


def _without_s(token: str) -> str:
    """English sets its genitive off: "Jamal's"."""
    return token[:-2] if token.endswith(("'s", "’s")) else token


def _without_article(name: str) -> str:
    """Dialect puts an article to a woman's given name: "d'Annelies Bichler"."""
    return name[2:] if name[:2] in {"d'", "d’", "D'", "D’"} and is_given_name(name[2:].partition(" ")[0]) else name


def _without_and(token: str) -> str:
    """Arabic writes 'and' as one letter before the next word."""
    return token[1:] if token.startswith("و") and (len(token) > 4 or is_given_name(token[1:])) and not is_given_name(token) else token


def _is_no_name(word: str) -> bool:
    """Whether a word for kin is nobody's name as well: folded, the Turkish "karım" (my wife) is Karim."""
    return not is_given_name(word) or "ı" in word


def _capitalised(word: str) -> str:
    """The first letter of each part large, the others small; a dotted İ shows that the letters are Turkish."""
    small = word.replace("İ", "i").replace("I", "ı").lower() if "İ" in word else word.lower()
    return re.sub(r"[^\W\d_]+", lambda part: part[0][0].upper() + part[0][1:], small)
