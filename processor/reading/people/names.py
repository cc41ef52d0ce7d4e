"""What a person's name looks like, and how it is written on a list."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import takewhile

from processor.reading.bodies.names import is_organisation
from processor.reading.inflection import NEVER_NOMINATIVE, with_other_ending, without_case_ending
from processor.reading.lexicon import fold, tables, words
from processor.reading.numbers import number_of
from processor.reading.people.name_words import are_turned, is_hardly_a_name, is_surely_given

TOKEN = re.compile(r"[^\W\d_]+(?:[.'’ʼ`-][^\W\d_]+)*\.?")
PARTICLES = words("names", "particles")
HOMOGRAPHS = words("names", "homographs")
SALUTATIONS = frozenset({"Frau", "Herr"})
UNFINISHED = frozenset({"von", "der", "vom"})  # "lydia von der Teestube"
SHORTEST_FUNCTION = 8  # letters
SHORTEST_INITIAL = 1
RANK = re.compile(r"^(?!Mc|Mac|D[aei]|L[aeo]|Van|Fitz)\w*[a-zäöü][A-ZÄÖÜ]|^[A-ZÄÖÜ]{2,4}$|[^\W\d_]\.[^\W\d_]|[^\W\d_]{5}in$")  # "OStR", "AL", "Mag.a", "Amtsrätin"
INITIALS = re.compile(r"[^\W\d_]\.-[^\W\d_]\.")  # "K.-H. Schuster"
RANK_OF_A_WOMAN = re.compile(r"[A-ZÄÖÜ]{2,}in")  # "PHKin", "ORRin"
SHORTEST_IN_CAPITALS = 3  # letters
# "Xiaoling", "Yifan": one or two syllables of Chinese in Latin letters; "Seo-yeon": two of Korean.
EAST_ASIAN = re.compile(
    r"(?i:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]ang|iong|[aeio]ng|iao|uai|i?an|uan|[ae]i|[ao]u|ao|[eiu]n|i[aeu]|u[aoie]|er|[aoeiu])){2}|[A-Z][a-z]{1,5}-[a-z]{1,6}")


def is_given_name(token: str) -> bool:
    """Whether a word stands among the given names, and is not an everyday word as well."""
    folded = fold(token).strip(".")
    parts = folded.split("-")
    return folded not in HOMOGRAPHS and (folded in words("first_names") or (all(part in words("first_names") for part in parts) and len(parts) > 1))


def may_be_name(token: str) -> bool:
    """Whether a word can be part of a name: a capital letter or a script without capitals, and no everyday word."""
    folded = fold(token).strip(".")
    if len(folded) < 2 or folded in _everyday():
        return folded in words("first_names") and folded not in words("everyday_words")
    return not token[:1].islower()


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
    if is_given_name(second) or (_script(second) == "cyrillic" and _given_in_nominative(second)):
        return fold(first) in words("family_names") or first.islower() or _script(first) == "cyrillic"
    return fold(first) in words("family_names", "before_one") and EAST_ASIAN.fullmatch(second) is not None


def _is_patronymic(word: str) -> bool:
    return fold(word).endswith(tuple(words("names", "patronymics")))


def _given_in_nominative(word: str) -> str:
    """The known given name of which a word may be a case: "Наталья" for "Наталью"; "" where there is none."""
    return next((name for endings in tables("inflection").values() for name in with_other_ending(word, endings["given"]) if is_given_name(name)), "")


def full_name(said: str) -> str:
    """The name that words of a sentence mean: without titles, given before family name, in the nominative."""
    return " ".join(_in_nominative(ordered(cleaned(said)).split()))


def without_titles(name: str) -> str:
    """'Frau Dr. Simone Brenneke' is Simone Brenneke."""
    tokens = name.replace(" ,", ",").split()
    while tokens and (fold(tokens[0]).strip(",") in _before_names() or (len(tokens) > 1 and stands_before_names(tokens[0]))):
        tokens.pop(0)
    return " ".join(token for token in tokens if fold(token).strip(",") not in words("people", "titles") or len(token) < 2).strip(" ,;:.-–*\"'")


def stands_before_names(word: str) -> bool:
    """Whether a word before a name is none of its words: a salutation, a title, or what somebody is ("Gemeindereferentin")."""
    folded = fold(word).strip(",")
    return folded in _before_names() or _is_function(folded) or RANK_OF_A_WOMAN.fullmatch(word) is not None


def _is_function(folded: str) -> bool:
    """Whether a word says what somebody is by its end: "Betreuungskraft", "Gemeinderat", but not "Montserrat"."""
    return len(folded) >= SHORTEST_FUNCTION and folded.endswith(_ends_of_functions()) and not is_given_name(folded)


@cache
def _ends_of_functions() -> tuple[str, ...]:
    return tuple(words("people", "function_ends"))


@cache
def _before_names() -> frozenset[str]:
    """Folded words that stand before a name and are none: salutations, titles, functions."""
    return words("people", "honorifics") | words("people", "titles") | words("people", "functions")


def cleaned(name: str) -> str:
    """A name without what does not belong to it: titles, abbreviations, small words at its ends, and the same name in another script."""
    tokens = [without_case_ending(_without_and(token)) for token in _without_article(without_titles(name)).split()]
    while len(tokens) > 1 and not tokens[-1][0].isupper() and number_of(fold(tokens[-1]).removeprefix("ل")) is not None:
        tokens.pop()  # "Yilmaz zwei", but not "Ulla Zwanzig"
    while tokens and len(tokens[0].rstrip(".")) > 1 and tokens[0].endswith(".") and not INITIALS.fullmatch(tokens[0]):
        tokens.pop(0)
    while len(tokens) > 2 and (fold(tokens[0]) in words("people", "functions") or _is_function(fold(tokens[0])) or _is_before_given_name(tokens)):
        tokens.pop(0)
    if len(tokens) > 1 and fold(tokens[0]) in words("people", "kin") and fold(tokens[0]) not in words("family_names") and is_given_name(tokens[1]) and _is_no_name(tokens[0]):
        tokens.pop(0)  # "Oma Inge Rausch"
    if len(tokens) > 1 and fold(tokens[0]) in words("people", "mother_of"):
        tokens.pop(0)
    if len(tokens) > 2 and fold(tokens[0]) in words("people", "writer") and is_given_name(tokens[1]):
        tokens.pop(0)
    while len(tokens) > 1 and fold(tokens[0]) in words("closings") and not is_given_name(tokens[0]):
        tokens.pop(0)
    scripts = [_script(token) for token in tokens]
    tokens = [token for token, script in zip(tokens, scripts, strict=True) if script == scripts[0]]
    if any(not token.islower() for token in tokens):
        while tokens and tokens[0].islower() and fold(tokens[0]) not in PARTICLES:
            tokens.pop(0)
        while tokens and tokens[-1].islower():
            tokens.pop()
    while len(tokens) > 1 and tokens[-1] in UNFINISHED:
        tokens.pop()
    return " ".join(_in_nominative(tokens)).strip(" .,;:-–*\"'")


def _is_before_given_name(tokens: Sequence[str]) -> bool:
    """'OStR Ines Vogel', 'Amtsrätin Ines Vogel': a rank before a given name. Other words that are hardly a name stay, for a human to see."""
    is_rank = RANK.search(tokens[0]) is not None and begins_no_name(tokens[0])
    return is_rank and (is_given_name(tokens[1]) or is_surely_given(tokens[1]))


def begins_no_name(word: str) -> bool:
    """Whether the first word of a longer name is hardly one: no particle, no initial and no known given name."""
    return len(word.strip(".")) > SHORTEST_INITIAL and fold(word) not in PARTICLES and not is_given_name(word) and is_hardly_a_name(word)


def _is_no_name(word: str) -> bool:
    """Whether a word for kin is nobody's name as well: folded, the Turkish "karım" (my wife) is Karim."""
    return not is_given_name(word) or "ı" in word


def _in_nominative(tokens: list[str]) -> list[str]:
    """'Дарину Скрипник' and 'Piotra Nowaka' in a sentence are Дарина Скрипник and Piotr Nowak; a known given name stays ('Jana Becker'), unless the family name shows the case ('Edina Begovića')."""
    if len(tokens) < 2:
        return tokens
    is_known = is_given_name(tokens[0]) and not tokens[0].endswith(NEVER_NOMINATIVE)
    found = (_put_into_nominative(tokens, endings, is_known=is_known) for endings in tables("inflection").values() if not tokens[-1].endswith(tuple(endings.get("family_never", ()))))
    return max(filter(None, found), key=lambda name: (name[-1] != tokens[-1], is_given_name(name[0])), default=tokens)  # "Миколою Петренком" is a man's name by its end


def _put_into_nominative(tokens: list[str], endings: Mapping[str, list[str]], *, is_known: bool) -> list[str]:
    """The name by the endings of one gender, where the given name is then a known one; [] where they do not fit."""
    plainly = next(with_other_ending(tokens[-1], endings.get("family_plainly", [])), "")
    family = plainly or next(with_other_ending(tokens[-1], [*endings.get("family", []), *endings.get("family_too", [])]), "")
    possible = list(with_other_ending(tokens[0], endings["given"]))
    given = next(filter(is_given_name, possible), possible[0] if possible and tokens[0].endswith(NEVER_NOMINATIVE) else "")
    is_fitting = plainly or (not is_known and (family or "family" in endings))
    between = [next(with_other_ending(token, endings.get("patronymic", [])), token) for token in tokens[1:-1]]
    return [given, *between, family or tokens[-1]] if given and is_fitting else []


def presentable(name: str) -> str:
    """A name for the list: 'fatma yilmaz' and 'FATMA YILMAZ' are Fatma Yilmaz; whoever wrote small and capital letters meant them."""
    if not (name.islower() or name.isupper()):
        salutation, _, rest = name.partition(" ")
        return f"{salutation} {presentable(rest)}" if salutation in SALUTATIONS and (rest.islower() or rest.isupper()) else name
    return " ".join(word.lower() if fold(word) in PARTICLES else _capitalised(word) for word in name.split())


def _capitalised(word: str) -> str:
    """The first letter of each part large, the others small; a dotted İ shows that the letters are Turkish."""
    small = word.replace("İ", "i").replace("I", "ı").lower() if "İ" in word else word.lower()
    return re.sub(r"[^\W\d_]+", lambda part: part[0][0].upper() + part[0][1:], small)


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


def is_same_script(one: str, other: str) -> bool:
    """Whether two names are written in the same letters."""
    return not one or not other or _script(one) == _script(other)


def _without_article(name: str) -> str:
    """Dialect puts an article to a woman's given name: "d'Annelies Bichler"."""
    return name[2:] if name[:2] in {"d'", "d’", "D'", "D’"} and is_given_name(name[2:].partition(" ")[0]) else name


def _without_and(token: str) -> str:
    """Arabic writes 'and' as one letter before the next word."""
    return token[1:] if token.startswith("و") and (len(token) > 4 or is_given_name(token[1:])) and not is_given_name(token) else token


def _script(token: str) -> str:
    if not token[0].isalpha() or token[0] < "\u0250":
        return "latin"
    return "cyrillic" if "\u0400" <= token[0] <= "\u04ff" else "arabic" if "\u0600" <= token[0] <= "\u06ff" else "other"


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


def is_lone_given_name(name: str) -> bool:
    """Whether only a given name is known: too little for a list, and for telling two people apart."""
    return len(name.split()) == 1 and is_given_name(name)


@cache
def _everyday() -> frozenset[str]:
    people = words("people", "kin") | words("people", "kin_plural") | words("people", "honorifics") | words("people", "titles") | words("people", "possessives")
    return (words("everyday_words") | people | words("function_words") | words("people", "writer") | words("forms")) - words("everyday_words", "names_too")
