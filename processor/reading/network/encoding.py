"""What the network sees of a mail: for every word the letters it is made of, and signs of what kind of word it is and where it stands."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from processor.domain.event import Event, Required
from processor.reading.letter.text import Part, ReadingText
from processor.reading.letter.tokens import Token, split, tokens_of
from processor.reading.lexicon import fold, words
from processor.reading.meanings import fields, meanings_of
from processor.reading.network.surroundings import ACTS, KINDS, SAYINGS, calendar_words, doings_of, stretches_of
from processor.reading.numbers import number_of
from processor.reading.options.single_words import options_meant_by
from processor.reading.people.names import HOMOGRAPHS, PARTICLES

# Letters are seen as numbered runs; two runs that share a number are rare enough.
BUCKETS = 32_768
RUNS = 16
MOST_TOKENS = 420
SHORTEST_END = 5
PLACES = ("subject", "sender", "greeting", "body", "signature", "attached")
SHAPES = ("Xx", "XX", "x", "X.", "Xx-", "other")
MARKS = (".", ",", ";", ":", "!", "?", "(", ")", "/", "&", "-", "–", "|", "+", "*", "•", "@", "\"", "'", "=", ">")
LISTS = ("honorifics", "titles", "functions", "kin", "kin_plural", "possessives", "writer", "and", "family")
_KINDS = ("given", "family_name", "particle", "function", "common", "form", "homograph", "body_word", "calendar", "number", "mark", "emoji")
_NUMBERS = (*(f"={number}" for number in range(1, 11)), "=more")
_DIGITS = ("digits1", "digits2", "digits3", "digits4", "digits5")
_MEANINGS = tuple(f"about_{field}" for field in fields())
_OF_WORD = (*SHAPES, *MARKS, *LISTS, *_KINDS, *_NUMBERS, *_DIGITS, *_MEANINGS)
_OF_PLACE = (*PLACES, "first", "last", "after_gap", "hint", "flyer", "registered", "event", "venue", "option", "means_option", "office", "reply", "forwarded", "lists",
             *(f"asked_{required.value}" for required in Required), *KINDS, "number_beside",
             *(f"line_{doing}" for doing in (*ACTS, *SAYINGS)), *(f"mail_{doing}" for doing in (*ACTS, *SAYINGS)))
SIGNS = {name: index for index, name in enumerate((*_OF_WORD, *_OF_PLACE))}


@dataclass(frozen=True, slots=True)
class Encoded:
    """A mail for the network: its tokens and one row of signs for each, 0 or 1."""

    tokens: tuple[Token, ...]
    signs: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Folded words that the mail's circumstances make known, the events that offer options, and the numbers of the signs that hold of the whole mail."""

    everywhere: tuple[int, ...]
    hint: frozenset[str]
    flyer: frozenset[str]
    registered: frozenset[str]
    event: frozenset[str]
    venue: frozenset[str]
    option: frozenset[str]
    office: frozenset[str]
    offering: tuple[Event, ...]


def encode(text: ReadingText) -> Encoded:
    """Subject, sender's name and all newly written lines, at most MOST_TOKENS words and marks."""
    tokens = all_tokens(text)
    return Encoded(tokens, signs_of(tokens, circumstances(text)))


def signs_of(tokens: Sequence[Token], known: Circumstances) -> NDArray[np.float32]:
    """One row for each token."""
    signs = np.zeros((len(tokens), len(SIGNS)), dtype=np.float32)
    signs[:, list(known.everywhere)] = 1.0
    circles = _circles(known)
    found: list[list[int]] = []
    for _, line in groupby(tokens, key=lambda token: id(token.part)):
        found += _signs_of_line(list(line), circles, known.offering)
    for (before, token), row in zip(pairwise(tokens), found[1:], strict=True):
        if token.part.number > before.part.number + 1:
            row.append(SIGNS["after_gap"])
    signs[[index for index, row in enumerate(found) for _ in row], [sign for row in found for sign in row]] = 1.0
    return signs


def all_tokens(text: ReadingText) -> tuple[Token, ...]:
    """The subject's, those of the sender's display name, then those of the text."""
    subject = Part(-2, text.subject[:300], fold(text.subject[:300]))
    display = text.sender.name[:120] if text.sender else ""
    sender = Part(-1, display, fold(display))
    return (*split(subject, "subject"), *split(sender, "sender"), *tokens_of(text))[:MOST_TOKENS]


def runs_of(word: str) -> tuple[int, ...]:
    """The numbers of a folded word and of its runs of three and four letters; 0 stands for nothing."""
    marked = f"^{word[:24]}$"
    runs = [marked, *(marked[start:start + length] for length in (3, 4) for start in range(len(marked) - length + 1))]
    return tuple(zlib.crc32(run.encode()) % (BUCKETS - 1) + 1 for run in runs[:RUNS])


@lru_cache(maxsize=20_000)
def signs_of_word(text: str) -> tuple[int, ...]:
    """The signs that a word has anywhere."""
    return tuple(SIGNS[name] for name in _names_of_word(text) if name in SIGNS)


def _names_of_word(text: str) -> list[str]:
    if not text[0].isalnum():
        return [text if text in MARKS else "emoji" if ord(text[0]) > 0x2190 else "mark"]
    number = number_of(fold(text))
    found = [] if number is None else ["number", f"={number}" if number <= 10 else "=more"]
    if text[0].isdigit():
        return [*found, f"digits{min(5, len(text))}"]
    bare = fold(text).rstrip(".")
    found += [_shape(text), *(name for name in LISTS if bare in words("people", name) or f"{bare}." in words("people", name))]
    lists = (("function", "function_words"), ("common", "common_words"), ("form", "forms"))
    found += [kind for kind, name in lists if bare in words(name)]
    parts = bare.split("-")
    signs = (("particle", bare in PARTICLES), ("homograph", bare in HOMOGRAPHS), ("given", all(part in words("first_names") for part in parts)),
             ("family_name", any(part in words("family_names") for part in parts)), ("body_word", bare in words("organisations")),
             ("calendar", bare in calendar_words()))
    return found + [kind for kind, is_so in signs if is_so] + [f"about_{field}" for part in parts for field in meanings_of(part)]


def _shape(text: str) -> str:
    if not (text[0].isupper() or text[0].islower()):
        return "other"
    bare = text.rstrip(".")
    if bare.isupper():
        return "X." if len(bare) == 1 else "XX"
    if text[0].islower():
        return "x"
    return "Xx-" if "-" in text else "Xx"


def circumstances(text: ReadingText) -> Circumstances:
    """What is known of the mail beside its words."""
    sender = text.sender
    people = (*(person for event in text.events for person in event.people), text.office.contact.name)
    return Circumstances(
        everywhere=_everywhere(text),
        hint=_folded((f"{sender.name} {sender.email.partition('@')[0]}",) if sender else ()),
        flyer=_folded(people), registered=_folded(tuple(text.thread.registered_names)), office=_folded((text.office.name,)),
        event=_folded(tuple(event.title for event in text.events)), venue=_with_ends(_folded(tuple(event.venue for event in text.events))),
        option=_folded(tuple(option for event in text.events if event.choices for option in (event.choices.label, *event.choices.options))),
        offering=tuple(event for event in text.events if event.choices),
    )


@lru_cache(maxsize=512)
def _folded(texts: tuple[str, ...]) -> frozenset[str]:
    found = {piece for value in texts for piece in "".join(c if c.isalnum() else " " for c in fold(value)).split()}
    return frozenset(piece for piece in found if len(piece) > 2 and piece not in words("function_words"))


@lru_cache(maxsize=512)
def _with_ends(venue: frozenset[str]) -> frozenset[str]:
    """Who comes to the Stadtbücherei may say Bücherei."""
    return venue | {word[start:] for word in venue for start in range(3, len(word) - SHORTEST_END + 1)}


def _everywhere(text: ReadingText) -> tuple[int, ...]:
    """Signs of the whole mail, shown at every word."""
    found = [name for name, is_so in (("reply", text.thread.is_reply_to_us), ("forwarded", text.is_forwarded), ("lists", bool(text.lists))) if is_so]
    doings = {doing for part in text.body for doing in doings_of(part.folded)}
    return tuple(SIGNS[name] for name in (*found, *(f"asked_{required.value}" for required in text.thread.asked), *(f"mail_{doing}" for doing in sorted(doings))))


def _circles(known: Circumstances) -> Mapping[str, Sequence[int]]:
    """For every word that the circumstances make known the signs that say from where."""
    circles = {name: getattr(known, name) for name in ("hint", "flyer", "registered", "event", "venue", "option", "office")}
    found: dict[str, list[int]] = {}
    for name, circle in circles.items():
        for word in circle:
            found.setdefault(word, []).append(SIGNS[name])
    return found


def _signs_of_line(line: Sequence[Token], circles: Mapping[str, Sequence[int]], offering: Sequence[Event]) -> list[list[int]]:
    """The signs of each token of one line."""
    part = line[0].part
    of_line = [SIGNS[line[0].place], *(SIGNS[f"line_{doing}"] for doing in doings_of(part.folded))]
    found = [[*of_line, *signs_of_word(token.text), *_known(token, circles)] for token in line]
    for token, row in zip(line, found, strict=True):
        if token.is_word and any(options_meant_by(token.folded.rstrip("."), event) for event in offering):
            row.append(SIGNS["means_option"])
    found[0].append(SIGNS["first"])
    found[-1].append(SIGNS["last"])
    for start, end, kind in stretches_of(part.text):
        for token, row in zip(line, found, strict=True):
            if start <= token.start < end:
                row.append(SIGNS[kind])
    numbers = [index for index, token in enumerate(line) if token.text.isdigit()]
    for one, other in pairwise(numbers):
        if other - one <= 2:
            found[one].append(SIGNS["number_beside"])
            found[other].append(SIGNS["number_beside"])
    return found


def _known(token: Token, circles: Mapping[str, Sequence[int]]) -> list[int]:
    pieces = token.folded.rstrip(".").split("-") if token.is_word else ()
    return [sign for piece in pieces for sign in circles.get(piece, ())]
