"""What the network sees of a mail: for every word the letters it is made of, and signs of what kind of word it is and where it stands."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from processor.domain.event import Required
from processor.reading.lexicon import fold, words
from processor.reading.names import HOMOGRAPHS, PARTICLES
from processor.reading.numbers import number_of
from processor.reading.surroundings import ACTS, KINDS, SAYINGS, calendar_words, doings_of, stretches_of
from processor.reading.text import Part, ReadingText
from processor.reading.tokens import Token, split, tokens_of

# Letters are seen as numbered runs; two runs that share a number are rare enough.
BUCKETS = 32_768
RUNS = 12
MOST_TOKENS = 420
PLACES = ("subject", "sender", "greeting", "body", "signature", "attached")
SHAPES = ("Xx", "XX", "x", "X.", "Xx-", "other")
MARKS = (".", ",", ";", ":", "!", "?", "(", ")", "/", "&", "-", "–", "|", "+", "*", "•", "@", "\"", "'", "=", ">")
LISTS = ("honorifics", "titles", "functions", "kin", "kin_plural", "possessives", "writer", "and", "family")
_KINDS = ("given", "family_name", "particle", "function", "common", "form", "homograph", "body_word", "calendar", "number", "mark", "emoji")
_NUMBERS = (*(f"={number}" for number in range(1, 11)), "=more")
_DIGITS = ("digits1", "digits2", "digits3", "digits4", "digits5")
_OF_WORD = (*SHAPES, *MARKS, *LISTS, *_KINDS, *_NUMBERS, *_DIGITS)
_OF_PLACE = (*PLACES, "first", "last", "after_gap", "hint", "flyer", "registered", "event", "office", "reply", "forwarded", "lists",
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
    """Folded words that the mail's circumstances make known, and the numbers of the signs that hold of the whole mail."""

    everywhere: tuple[int, ...]
    hint: frozenset[str]
    flyer: frozenset[str]
    registered: frozenset[str]
    event: frozenset[str]
    office: frozenset[str]


def encode(text: ReadingText) -> Encoded:
    """Subject, sender's name and all newly written lines, at most MOST_TOKENS words and marks."""
    tokens = all_tokens(text)
    return Encoded(tokens, signs_of(tokens, circumstances(text)))


def signs_of(tokens: Sequence[Token], known: Circumstances) -> NDArray[np.float32]:
    """One row for each token."""
    signs = np.zeros((len(tokens), len(SIGNS)), dtype=np.float32)
    for index, token in enumerate(tokens):
        signs[index, [*signs_of_word(token.text), *_signs_of_place(tokens, index, known), *known.everywhere]] = 1.0
    return signs


def all_tokens(text: ReadingText) -> tuple[Token, ...]:
    """The subject's, those of the sender's display name, then those of the text."""
    subject = Part(-2, text.subject[:300], fold(text.subject[:300]))
    display = text.sender.name[:120] if text.sender else ""
    sender = Part(-1, display, fold(display))
    return (*split(subject, "subject"), *split(sender, "sender"), *tokens_of(text))[:MOST_TOKENS]


@lru_cache(maxsize=50_000)
def runs_of(word: str) -> tuple[int, ...]:
    """The numbers of a folded word and of its runs of three and four letters; 0 stands for nothing."""
    marked = f"^{word[:24]}$"
    runs = [marked, *(marked[start:start + length] for length in (3, 4) for start in range(len(marked) - length + 1))]
    return tuple(zlib.crc32(run.encode()) % (BUCKETS - 1) + 1 for run in runs[:RUNS])


@lru_cache(maxsize=50_000)
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
    return found + [kind for kind, is_so in signs if is_so]


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
    people = [person for event in text.events for person in event.people] + [text.office.contact.name]
    events = [value for event in text.events for value in (event.title, event.venue, *(event.choices.options if event.choices else ()))]
    return Circumstances(
        everywhere=_everywhere(text),
        hint=_folded([f"{sender.name} {sender.email.partition('@')[0]}"] if sender else []),
        flyer=_folded(people), registered=_folded(text.thread.registered_names), event=_folded(events), office=_folded([text.office.name]),
    )


def _folded(texts: Sequence[str]) -> frozenset[str]:
    found = {piece for value in texts for piece in "".join(c if c.isalnum() else " " for c in fold(value)).split()}
    return frozenset(piece for piece in found if len(piece) > 2 and piece not in words("function_words"))


def _everywhere(text: ReadingText) -> tuple[int, ...]:
    """Signs of the whole mail, shown at every word."""
    found = [name for name, is_so in (("reply", text.thread.is_reply_to_us), ("forwarded", text.is_forwarded), ("lists", bool(text.lists))) if is_so]
    doings = {doing for part in text.body for doing in doings_of(part.folded)}
    return tuple(SIGNS[name] for name in (*found, *(f"asked_{required.value}" for required in text.thread.asked), *(f"mail_{doing}" for doing in sorted(doings))))


def _signs_of_place(tokens: Sequence[Token], index: int, known: Circumstances) -> list[int]:
    token = tokens[index]
    found = [SIGNS[token.place]]
    before = tokens[index - 1] if index else None
    if before is None or before.part is not token.part:
        found.append(SIGNS["first"])
        if before is not None and token.part.number > before.part.number + 1:
            found.append(SIGNS["after_gap"])
    if index + 1 == len(tokens) or tokens[index + 1].part is not token.part:
        found.append(SIGNS["last"])
    found += [SIGNS[f"line_{doing}"] for doing in doings_of(token.part.folded)]
    found += [SIGNS[kind] for start, end, kind in stretches_of(token.part.text) if start <= token.start < end]
    if token.text.isdigit() and any(0 <= at < len(tokens) and tokens[at].part is token.part and tokens[at].text.isdigit() for at in (index - 2, index - 1, index + 1, index + 2)):
        found.append(SIGNS["number_beside"])
    if token.is_word:
        pieces = token.folded.rstrip(".").split("-")
        circles = (("hint", known.hint), ("flyer", known.flyer), ("registered", known.registered), ("event", known.event), ("office", known.office))
        found += [SIGNS[name] for name, circle in circles if any(piece in circle for piece in pieces)]
    return found
