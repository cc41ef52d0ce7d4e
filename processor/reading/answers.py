"""Plain answers to the questions in our letters; whatever is not plain is none."""

import re
from collections.abc import Sequence
from functools import cache

from processor.domain.answer import Answer
from processor.reading.letter.layout import Section
from processor.reading.letter.zones import find_parts
from processor.reading.lexicon import fold, words

MOST_WORDS = 20
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_DOUBT = re.compile(r"[?؟]")
_SPECIAL = (Answer.PART, Answer.WAIT, Answer.ONLINE)


def read_answer(lines: Sequence[tuple[str, bool]], sender_name: str = "", seats: int = 0) -> Answer | None:
    """What the newly written lines, given as (text, whether marked as signature), answer to a question of ours.

    None where they say more than that. A number in them must be that of the `seats` in question.
    """
    parts = find_parts(lines, sender_name)
    body = fold(" ".join(text for (text, _), part in zip(lines, parts, strict=True) if part is Section.BODY))
    said = _WORD.findall(body)
    if not said or len(said) > MOST_WORDS or _DOUBT.search(body) or any(word.isdigit() and int(word) != seats for word in said):
        return None
    text = f" {' '.join(said)} "
    if any(word in text for word in _padded("but")):
        return None
    special = [answer for answer in _SPECIAL if any(word in text for word in _padded(answer.value))]
    if special:
        return special[0] if len(special) == 1 else None
    opened = [answer for answer in (Answer.YES, Answer.NO) if text.startswith(tuple(_padded(answer.value)))]
    return opened[0] if len(opened) == 1 else None


@cache
def _padded(group: str) -> frozenset[str]:
    return frozenset(f" {word} " for word in words("answers", group))
