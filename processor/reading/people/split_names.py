"""One person's name in two pieces: "Yohannes; Selam", "meine Kollegin Halyna, Familienname Tkachuk", or a pet name beside the whole."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from processor.domain.naming import words_of
from processor.reading.lexicon import one_of
from processor.reading.people.name_order import ordered
from processor.reading.people.names import SALUTATIONS, is_given_name
from processor.reading.people.person import Mention, Person
from processor.reading.people.written_names import cleaned

# What stands between the pieces of a name.
_BETWEEN = re.compile(rf"[\s,;|/(:.]*(?P<family>{one_of('names', 'family_name')})?[\s:,]*$")
# Letters that a pet name shares with the name.
ALIKE = 3
MOST_WORDS = 4


def put_together(coming: Sequence[Person], seats: int | None) -> list[Person]:
    """Where more seem to come than seats are wished for, what may be pieces of one name is one; who only signs with a pet name is nobody else."""
    found = list(coming)
    while seats and len(found) > seats:
        pair = next(((one, other) for one, other in combinations(found, 2) if _joined(one, other)), None)
        signing = next((person for person in found if _only_signs(person)), None)
        if pair is not None:
            found = [_one(*pair) if person is pair[0] else person for person in found if person is not pair[1]]
        elif signing is not None:
            found.remove(signing)
        else:
            break
    return found


def _one(one: Person, other: Person) -> Person:
    return replace(one, name=_joined(one, other), mentions=(*one.mentions, *other.mentions))


def _joined(one: Person, other: Person) -> str:
    """The whole name of both; "" where they are two people."""
    for fuller, shorter in ((one, other), (other, one)):
        if _is_pet_name(shorter.name, fuller.name):
            return fuller.name
    pieces = [_bare(person.name) for person in (one, other)]
    if 1 not in map(len, pieces) or sum(map(len, pieces)) > MOST_WORDS:
        return ""
    return next((found for first in one.mentions for second in other.mentions if (found := _in_a_row(first, second))), "")


def _in_a_row(one: Mention, other: Mention) -> str:
    """Both pieces, given before family name, where nothing but a mark or "Nachname" stands between them."""
    before, behind = sorted((one, other), key=lambda mention: (mention.part.number, mention.start))
    if before.place != behind.place or behind.part.number - before.part.number > 1 or min(before.start, behind.start) < 0:
        return ""
    between = before.part.text[before.end:behind.start] if before.part is behind.part else f"{before.part.text[before.end:]} {behind.part.text[:behind.start]}"
    marks = _BETWEEN.fullmatch(between.lower())
    if marks is None:
        return ""
    first, second = _as_written(before), _as_written(behind)
    if marks["family"]:
        return cleaned(f"{first} {second}")
    is_turned = re.match(r"\s*[,;|]", between) or ("(" in between and is_given_name(second))
    return ordered(cleaned(f"{first}, {second}" if is_turned else f"{first} {second}"))


def _as_written(mention: Mention) -> str:
    """The words of the mail, unless they stand in another case there."""
    name = " ".join(_bare(mention.name))
    return mention.said if words_of(mention.said) == words_of(name) else name


def _bare(name: str) -> list[str]:
    return [word for word in name.split() if word not in SALUTATIONS]


def _is_pet_name(short: str, whole: str) -> bool:
    """'Fatou' beside 'Fatoumata Barry', 'Leo Krings' beside 'Leopold Krings'."""
    given, *rest = short.split()
    known, *family = whole.split()
    is_family_same = not rest or words_of(rest[-1]) == words_of(family[-1] if family else "")
    return bool(family) and given not in SALUTATIONS and is_family_same and given[:ALIKE].lower() == known[:ALIKE].lower()


def _only_signs(person: Person) -> bool:
    """Whether somebody is a lone given name on lines that hold nothing else."""
    return len(person.name.split()) == 1 and all(len(mention.part.text.split()) == 1 for mention in person.mentions)
