"""Everybody whom a mail names, each once, with all the places where the name stands."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from processor.domain.naming import may_be, words_of
from processor.reading.letter.text import ReadingText
from processor.reading.lexicon import alternatives, fold, words
from processor.reading.network.spans import PERSON_ROLES
from processor.reading.people.before_names import is_rank
from processor.reading.people.mentions import BEHIND_NAME, ITEM, find_mentions
from processor.reading.people.name_cases import in_nominative
from processor.reading.people.name_words import are_turned, is_surely_given
from processor.reading.people.names import PARTICLES, SALUTATIONS, is_given_name
from processor.reading.people.same_person import Mention, gather
from processor.reading.sayings import INTRODUCED

# How much the display name, greeting or signature says of somebody whom the text names as well.
BESIDE = 0.3
# A list of names with the family name first: so many of them plainly so.
SURELY_A_LIST = 2
LIST_MARKS = " \t-–*•·>.,;"


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """Somebody named: the fullest form of the name, given before family name, and every mention of it."""

    name: str
    mentions: tuple[Mention, ...]

    @property
    def is_sender(self) -> bool:
        """Whether the display name of From is this one."""
        return self.is_in("sender")

    @property
    def is_structured(self) -> bool:
        """Whether a form or a table says that this is a person."""
        return any(mention.source in {"table", "form"} for mention in self.mentions)

    @property
    def certainty(self) -> float:
        """That this is a person's name at all, 0 to 1."""
        return max(mention.certainty for mention in self.mentions)

    @property
    def roles(self) -> dict[str, float]:
        """The probability of each role, over all mentions; they sum to 1.

        What is plain in one place outweighs what is vague in another, what the text says outweighs who sends or signs it.
        """
        is_told = self.is_in("body", "attached")
        weights = [max(mention.roles.values()) ** 3 * (BESIDE if is_told and mention.place not in {"body", "attached"} else 1.0) for mention in self.mentions]
        sums = {role: sum(mention.roles[role] * weight for mention, weight in zip(self.mentions, weights, strict=True)) + 1e-6 for role in PERSON_ROLES}
        return {role: value / sum(sums.values()) for role, value in sums.items()}

    def is_in(self, *places: str) -> bool:
        """Whether a mention stands in one of the places."""
        return any(mention.place in places for mention in self.mentions)


@lru_cache(maxsize=2)
def find_people(text: ReadingText) -> tuple[Person, ...]:
    """All people in the order of their first mention; those of the flyer and the office only where they write themselves."""
    mentions = _as_relatives_write_them([mention for mention in find_mentions(text) if mention.name and not _is_of_the_office(mention.name, text)])
    people = [Person(_best_name(cluster), tuple(sorted(cluster, key=_order))) for cluster in gather(mentions)]
    people = _turned_like_row(_turned_like_list(_turned_like_writer(people)))
    return tuple(sorted((_turned_like_relatives(person, people) for person in people), key=lambda person: _order(person.mentions[0])))


def _as_relatives_write_them(mentions: Sequence[Mention]) -> list[Mention]:
    """'Uroša Kovača' by Snežana Kovač is Uroš Kovač."""
    families = {mention.name: mention.name.split()[-1] for mention in mentions if " " in mention.name}
    others = {name: frozenset(family for other, family in families.items() if other != name) for name in families}
    return [replace(mention, name=" ".join(in_nominative(mention.name.split(), others.get(mention.name, frozenset())))) for mention in mentions]


def _turned_like_writer(people: Sequence[Person]) -> list[Person]:
    """'Kamińska Teresa, Gajda Paweł' by Teresa Kamińska: whoever writes the own name so writes the others on that line so."""
    lines = {id(mention.part) for person in people if person.is_sender for mention in person.mentions if mention.place == "body" and _is_written_turned(mention, person.name)}
    return [replace(person, name=" ".join(reversed(person.name.split()))) if _may_be_turned(person) and any(id(mention.part) in lines for mention in person.mentions) else person for person in people]


def _turned_like_list(people: Sequence[Person]) -> list[Person]:
    """'KAYA Aylin', 'de Vries Petra', 'al-Khoury Rima', a line each: where some plainly stand with the family name first and none with the given name, all do."""
    heads = {person: {_head_of(mention.part.text) for mention in person.mentions if mention.place == "body"} for person in people}
    listed = [person for person in people if heads[person] & {person.name, _turned_back(person.name)}]
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
    pieces = re.split("[,;/]", before.part.text[before.start:mention.start])
    return len(pieces) == 2 and all(is_rank(word) or words_of(word) <= words_of(before.name) for word in pieces[0].split()) and all(map(is_rank, pieces[1].split()))


def _is_turned_row(row: Sequence[Person]) -> bool:
    """Whether of a row of names some plainly stand with the family name first, and none with a known given name."""
    as_written = [person for person in row if _is_as_written(person)]
    return _are_turned(as_written, len(row) - len(as_written))


def _is_as_written(person: Person) -> bool:
    return any(person.name in mention.part.text for mention in person.mentions if mention.place == "body")


def _turned_back(name: str) -> str:
    first, _, last = name.rpartition(" ")
    return f"{last} {first}".strip()


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


def find_writer(text: ReadingText, people: Sequence[Person]) -> Person | None:
    """Who wrote the mail: introduced in the text, else the sender by name, else the first who signs; None where only an office or a team is known."""
    introduced = _introduced(text, people)
    if introduced is not None:
        return introduced
    sender = next((person for person in people if person.is_sender), None)
    signed = [person for person in people if any(mention.place == "signature" for mention in person.mentions)] or _closing(text, people)
    if sender is None or (signed and sender not in signed and _may_be_written_otherwise(sender.name, signed[0].name)):
        return signed[0] if signed else None
    return sender


def signs_with_other_initial(text: ReadingText, person: Person) -> bool:
    """Whether 'A. Boysen' stands below a mail that Peter Boysen's account sent."""
    given, *_, family = person.name.split() if " " in person.name else ("", person.name)
    signed = (re.search(rf"(?<!\w)([^\W\d_])\.\s?{re.escape(family)}(?!\w)", part.text) for part in (*text.body[-1:], *text.signature))
    return bool(given) and any(found is not None and fold(found[1]) != fold(given[0]) for found in signed)


def _introduced(text: ReadingText, people: Sequence[Person]) -> Person | None:
    for part in (*text.body, *text.greeting):
        found = INTRODUCED.search(part.folded)
        if found:
            for person in people:
                if any(mention.part.number == part.number and 0 <= mention.start - found.end() <= 3 for mention in person.mentions):
                    return person
    return None


def _closing(text: ReadingText, people: Sequence[Person]) -> list[Person]:
    """Whose name stands alone on one of the last lines."""
    last = {part.number: part for part in text.body[-3:]}
    return [person for person in people for mention in person.mentions
            if mention.part.number in last and mention.place == "body" and mention.start <= 3 and len(mention.part.text.split()) <= len(mention.name.split()) + 3]


def _may_be_written_otherwise(one: str, other: str) -> bool:
    """The same family name, or another script: 'Kasia' for 'Katarzyna', 'Zubair Noori' for 'زبیر نوری'."""
    return words_of(one.split()[-1]) == words_of(other.split()[-1]) or one[0].isascii() != other[0].isascii()


def _best_name(cluster: Sequence[Mention]) -> str:
    """The fullest form; of equally full ones the spelling of the text before that of the mail program, in the order in which the given name comes first."""
    best = _fullest(cluster)
    if _is_turned_by_salutation(best, cluster):
        return _turned_back(best)
    orders = [mention.name for mention in cluster if words_of(mention.name) == words_of(best) and len(mention.name.split()) == len(best.split())]
    given_first = next((name for name in orders if is_given_name(name.split()[0]) and not is_given_name(name.split()[-1])), None)
    of_sender = next((mention.name for mention in cluster if mention.place == "sender" and mention.name in orders), None)
    spelled = {words_of(word): word for word in best.split()}
    return " ".join(spelled.get(words_of(word), word) for word in (given_first or of_sender or best).split())


def _is_turned_by_salutation(name: str, cluster: Sequence[Mention]) -> bool:
    """'Herr Ender' tells that Bertram Ender is no Ender Bertram; 'Frau Cosima' bears a given name."""
    first, _, last = name.partition(" ")
    called = {f"{salutation} {first}" for salutation in SALUTATIONS}
    return len(name.split()) == 2 and any(mention.name in called for mention in cluster) and not is_surely_given(first) and (is_given_name(last) or not is_given_name(first))


def _fullest(cluster: Sequence[Mention]) -> str:
    return max(cluster, key=lambda mention: (sum(len(word.strip(".")) > 1 and word not in SALUTATIONS for word in mention.name.split()), mention.name.split()[0] in SALUTATIONS, mention.place != "sender", not mention.name.islower(), -mention.part.number)).name


def _order(mention: Mention) -> tuple[bool, bool, int, int]:
    return (mention.place == "sender", mention.place == "attached", mention.part.number, mention.start)


def _is_of_the_office(name: str, text: ReadingText) -> bool:
    people: Iterable[str] = [person for event in text.events for person in event.people] + [text.office.contact.name]
    return any(may_be(name, person) for person in people if person) and not (text.sender and may_be(name, text.sender.name))
