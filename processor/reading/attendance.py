"""How somebody takes part: in person or online."""

import re

from processor.domain.event import Mode
from processor.domain.request import Evidence
from processor.reading.labels import labelled_lines
from processor.reading.lexicon import pattern
from processor.reading.text import Part, ReadingText

NEGATED = re.compile(r"(?:nicht|kein\w*|statt|anstatt|not|instead of|yerine|не|pas|nie)\s+(?:\w+\s+){0,2}$")
ASKED = re.compile(r"\?|\bob\b|auch online|gibt es|moglich|kann man|unterlagen|anmeldeformular|zoom-link|link\b")


def find_mode(text: ReadingText) -> Evidence | None:
    """Said of all; None where nothing or both were said."""
    for labelled in labelled_lines(text.body):
        if labelled.field == "mode" and (mode := mode_in(labelled.part.folded.partition(":")[2])):
            return Evidence("mode", mode.value, labelled.part.number, labelled.part.text, "labelled_mode")
    found = {mode: part for part in text.body if not ASKED.search(part.folded) and (mode := mode_in(part.folded)) is not None}
    if len(found) == 1:
        mode, part = next(iter(found.items()))
        return Evidence("mode", mode.value, part.number, part.text, "mode_words", 0.9)
    return None


def mode_in(folded: str) -> Mode | None:
    """The mode that a folded text names, negation heeded; None where it names none or both."""
    online = _unnegated(folded, "online")
    in_person = _unnegated(folded, "in_person")
    if online is None and in_person is None:
        return None
    if online and not in_person:
        return Mode.ONLINE
    if in_person and not online:
        return Mode.IN_PERSON
    return None


def names_both(part: Part) -> bool:
    """Whether a line speaks of both modes, as lines about several people do."""
    return bool(pattern("modes", "online").search(part.folded)) and bool(pattern("modes", "in_person").search(part.folded))


def _unnegated(folded: str, group: str) -> bool | None:
    """True where said, False where only denied, None where not mentioned."""
    found = [not NEGATED.search(folded[max(0, match.start() - 40):match.start()]) for match in pattern("modes", group).finditer(folded)]
    return any(found) if found else None
