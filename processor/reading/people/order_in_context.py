"""Which name comes first, where the mail shows it beside a name: in its lists and rows, by its writer and by relatives."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from processor.reading.lexicon import alternatives, fold, words
from processor.reading.people.before_names import is_rank
from processor.reading.people.mentions import BEHIND_NAME, ITEM
from processor.reading.people.name_order import turned_back
from processor.reading.people.name_words import are_turned
from processor.reading.people.names import PARTICLES, SALUTATIONS, is_given_name
from processor.reading.people.person import Mention, Person

# A list of names with the family name first: so many of them plainly so.
SURELY_A_LIST = 2
LIST_MARKS = " \t-–*•·>.,;"


def in_order(people: Sequence[Person]) -> list[Person]:
    """The people, each with the given name before the family name."""
    turned = _turned_like_row(_turned_like_list(_turned_like_writer(people)))
    return [_turned_like_relatives(person, turned) for person in turned]


def _turned_like_writer(people: Sequence[Person]) -> list[Person]:
    """'Kamińska Teresa, Gajda Paweł' by Teresa Kamińska: whoever writes the own name so writes the others on that line so."""
    lines = {id(mention.part) for person in people if person.is_sender for mention in person.mentions if mention.place == "body" and _is_written_turned(mention, person.name)}
    return [replace(person, name=turned_back(person.name)) if _may_be_turned(person) and any(id(mention.part) in lines for mention in person.mentions) else person for person in people]


def _turned_like_list(people: Sequence[Person]) -> list[Person]:
    """'KAYA Aylin', 'de Vries Petra', 'al-Khoury Rima', a line each: where some plainly stand with the family name first and none with the given name, all do."""
    heads = {person: {_head_of(mention.part.text) for mention in person.mentions if mention.place == "body"} for person in people}
    listed = [person for person in people if heads[person] & {person.name, turned_back(person.name)}]
    written = [person for person in listed if person.name in heads[person]]
    if not _are_turned(written, len(listed) - len(written)):
        return list(people)
    return [replace(person, name=_with_family_last(person.name)) if person in written and " " in person.name and person.name.split()[0] not in SALUTATIONS else person for person in people]


def _head_of(line: str) -> str:
    """The name at the head of a line of a list, without its number and what follows ("Brand Uwe mit Frau")."""
    return _together().split(BEHIND_NAME.sub("", ITEM.sub("", line)), maxsplit=1)[0].strip(LIST_MARKS)


@cache
def _together() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{alternatives('people', 'and', is_folded=False)})\s")


def _are_turned(written: Sequence[Person], turned: int) -> bool:
    """Whether so many names stand with the family name first that all of a list or row do: those that were `turned` by themselves, and those still as written of which only the last word is a known given name."""
    is_mixed = any(is_given_name(person.name.split()[0]) and not is_given_name(person.name.split()[-1]) for person in written)
    seem_turned = sum(_seems_turned(*person.name.split()) for person in written if len(person.name.split()) == 2)
    return turned + seem_turned >= SURELY_A_LIST and (turned > 0 or seem_turned * 2 > len(written)) and not is_mixed


def _seems_turned(first: str, last: str) -> bool:
    """'Hobelmann Jan', but not 'Otieno Paul': Paul is a family name, too."""
    return not is_given_name(first) and is_given_name(last) and fold(last) not in words("family_names")


def _turned_like_row(people: Sequence[Person]) -> list[Person]:
    """'Vogt Jonte, Tran Mai Linh, Wójcik Marcin': the same of names in a row with nothing but commas between."""
    turned = {person for row in _rows(people) if _is_turned_row(row) for person in row}
    return [replace(person, name=_with_family_last(person.name)) if person in turned and _is_as_written(person) and " " in person.name else person for person in people]


def _rows(people: Sequence[Person]) -> list[list[Person]]:
    """The people of the text by the rows in which they stand."""
    places = sorted(((mention, person) for person in people for mention in person.mentions if mention.place == "body" and mention.start >= 0), key=lambda place: (place[0].part.number, place[0].start))
    rows: list[list[Person]] = []
    before: Mention | None = None
    for mention, person in places:
        if before is not None and _goes_on(before, mention):
            rows[-1].append(person)
        else:
            rows.append([person])
        before = mention
    return rows


def _goes_on(before: Mention, mention: Mention) -> bool:
    """Whether nothing but a comma stands between two names, ranks aside."""
    if before.part is not mention.part:
        return False
    pieces = re.split("[,;/]", before.part.text[before.end:mention.start])
    return len(pieces) == 2 and all(is_rank(word) for piece in pieces for word in piece.split())


def _is_turned_row(row: Sequence[Person]) -> bool:
    """Whether of a row of names some plainly stand with the family name first, and none with a known given name."""
    as_written = [person for person in row if _is_as_written(person)]
    return _are_turned(as_written, len(row) - len(as_written))


def _is_as_written(person: Person) -> bool:
    return any(person.name in mention.part.text for mention in person.mentions if mention.place == "body")


def _with_family_last(name: str) -> str:
    """'de Vries Petra' is Petra de Vries."""
    words = name.split()
    end = next((index + 1 for index, word in enumerate(words[:-1]) if fold(word) not in PARTICLES), 0)
    return " ".join([*words[end:], *words[:end]])


def _is_written_turned(mention: Mention, name: str) -> bool:
    words = name.split()
    return len(words) == 2 and f"{words[1]} {words[0]}" in mention.part.text


def _may_be_turned(person: Person) -> bool:
    words = person.name.split()
    return len(words) == 2 and not person.is_sender and not is_given_name(words[0]) and words[0] not in SALUTATIONS and not are_turned(words[1], words[0])


def _turned_like_relatives(person: Person, people: Sequence[Person]) -> Person:
    """'Wahidi Shabnam' beside 'Tariq Wahidi' is Shabnam Wahidi, 'Bărbulescu Anca Mirela' beside 'Călin Bărbulescu' is Anca Mirela Bărbulescu."""
    first, _, last = person.name.partition(" ")
    others = {fold(other.name.split()[-1]) for other in people if other is not person and " " in other.name}
    is_given = " " not in last or all(map(is_given_name, last.split()))
    is_turned = last and is_given and fold(first) in others and fold(last.split()[-1]) not in others and not is_given_name(first)
    return replace(person, name=f"{last} {first}") if is_turned else person
