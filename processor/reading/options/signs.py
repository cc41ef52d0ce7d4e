"""Options picked by their number, letter or code, or by their place in the row: "Workshop 2", "Gruppe B", "Block IV", "A2", "der zweite"."""

import re
from collections.abc import Iterator
from functools import cache

from processor.domain.event import Choices
from processor.reading.lexicon import alternatives, fold, longest_first, mapping, tables, words
from processor.reading.numbers import number_of
from processor.reading.options.wishes import is_former, wanted

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
# The sign of an option in front of its title: "B:", "Tisch 2 –", "Gruppe A:"; "V1" and "IV" need no mark behind them.
SIGN = re.compile(r"^\s*(?:(?:(?P<label>[^\W\d_]{2,}) )?(?P<sign>[A-Za-z]|[IVX]{1,4}|\d{1,2})\s*(?:[:.)]|[–-](?!\s*\d))|(?P<code>[A-Z]{1,2}\d{1,2}|[IVX]{1,4}(?= [A-ZÄÖÜ]))\s*[:.)–-]?)\s+")
# One of a folded text; a single letter only where no sentence goes on: "Group II and I bring my son".
_ROMAN_SIGN = r"(?:[ivx]{2,4}(?!\w)|[ivx](?=\s*(?:[,.;:!?)+&/]|$|und |bitte|please|fur )))"
# A code within a title: "Anfänger A1", "B1/B2".
_CODE = re.compile(r"(?<!\w)[A-Z]{1,2}\d{1,2}(?!\w)")
# Cyrillic letters written for the Latin signs that look or sound like them.
_CYRILLIC = str.maketrans("абвсде", "abbcde")


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
    found = [(match.start(), match.end(), _plain(match["after"] or match["before"] or match["letter"])) for match in pattern.finditer(folded)]
    found += [(match.start(), match.end(), re.sub(r"\W", "", match[0])) for match in _codes(choices).finditer(folded)]
    found += _bare(folded, choices)
    if is_value and not found:
        found = [(match.start(), match.end(), _plain(match[0].strip(" .:-"))) for match in _sign_alone().finditer(folded)]
    found += [(end, end, sign) for _, end, first in found for sign in _further_signs(folded[end:], first)]
    kept = [signs[sign] for start, end, sign in found if sign in signs and not is_former(folded, start, end)]
    indexes = list(dict.fromkeys([*kept, *_ordinals(folded, choices)]))
    return indexes, any(sign in signs for _, _, sign in found) and not indexes


def _plain(sign: str) -> str:
    """'vier' is 4, the Cyrillic 'б' is b."""
    number = None if sign.isdigit() or len(sign) == 1 else number_of(sign)
    return str(number) if number else sign.translate(_CYRILLIC)


def _bare(folded: str, choices: Choices) -> list[tuple[int, int, str]]:
    """Signs without a word before them, where the options bear such signs: "A und C", "lieber in B", "II", "die 4 statt der 2"."""
    own = _own_signs(choices)
    return [(match.start(sign), match.end(sign), match[sign]) for match in _bare_pattern().finditer(folded) for sign in ("roman", "joined", "first", "single", "number") if match[sign] in own]


@cache
def _bare_pattern() -> re.Pattern[str]:
    joint = "|".join(re.escape(fold(word)) for word in words("people", "and"))
    before, counting, behind = (alternatives("choice_words", name) for name in ("sign_before", "number_before", "sign_behind"))
    end = rf"(?=\s*(?:[,;:!?()+&/]|\.?\s*$|(?:{behind}|{joint})(?!\w)))"
    return re.compile(
        rf"(?:(?:^|[:,+&/(–-])\s*|(?<!\w)(?:{before})\s+)(?:(?P<roman>[ivx]{{2,4}}){end}"
        rf"|(?P<joined>[ivx])(?=\s*(?:/|&|\+|(?:{joint})(?!\w))\s*[ivx]{{1,4}}(?!\w))"
        rf"|(?P<first>[a-h])(?=\s*(?:,|/|&|\+|(?:{joint})(?!\w))\s*[a-h](?![\w.])))"
        rf"|(?<!\w)(?:{before})\s+(?P<single>[a-h]){end}|(?<!\w)(?:{counting})\s+(?P<number>\d{{1,2}}){end}")


def _further_signs(behind: str, first: str) -> Iterator[str]:
    """'C' behind "Gruppe B oder", '3' behind "Workshop 1 und": signs of the same kind."""
    while match := _joined_sign().match(behind):
        if match["sign"].isdigit() != first.isdigit():
            return
        yield match["sign"]
        behind = behind[match.end():]


def _ordinals(folded: str, choices: Choices) -> list[int]:
    """Places in the row: "der zweite Tisch", "tavolina e parë", "الطاولة الثانية"."""
    if not label_pattern(choices).search(folded):
        return []
    found = [int(mapping("ordinals")[match["ordinal"]]) - 1 for order in _ordinal_patterns() for match in order.finditer(folded) if label_pattern(choices).match(match["label"])]
    return [index for index in found if index < len(choices.options)]


@cache
def _ordinal_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    ordinal = rf"(?P<ordinal>{_ordinals_listed()})"
    return re.compile(rf"(?<!\w){ordinal}[nrsm]?\s+(?=(?P<label>\w+))"), re.compile(rf"(?<!\w)(?P<label>[^\W\d_]{{3,}})\s+(?:[ea]\s+|a\s+)?{ordinal}(?!\w|\s+[a-z])")


def _ordinals_listed() -> str:
    return longest_first(mapping("ordinals"))


@cache
def signs_of(choices: Choices) -> dict[str, int]:
    """Letters, numbers and codes by the option's index: its own sign first, then its place."""
    signs = dict(_codes_of(choices))
    own = _own_signs(choices)
    signs |= own
    if len(own) == len(choices.options) and all(sign in _ROMAN for sign in own):
        signs |= {str(_ROMAN[sign]): index for sign, index in own.items()}
    for index in range(len(choices.options)):
        signs.setdefault(str(index + 1), index)
    for index, letter in enumerate("abcdefgh"[:len(choices.options)]):  # "I" may be a word, and a Roman number
        signs.setdefault(letter, index)
    return signs


@cache
def _own_signs(choices: Choices) -> dict[str, int]:
    """The folded signs that stand in front of the titles, by the option's place in the row."""
    return {(match["sign"] or match["code"]).lower(): index for index, option in enumerate(choices.options) if (match := SIGN.match(option))}


def _codes_of(choices: Choices) -> dict[str, int]:
    """The folded codes that one option alone has in its title ("V1 Dach", "Anfänger A1") with its place in the row."""
    found: dict[str, set[int]] = {}
    for index, option in enumerate(choices.options):
        for code in _CODE.findall(option):
            found.setdefault(code.lower(), set()).add(index)
    return {code: places.pop() for code, places in found.items() if len(places) == 1}


@cache
def _codes(choices: Choices) -> re.Pattern[str]:
    """The codes of the options, of which one knows no others: "V1", "V 1", "v-1"."""
    spaced = (re.sub(r"(?<=[a-z])(?=\d)", r"[\\s-]?", code) for code in _codes_of(choices))
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)" if _codes_of(choices) else r"(?!)")


@cache
def _sign_pattern(own: frozenset[str]) -> re.Pattern[str]:
    listed = _alternatives(own)
    join = r"(?:\s*(?:nr\.?|nummer|no\.?|number|numero|номер|№|#|رقم)\s*)?\s*[:.#-]?\s*(?:(?:jeweils|auch|bitte|ist|ware|je)\s+)?[\"'„(]?"
    number = rf"(?:{'|'.join(_number_words())})(?!\w)(?!\s+(?:{alternatives('choice_words', 'no_times')}))"
    return re.compile(
        rf"(?<!\w)(?:{listed})(?:\w{{0,2}}(?!\w)|(?=\d)){join}(?P<after>[a-hабвсде](?!\w|\s+(?:{_ordinals_listed()})(?!\w))|{_ROMAN_SIGN}|\d{{1,2}}(?!\w|[.:]\d)|{number})"
        rf"|(?<!\w)(?P<before>\d{{1,2}})\.?\s?(?:numarali|nolu|no'?lu)?\s?(?:{listed})"
        rf"|(?<!\w)(?P<letter>[a-h](?=-)|[bcdfgh](?= ))[- ](?:{listed})")


@cache
def _sign_alone() -> re.Pattern[str]:
    """A sign as the value of a form, or a number word as all of it: "beide" and "beide vegetarisch" pick no second option, nor do "d'histoire" and "a nativity" ("A", "I" and "E" are words)."""
    return re.compile(rf"(?<![\w'’])(?:[b-dfgh]|[aei](?=\s*(?:$|[^\w\s'’]))|[ivx]{{2,4}}|[vx]|\d{{1,2}})(?![\w'’])|^(?!beide|both)(?:{'|'.join(_number_words())})[ .:-]*$")


@cache
def _number_words() -> tuple[str, ...]:
    """Number words that may stand behind "Tisch" and mean its number; "ein" and "one" are too common for that."""
    return tuple(word for word, number in mapping("numbers").items() if int(number) > 1 or word in {"eins", "one"})


@cache
def _joined_sign() -> re.Pattern[str]:
    joints = "|".join(re.escape(fold(word)) for word in (*words("people", "and"), *tables("choice_words")["either"]["words"]))
    whose = r"(?:\s*\([^()]{1,40}\)|\s+fur\s+\w+(?:\s\w+)?)?"  # "1 (Abraham) und 3 (Saba)", "A für mich und D für Halyna"
    return re.compile(rf"{whose}\s*(?:/|&|\+|(?:{joints})(?!\w))\s*(?P<sign>[a-h]|{_ROMAN_SIGN}|\d{{1,2}})(?!\w|[.:]\d)")


@cache
def label_pattern(choices: Choices) -> re.Pattern[str]:
    """Words for an option, whole or with an ending: those that all languages have, and the event's own."""
    # A short label ("no", "ag") has no endings: "noch" and "Agenda" are none.
    return re.compile(rf"(?:(?<!\w)|-)(?:{_alternatives(labels_of(choices))})(?:(?<=\w{{4}})\w{{0,4}})?(?!\w)")


def _alternatives(own: frozenset[str]) -> str:
    listed = {fold(word) for word in tables("choice_words")["labels"]["words"]} | own
    return longest_first(listed)
