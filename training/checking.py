"""What is wrong with a short text, in sentences: a label that cannot be right would be learned like all others."""

import re
from collections.abc import Iterator, Mapping

PURPOSES = frozenset({"register", "change", "cancel", "staff", "thanks", "machine"})
WRITERS = frozenset({"attends", "cancels", "stays", "none"})
MARKS = frozenset({"count", "mode", "question", "reply", "asked", "family", "from"})
_SLOT = re.compile(r"\{([^}]*)\}")
_KNOWN_SLOT = re.compile(r"(?:[wacns]\d?(?:\.[flirub])?|F|o|q|e|d|v|t\d|tel2?|mail)$")
_PEOPLE = re.compile(r"\[(\+?)(\d+)=[^\[\]]*\]")


def faults(head: tuple[str, str, str], marks: Mapping[str, str], text: str) -> Iterator[str]:
    """Sentences on what is wrong with an entry; `head` is purpose, writer and language."""
    purpose, writer, language = head
    if purpose not in PURPOSES or writer not in WRITERS or not re.fullmatch(r"[a-z]{2,3}", language):
        yield f"'{' '.join(head)}' is no purpose, writer and language"
    yield from (f"the mark '{mark}' is unknown" for mark in marks if mark not in MARKS)
    yield from (f"the slot '{slot}' is unknown" for slot in _SLOT.findall(text) if not _KNOWN_SLOT.match(slot))
    if re.search(r"\[\+?\d*=", _PEOPLE.sub("", text)):
        yield "a bracket is not closed"
    if not text.strip():
        yield "there is no text"
    if purpose == "register":
        yield from _of_number(writer, marks, text)


def _of_number(writer: str, marks: Mapping[str, str], text: str) -> Iterator[str]:
    """Whoever is named or counted must add up to the seats."""
    named = len({slot.split(".")[0] for slot in _SLOT.findall(text) if slot.startswith("a")}) + (writer == "attends")
    unnamed = sum(int(number) for plus, number in _PEOPLE.findall(text) if plus)
    totals = {int(number) for plus, number in _PEOPLE.findall(text) if not plus}
    count = int(marks["count"]) if marks.get("count") else named
    if named + unnamed == 0:
        yield "nobody is registered"
    if named + unnamed != count and not (count in totals and count >= named + unnamed):
        yield f"{named} are named and {unnamed} come without a name, but count is {count}"
