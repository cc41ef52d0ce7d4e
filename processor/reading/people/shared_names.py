"""The family name that several bear and only one is written with."""

from collections.abc import Sequence
from dataclasses import replace

from processor.reading.letter.text import GREETING, ReadingText
from processor.reading.lexicon import fold, words
from processor.reading.network.judgement import look
from processor.reading.network.spans import SIGNS_OF_AND, Span, find_spans
from processor.reading.numbers import number_of
from processor.reading.people.name_cases import in_nominative
from processor.reading.people.names import is_given_name
from processor.reading.people.person import Mention, Person

# So many words of salutation and title may stand before the name of whoever is greeted.
_MOST_TITLES = 3
_LONGEST_ROW = 20  # people of one family


def with_family_name(text: ReadingText, person: Person, people: Sequence[Person]) -> Person:
    """'Familie Öztürk: Kemal, Gülsen' and 'Hildegard und Ewald Brockmeyer' bear one family name."""
    if len(person.name.split()) > 1:
        return person
    shared = next((span for span in find_spans(text) if span.kind == "family" and span.tokens[0].place == "body" and not _is_addressed(span) and _may_be_shared(span, person)), None)
    family = shared.text if shared is not None else _beside(text, person, people)
    families = frozenset(other.name.split()[-1] for other in people if " " in other.name)
    return replace(person, name=" ".join(in_nominative([person.name, family], families))) if family else person


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
    return next((family for mention in person.mentions if (family := _at_the_end(text, person, mention, people))), "")


def _at_the_end(text: ReadingText, person: Person, mention: Mention, people: Sequence[Person]) -> str:
    """The family name with which a row of given names ends that goes on from here, if nobody else follows behind it."""
    for place in range(_LONGEST_ROW):
        sign, end = _sign_behind(text, mention)
        following = next(((other, found) for other in people if other is not person for found in other.mentions if sign and _follows(found, mention, end)), None)
        if following is None or (sign == "," and not is_given_name(person.name)):
            return ""
        person, mention = following
        names = person.name.split()
        if len(names) > 1:
            return names[-1] if place == 0 or not _goes_on(text, person, mention, people) else ""
        if sign != ",":
            return ""
    return ""


def _goes_on(text: ReadingText, person: Person, mention: Mention, people: Sequence[Person]) -> bool:
    """Whether somebody else is named in the same row."""
    sign, end = _sign_behind(text, mention)
    return any(_follows(found, mention, end) for other in people if sign and other is not person for found in other.mentions)


def _sign_behind(text: ReadingText, mention: Mention) -> tuple[str, int]:
    """The comma or "and" behind a name, and where it ends, with "Oma" behind it; "" where there is neither."""
    behind = [token for token in look(text).tokens if token.part is mention.part and token.place == mention.place and token.start >= mention.end][:2]
    if not behind or behind[0].folded not in words("people", "and") | SIGNS_OF_AND | {",", "y", "e"}:
        return "", 0
    is_elder = len(behind) > 1 and behind[1].folded in words("people", "elders")
    return behind[0].text, behind[is_elder].end


def _follows(found: Mention, mention: Mention, end: int) -> bool:
    return found.part is mention.part and 0 <= found.start - end <= 2
