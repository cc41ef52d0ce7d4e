"""The family name that several bear and only one is written with."""

from collections.abc import Sequence
from dataclasses import replace

from processor.reading.letter.text import GREETING, ReadingText
from processor.reading.lexicon import fold, words
from processor.reading.network.judgement import look
from processor.reading.network.spans import SIGNS_OF_AND, Span, find_spans
from processor.reading.numbers import number_of
from processor.reading.people.names import is_given_name
from processor.reading.people.persons import Person
from processor.reading.people.same_person import Mention

# So many words of salutation and title may stand before the name of whoever is greeted.
_MOST_TITLES = 3


def with_family_name(text: ReadingText, person: Person, people: Sequence[Person]) -> Person:
    """'Familie Öztürk: Kemal, Gülsen' and 'Hildegard und Ewald Brockmeyer' bear one family name."""
    if len(person.name.split()) > 1:
        return person
    shared = next((span for span in find_spans(text) if span.kind == "family" and span.tokens[0].place == "body" and not _is_addressed(span) and _may_be_shared(span, person)), None)
    family = shared.text if shared is not None else _beside(text, person, people)
    return replace(person, name=f"{person.name} {family}") if family else person


def _is_addressed(span: Span) -> bool:
    """'Servus Vroni, …' speaks to Vroni, whatever the line goes on to say."""
    first, last = span.tokens[0], span.tokens[-1]
    opening = GREETING.match(first.part.folded)
    between = first.part.text[opening.end():first.start].split() if opening and opening.end() <= first.start else None
    behind = first.part.text[last.end:].split(maxsplit=1)
    is_polite = bool(behind) and fold(behind[0]).strip(",!.") in words("people", "honorifics")  # "Merhaba Pınar hanım, …"
    mark = behind[0][-1:] if is_polite else first.part.text[last.end:].lstrip()[:1]
    is_somebodys = between is not None and not words("people", "possessives").isdisjoint(map(fold, between))  # "Guten Tag, meine Mutter, Lea Adler, …"
    return between is not None and len(between) <= _MOST_TITLES and not is_somebodys and mark in {",", "!", "."}


def _may_be_shared(span: Span, person: Person) -> bool:
    """No small word, no number ("zu fünft"), and not the person's own name."""
    is_name = not span.text.islower() or person.name.islower()
    return is_name and fold(span.text) != fold(person.name) and fold(span.text) not in words("function_words") and number_of(fold(span.text)) is None


def _beside(text: ReadingText, person: Person, people: Sequence[Person]) -> str:
    """The family name of the next one in 'Hildegard und Ewald Brockmeyer', and of the last one in 'Dirk, Ute und Bente Brockmeyer'."""
    others = [other for other in people if other is not person]
    for mention in person.mentions:
        line = [token for token in look(text).tokens if token.part is mention.part and token.place == mention.place]
        behind = [token for token in line if token.start >= mention.start + len(mention.name)]
        if not behind or behind[0].folded not in words("people", "and") | SIGNS_OF_AND | {",", "y", "e"}:
            continue
        end = behind[1].end if len(behind) > 1 and behind[1].folded in words("people", "kin") - words("people", "honorifics") else behind[0].end  # "und Oma Inge Brockmeyer"
        following = [other for other in others if _follows(other, mention, end)]
        if following:
            names = following[0].name.split()
            return names[-1] if len(names) > 1 else _beside(text, following[0], others) if behind[0].text == "," and is_given_name(names[0]) else ""
    return ""


def _follows(other: Person, mention: Mention, end: int) -> bool:
    return any(found.part is mention.part and 0 <= found.start - end <= 2 for found in other.mentions)
