"""What is no organisation of the attendees although it looks like one: our own house and event, a function, a common word."""

import re
from functools import cache

from processor.reading.bodies.names import Body, is_generic
from processor.reading.bodies.words import words_of_bodies
from processor.reading.letter.layout import Layout
from processor.reading.letter.zones import is_closing
from processor.reading.lexicon import alternatives, fold, one_of, words
from processor.reading.people.names import is_given_name

_NO_NAME = re.compile(rf"\d{{1,3}}\b|\d{{5}}|(?i:{one_of('organisations', 'no_body', is_folded=False)})")
_INITIAL = re.compile(r"(?:\w\.\s?-?)+\w+$")  # "K.-D. Hartmann"
_COMMON = (words_of_bodies().words - words_of_bodies().bare) | words("common_words") | words("everyday_words") | words("people", "kin") | words("people", "kin_plural") | words("people", "honorifics")
_SHORTEST = 3  # letters


def is_common(name: str) -> bool:
    """Whether words behind a cue are no name; there one word may well be one: "von der Wattwerkstatt", "für den IFD"."""
    word = fold(name)
    return is_generic(name) if " " in name else word in _COMMON or len(word) < _SHORTEST or is_given_name(name)


def may_be_body(part: str) -> bool:
    """Whether a line of a signature may be a name: no number, closing, label or initial begins it."""
    return part[0].isupper() and ":" not in part and not _NO_NAME.search(part) and not is_closing(fold(part)) and not _INITIAL.match(part)


def is_role(part: str, body: Body | None = None) -> bool:
    """Whether a line of a signature says what somebody is, or names a department."""
    if body is not None and (body.has_legal_form or body.is_strong or body.is_introduced):
        return False
    return _roles().match(fold(part)) is not None


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:\d\.\s?)?(?:{alternatives('organisations', 'roles')})(?!\w)")


def is_ours(text: Layout, name: str) -> bool:
    """Whether the name is that of the office, the venue, the event or an option."""
    folded = fold(name)
    own = [text.office.name, *(value for event in text.events for value in (event.title, event.venue))]
    options = [option for event in text.events if event.choices for option in event.choices.options]
    return any(folded in fold(value) for value in (*own, *options)) or any(_is_of_option(folded, fold(option)) for option in options)


def _is_of_option(name: str, option: str) -> bool:
    """Whether a body's name holds an option, unless the option is the place where it is at home: 'Stadtbibliothek Grünau' where the bus stops in Grünau."""
    return name.startswith(option) or (" " in option and option in name)


def names_event(text: Layout, name: str) -> bool:
    """Whether a subject speaks of the event or its place: "Forum kaydı", "Vortrag Kreishaus"."""
    own = {word for event in text.events for value in (event.title, event.venue) for word in re.findall(r"[^\W\d_]{4,}", fold(value))}
    return not own.isdisjoint(re.findall(r"[^\W\d_]{4,}", fold(name)))
