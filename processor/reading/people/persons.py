"""Everybody whom a mail names, each once, with all the places where the name stands."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from processor.domain.naming import may_be, words_of
from processor.reading.letter.text import ReadingText
from processor.reading.lexicon import fold
from processor.reading.people.mentions import find_mentions
from processor.reading.people.name_cases import in_nominative
from processor.reading.people.name_order import turned_back
from processor.reading.people.name_words import is_surely_given
from processor.reading.people.names import SALUTATIONS, is_given_name
from processor.reading.people.order_in_context import in_order
from processor.reading.people.person import Mention, Person
from processor.reading.people.same_person import gather
from processor.reading.sayings import INTRODUCED


@lru_cache(maxsize=2)
def find_people(text: ReadingText) -> tuple[Person, ...]:
    """All people in the order of their first mention; those of the flyer and the office only where they write themselves."""
    mentions = _as_relatives_write_them([mention for mention in find_mentions(text) if mention.name and not _is_of_the_office(mention.name, text)])
    people = [Person(_best_name(cluster), tuple(sorted(cluster, key=_order))) for cluster in gather(mentions)]
    return tuple(sorted(in_order(people), key=lambda person: _order(person.mentions[0])))


def _as_relatives_write_them(mentions: Sequence[Mention]) -> list[Mention]:
    """'Uroša Kovača' by Snežana Kovač is Uroš Kovač."""
    families = {mention.name: mention.name.split()[-1] for mention in mentions if " " in mention.name}
    others = {name: frozenset(family for other, family in families.items() if other != name) for name in families}
    return [replace(mention, name=" ".join(in_nominative(mention.name.split(), others.get(mention.name, frozenset())))) for mention in mentions]


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
        return turned_back(best)
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
