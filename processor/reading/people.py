"""Everybody whom a mail names, each once, with all the places where the name stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from processor.domain.naming import may_be, words_of
from processor.reading import structure, tagger
from processor.reading.lexicon import words
from processor.reading.names import cleaned, is_given_name, is_person, is_plausible, is_same_script, ordered
from processor.reading.names_of_bodies import bodies_in
from processor.reading.organisation import is_organisation
from processor.reading.sayings import INTRODUCED
from processor.reading.text import Part, ReadingText
from processor.reading.tokens import tokens_of


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named.

    Attributes:
        name: as written, without salutation and title.
        place: greeting, body, signature, attached or sender (the display name of From).
        source: what found it: labelled, row, item, salutation, given_name, tagger or sender.
        start: in the part's text; -1 where the whole line is meant.
    """

    name: str
    part: Part
    place: str
    source: str
    start: int = -1
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named: the fullest form of the name, given before family name, and every mention of it."""

    name: str
    mentions: tuple[Mention, ...]

    @property
    def is_sender(self) -> bool:
        """Whether the display name of From is this one."""
        return any(mention.place == "sender" for mention in self.mentions)

    @property
    def is_structured(self) -> bool:
        """Whether a label, a table or a list says that this is a person."""
        return any(mention.source in structure.SOURCES for mention in self.mentions)

    @property
    def has_salutation(self) -> bool:
        """Whether "Frau", "Herr" or the like stands before the name."""
        return any(mention.source == "salutation" for mention in self.mentions)

    def is_in(self, *places: str) -> bool:
        """Whether a mention stands in one of the places."""
        return any(mention.place in places for mention in self.mentions)


@lru_cache(maxsize=2)
def find_people(text: ReadingText) -> tuple[Person, ...]:
    """All people in the order of their first mention; those of the flyer and the office only where they write themselves."""
    mentions = [mention for mention in _mentions(text) if mention.name and not _is_of_the_office(mention.name, text)]
    clusters: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda mention: -len(mention.name.split())):
        _join(clusters, mention)
    clusters = _without_second_writing(_with_halves_joined(clusters))
    people = [Person(_best_name(cluster), tuple(sorted(cluster, key=_order))) for cluster in clusters]
    return tuple(sorted(people, key=lambda person: _order(person.mentions[0])))


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


def _mentions(text: ReadingText) -> Iterator[Mention]:
    structured = list(structure.find_names(text))
    lines = {(found.part.number, found.part.text) for found in structured}
    for found in structured:
        if is_plausible(name := ordered(cleaned(found.name))):
            yield Mention(name, found.part, found.place, found.source)
    for span in tagger.find_spans(text):
        first = span.tokens[0]
        if (first.part.number, first.part.text) in lines and any(_share(span.text, found.name) for found in structured):
            continue
        name = cleaned(span.text)
        source = "salutation" if _follows_salutation(text, first.start, first.part) else "tagger"
        if name and not is_organisation(name) and not _is_in_organisation(span) and (source == "salutation" or is_plausible(name) or first.place == "signature"):
            yield Mention(ordered(name), first.part, first.place, source, first.start, span.confidence)
    yield from _sender(text)


def _is_in_organisation(span: tagger.Span) -> bool:
    """'Selim-Kaya-Stiftung' and 'Haus Maria Wittkop' bear a name, but nobody comes by it."""
    return any(span.text in body.name and len(body.name) > len(span.text) for body in bodies_in(span.tokens[0].part.text))


def _sender(text: ReadingText) -> Iterator[Mention]:
    display = text.sender.name if text.sender else ""
    if display and is_person(display) and not is_organisation(display):
        yield Mention(ordered(cleaned(display)), Part(0, display, display.lower()), "sender", "sender")


def _follows_salutation(text: ReadingText, start: int, part: Part) -> bool:
    before = [token for token in tokens_of(text) if token.part is part and token.end <= start]
    while before and before[-1].folded in words("people", "titles") | words("people", "functions"):
        before.pop()
    return bool(before) and before[-1].folded in words("people", "honorifics")


def _share(one: str, other: str) -> bool:
    return bool(words_of(one) & words_of(other))


def _join(clusters: list[list[Mention]], mention: Mention) -> None:
    """Adds a mention to the one person whom it can mean; a lone name that can mean several of them is nobody new."""
    fitting = [cluster for cluster in clusters if any(may_be(mention.name, known.name) for known in cluster)]
    if len(fitting) > 1 and len(mention.name.split()) == 1:
        by_given = [cluster for cluster in fitting if any(words_of(mention.name) & words_of(known.name.split()[0]) for known in cluster)]
        fitting = by_given or fitting
    if fitting:
        fitting[0].append(mention)
    else:
        clusters.append([mention])


def _with_halves_joined(clusters: list[list[Mention]]) -> list[list[Mention]]:
    """'Maricarmen Quispe' sends the mail and 'Quispe Huamán' signs it: one person, whose name ends where the other begins."""
    for first in clusters:
        for second in clusters:
            one, other = first[0].name.split(), second[0].name.split()
            if first is not second and len(one) > 1 and len(other) > 1 and words_of(one[-1]) == words_of(other[0]):
                whole = " ".join([*one, *other[1:]])
                joined = [replace(mention, name=whole) for mention in [*first, *second]]
                return [joined, *(cluster for cluster in clusters if cluster is not first and cluster is not second)]
    return clusters


def _without_second_writing(clusters: list[list[Mention]]) -> list[list[Mention]]:
    """A sender whom only the mail program names in Latin letters, while all the people of the text are written in others, is one of these."""
    of_text = [cluster for cluster in clusters if any(mention.place != "sender" for mention in cluster)]
    if not of_text or all(is_same_script(cluster[0].name, "Latin") for cluster in of_text):
        return clusters
    return [cluster for cluster in clusters if any(mention.place != "sender" for mention in cluster) or not is_same_script(cluster[0].name, "Latin")]


def _best_name(cluster: Sequence[Mention]) -> str:
    """The fullest form; of equally full ones that of the text before that of the mail program."""
    return max(cluster, key=lambda mention: (len(mention.name.split()), mention.place != "sender", not mention.name.islower(), -mention.part.number)).name


def _order(mention: Mention) -> tuple[bool, bool, int, int]:
    return (mention.place == "sender", mention.place == "attached", mention.part.number, mention.start)


def _is_of_the_office(name: str, text: ReadingText) -> bool:
    people: Iterable[str] = [person for event in text.events for person in event.people] + [text.office.contact.name]
    return any(may_be(name, person) for person in people if person) and not (text.sender and may_be(name, text.sender.name))


def is_lone_given_name(name: str) -> bool:
    """Whether only a given name is known: too little for a list, and for telling two people apart."""
    return len(name.split()) == 1 and is_given_name(name)
