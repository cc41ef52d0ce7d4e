"""Options picked by their number or letter, or by their place in the row: "Workshop 2", "Gruppe B", "der zweite"."""

import re
from collections.abc import Iterator
from functools import cache

from processor.domain.event import Choices
from processor.reading.lexicon import fold, mapping, tables, words
from processor.reading.option_wishes import is_former, wanted

# The sign of an option in front of its title: "B:", "Tisch 2 –", "Gruppe A:".
SIGN = re.compile(r"^\s*(?:(?P<label>[^\W\d_]{2,}) )?(?P<sign>[A-Za-z]|\d{1,2})\s*(?:[:.)]|[–-](?!\s*\d))\s+")


def is_by_sign(clause: str, choices: Choices) -> bool:
    """Whether a clause picks by number or letter ("Workshop 2")."""
    marked, _ = signs_in(wanted(clause), choices, is_value=False)
    return bool(marked)


@cache
def labels_of(choices: Choices) -> frozenset[str]:
    """What the event calls its options, folded: by their label, and by what stands in front of their signs ("Essen 1: …")."""
    signed = [match["label"] for option in choices.options if (match := SIGN.match(option))]
    return frozenset(fold(word) for word in (choices.label, *signed) if word)


def signs_in(folded: str, choices: Choices, *, is_value: bool) -> tuple[list[int], bool]:
    """The places in the row of the options that a folded clause picks, and whether it names some only as picked before or not picked; `is_value`: a bare "2" or "B" counts as well."""
    signs = signs_of(choices)
    pattern = _sign_pattern(labels_of(choices))
    found = [(match.start(), match.end(), match["after"] or match["before"]) for match in pattern.finditer(folded)]
    if is_value and not found:
        found = [(match.start(), match.end(), match[0]) for match in re.finditer(r"(?<!\w)(?:[a-h]|\d{1,2})(?!\w)", folded)]
    found += [(end, end, sign) for _, end, first in found for sign in _further_signs(folded[end:], first)]
    kept = [signs[sign] for start, end, sign in found if sign in signs and not is_former(folded, start, end)]
    indexes = list(dict.fromkeys([*kept, *_ordinals(folded, choices)]))
    return indexes, any(sign in signs for _, _, sign in found) and not indexes


def _further_signs(behind: str, first: str) -> Iterator[str]:
    """'C' behind "Gruppe B oder", '3' behind "Workshop 1 und": signs of the same kind."""
    while match := _joined_sign().match(behind):
        if match["sign"].isdigit() != first.isdigit():
            return
        yield match["sign"]
        behind = behind[match.end():]


def _ordinals(folded: str, choices: Choices) -> list[int]:
    if not label_pattern(choices).search(folded):
        return []
    found = [int(mapping("ordinals")[match[1]]) - 1 for match in re.finditer(rf"(?<!\w)({'|'.join(mapping('ordinals'))})[nrsm]?\s+(?=(\w+))", folded)
             if label_pattern(choices).match(match[2])]
    return [index for index in found if index < len(choices.options)]


@cache
def signs_of(choices: Choices) -> dict[str, int]:
    """Letters and numbers by the option's index: its own sign first, then its place."""
    signs: dict[str, int] = {}
    for index, option in enumerate(choices.options):
        own = SIGN.match(option)
        if own:
            signs[own["sign"].lower()] = index
    for index in range(len(choices.options)):
        signs.setdefault(str(index + 1), index)
        signs.setdefault("abcdefghijklmnopqrstuvwxyz"[index % 26], index)
    return signs


@cache
def _sign_pattern(own: frozenset[str]) -> re.Pattern[str]:
    listed = _alternatives(own)
    join = r"(?:\s*(?:nr\.?|nummer|no\.?|number|numero|номер|№|#|رقم)\s*)?\s*[:.#-]?\s*(?:(?:jeweils|auch|bitte|ist|ware|je)\s+)?[\"'„(]?"
    return re.compile(
        rf"(?<!\w)(?:{listed})(?:\w{{0,2}}(?!\w)|(?=\d)){join}(?P<after>[a-h](?!\w)|\d{{1,2}}(?!\w|[.:]\d))"
        rf"|(?<!\w)(?P<before>\d{{1,2}})\.?\s?(?:numarali|nolu|no'?lu)?\s?(?:{listed})")


@cache
def _joined_sign() -> re.Pattern[str]:
    joints = "|".join(re.escape(fold(word)) for word in (*words("people", "and"), *tables("choice_words")["either"]["words"]))
    return re.compile(rf"\s*(?:/|&|\+|(?:{joints})(?!\w))\s*(?P<sign>[a-h]|\d{{1,2}})(?!\w|[.:]\d)")


@cache
def label_pattern(choices: Choices) -> re.Pattern[str]:
    """Words for an option, whole or with an ending: those that all languages have, and the event's own."""
    # A short label ("no", "ag") has no endings: "noch" and "Agenda" are none.
    return re.compile(rf"(?:(?<!\w)|-)(?:{_alternatives(labels_of(choices))})(?:(?<=\w{{4}})\w{{0,4}})?(?!\w)")


def _alternatives(own: frozenset[str]) -> str:
    listed = {fold(word) for word in tables("choice_words")["labels"]["words"]} | own
    return "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True))
