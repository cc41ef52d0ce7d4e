"""Which options of an event a text picks."""

import re
from collections.abc import Sequence

from processor.domain.event import Choices
from processor.domain.request import Evidence
from processor.reading.lexicon import fold, words
from processor.reading.text import ReadingText

WORD = re.compile(r"[^\W\d_]{4,}")
ORDINALS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "funft": 5, "first": 1, "second": 2, "third": 3, "birinci": 1, "ikinci": 2, "ucuncu": 3}


def find_choices(text: ReadingText) -> list[Evidence]:
    """Options of the events, in their spelling."""
    found = []
    for event in text.events:
        if event.choices is None:
            continue
        for part in text.body:
            found += [
                Evidence("choices", option, part.number, part.text, "option_words")
                for option in picked(part.folded, event.choices) if option not in {evidence.value for evidence in found}
            ]
    return found


def picked(folded: str, choices: Choices) -> tuple[str, ...]:
    """The options that a folded text names: by number, letter, ordinal, or by words that no other option has."""
    by_sign = [choices.options[index] for index in _numbers(folded, choices) if index < len(choices.options)]
    if by_sign:
        return tuple(dict.fromkeys(by_sign))
    return tuple(option for option, keys in zip(choices.options, _keys(choices), strict=True) if _names(folded, option, keys))


def _numbers(folded: str, choices: Choices) -> list[int]:
    label = "|".join({re.escape(fold(choices.label)), "workshop", "ws", "thementisch", "tisch", "forum", "ag", "panel", "atolye", "table", "атель", "воркшоп"})
    indexes = []
    for match in re.finditer(rf"\b(?:{label})\w{{0,3}}\s*(?:nr\.?\s*|nummer\s*|#)?[:\-]?\s*(\d{{1,2}}|[a-h])\b", folded):
        indexes.append(int(match[1]) - 1 if match[1].isdigit() else ord(match[1]) - ord("a"))
    for stem, number in ORDINALS.items():
        if re.search(rf"\b{stem}\w{{0,3}}\s+(?:{label})", folded):
            indexes.append(number - 1)
    return [index for index in indexes if index >= 0]


def _keys(choices: Choices) -> list[frozenset[str]]:
    """For each option the words that only it has."""
    of_option = [frozenset(WORD.findall(fold(option))) - words("function_words") for option in choices.options]
    return [keys - frozenset().union(*(other for other in of_option if other is not keys)) for keys in of_option]


def _names(folded: str, option: str, keys: Sequence[str] | frozenset[str]) -> bool:
    plain = re.sub(r"^\w\s*[:.)]\s*", "", fold(option))
    if plain in folded:
        return True
    hits = [key for key in keys if key in folded or key[:-2] in folded and len(key) > 7]
    return len(hits) >= 2 or (len(hits) == 1 and (len(keys) == 1 or len(hits[0]) >= 8))
