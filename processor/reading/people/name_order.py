"""Names with the given name before the family name."""

import re
from collections.abc import Iterable
from itertools import takewhile

from processor.reading.bodies.names import is_organisation
from processor.reading.inflection import with_other_ending
from processor.reading.lexicon import fold, tables, words
from processor.reading.people.before_names import without_titles
from processor.reading.people.name_words import are_turned
from processor.reading.people.names import INITIALS, PARTICLES, is_given_name, script_of

SHORTEST_IN_CAPITALS = 3  # letters
# "Xiaoling", "Yifan": one or two syllables of Chinese in Latin letters; "Seo-yeon": two of Korean.
EAST_ASIAN = re.compile(
    r"(?i:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]ang|iong|[aeio]ng|iao|uai|i?an|uan|[ae]i|[ao]u|ao|[eiu]n|i[aeu]|u[aoie]|er|[aoeiu])){2}|[A-Z][a-z]{1,5}-[a-z]{1,6}")


def ordered(name: str) -> str:
    """Given before family name: 'Yılmaz, Fatma' and 'BEGOVIĆ Emir' are turned round; titles and salutations are off."""
    name = without_titles(re.sub(r"\(.*?\)|\[.*?\]", " ", name))
    if "," in name:
        family, _, given = name.partition(",")
        if given.strip() and not is_organisation(given):
            return without_titles(f"{given.strip()} {family.strip()}")
        return family.strip()
    tokens = name.split()
    if len(tokens) == 2 and _is_turned(*tokens):
        return f"{tokens[1]} {tokens[0]}"
    in_capitals = list(takewhile(lambda token: token.isupper() and (_is_in_capitals(token) or fold(token) in PARTICLES), tokens))
    if len(tokens) > 2 and any(map(_is_in_capitals, in_capitals)) and not any(token.isupper() for token in tokens[len(in_capitals):]):
        return " ".join([*tokens[len(in_capitals):], *in_capitals])  # "OSSOHOU Koffi Innocent"
    if len(tokens) > 2 and fold(tokens[0]) in words("family_names", "first") and fold(tokens[-1]) not in words("family_names", "first"):
        return " ".join([*tokens[1:], tokens[0]])
    if len(tokens) == 3 and _is_patronymic(tokens[2]) and not is_given_name(tokens[0]):
        return f"{tokens[1]} {tokens[2]} {tokens[0]}"
    return " ".join(tokens)


def turned_back(name: str) -> str:
    """The last word first: 'Kaya Aylin' is Aylin Kaya."""
    first, _, last = name.rpartition(" ")
    return f"{last} {first}".strip()


def _is_in_capitals(token: str) -> bool:
    """A family name in capitals; two letters are one only where they are known ("DO Thi Kim", but no "DI Herwig Kaltenböck")."""
    return token.isupper() and not INITIALS.fullmatch(token) and (len(token) >= SHORTEST_IN_CAPITALS or fold(token) in words("family_names", "first"))


def _is_turned(first: str, second: str) -> bool:
    """Whether these are a family name and a given name: 'BEGOVIĆ Emir', 'Kaya Aylin', 'Zhang Yifan'."""
    if first.isupper() and len(first.rstrip(".")) > 1 and not second.isupper() and not INITIALS.fullmatch(first):
        return True
    if is_given_name(first):
        return False
    if are_turned(first, second) and not EAST_ASIAN.fullmatch(first) and not _is_patronymic(second):
        return True
    if fold(second) in words("family_names"):
        return False
    if _given_in_nominative(second, ["hungarian"]):  # "Balogh Gergővel": whoever inflects a name in Hungarian sets the family name first
        return True
    if is_given_name(second) or (script_of(second) == "cyrillic" and _given_in_nominative(second, tables("inflection"))):
        return fold(first) in words("family_names") or first.islower() or script_of(first) == "cyrillic"
    return fold(first) in words("family_names", "before_one") and EAST_ASIAN.fullmatch(second) is not None


def _is_patronymic(word: str) -> bool:
    return fold(word).endswith(tuple(words("names", "patronymics")))


def _given_in_nominative(word: str, cases: Iterable[str]) -> str:
    """The known given name of which a word may be one of these cases: "Наталья" for "Наталью"; "" where there is none."""
    return next((name for case in cases for name in with_other_ending(word, tables("inflection")[case]["given"]) if is_given_name(name)), "")
