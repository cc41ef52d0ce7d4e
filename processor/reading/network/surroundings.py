"""What the rules know of the stretches of a line: numbers, dates, addresses, organisations, and what its words do."""

import re
from functools import cache, lru_cache

from processor.reading.acts import groups_in
from processor.reading.bodies.names import bodies_in
from processor.reading.lexicon import fold, tables
from processor.reading.sayings import ASSISTANT, FIRST_PERSON, INTRODUCED, NOT_MYSELF, REGISTERS_OTHERS, REPLACED

ACTS = ("register", "cancel", "change", "question", "thanks", "negation", "unsure", "other", "invitation")
SAYINGS = {"i": FIRST_PERSON, "others": REGISTERS_OTHERS, "not_me": NOT_MYSELF, "assistant": ASSISTANT, "replaced": REPLACED, "introduced": INTRODUCED}
_DIGIT = re.compile(r"\d")
_PHONE = re.compile(r"(?<![\w.])(?:\+|[0۰٠]{2}|\(?[0۰٠])\d[\d ()/.\-–]{5,22}\d")
_DATE = re.compile(r"(?<![\d/])\d{1,2}\s?\.\s?\d{1,2}\s?\.(?:\s?\d{2,4})?|(?<!\d)\d{1,2}[.:]\d{2}\s?(?:uhr|h\b)?|\d{1,2}\s?uhr|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4}", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{1,100}|(?:https?://|www\.)\S{1,200}")
_POSTCODE = re.compile(r"(?<!\d)\d{5}(?= [^\W\d_])|(?<=[a-zß.]) \d{1,4}[a-z]?(?=,|$)")
_NUMBERS = {"phone": _PHONE, "date": _DATE, "postcode": _POSTCODE}
KINDS = ("phone", "date", "address", "postcode", "body_name")


@lru_cache(maxsize=4_000)
def stretches_of(line: str) -> tuple[tuple[int, int, str], ...]:
    """Start, end and kind of everything in a line that is no running text."""
    patterns = {"address": _ADDRESS} | (_NUMBERS if _DIGIT.search(line) else {})
    found = [(match.start(), match.end(), kind) for kind, pattern in patterns.items() for match in pattern.finditer(line)]
    for body in bodies_in(line):
        start = line.find(body.name)
        if start >= 0:
            found.append((start, start + len(body.name), "body_name"))
    return tuple(found)


@lru_cache(maxsize=4_000)
def doings_of(folded: str) -> tuple[str, ...]:
    """What the words of a folded line do, as far as the lexicon knows."""
    groups = groups_in(folded[:400])
    return (*(act for act in ACTS if act in groups), *(name for name, saying in SAYINGS.items() if saying.search(folded[:400])))


@cache
def calendar_words() -> frozenset[str]:
    """Folded names of months and days of the week."""
    return frozenset(fold(word) for section in ("months", "weekdays") for words in tables("dates")[section].values() for word in words)
