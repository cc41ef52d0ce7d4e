"""The parts of a letter: greeting, body, closing, signature, footer."""

import re
from collections.abc import Sequence
from functools import cache

from processor.reading.letter.layout import Section
from processor.reading.lexicon import alternatives, fold, tables, words

_POSTSCRIPT = re.compile(r"^\W{0,3}(?:p\.?\s?s\.?|ps|nb|n\.b\.|nachtrag|пс|з\.?\s?ы|ملاحظة|not)\s?[.:)\-–]", re.IGNORECASE)
_GREETING_LENGTH = 70
_CLOSING_LENGTH = 60
_PROSE = 9
_CONTACT = re.compile(
    r"(?<!\w)(?:e\.\s?v\.|g?gmbh|eg|www\.|tel(?:efon)?\b|fon\b|fax|mobil|iban|\d{5} [a-z])|\w(?:str\.|strasse|weg|platz|allee|gasse) ?\d"
    r"|(?:\+|\(?0)\d[\d ()/.\-]{6,20}\d")
_CONTACT_LINE = re.compile(r"^(?:tel|fon|mobil|www|\S{2,40}@)")
_RULE = re.compile(r"^(?:--|—|_{3,}|-{3,}|\*{3,}|={3,})\s*$")


def find_parts(lines: Sequence[tuple[str, bool]], sender_name: str = "") -> list[Section]:
    """The part of each line, given as (text, whether the mail program marked it as signature)."""
    folded = [fold(text) for text, _ in lines]
    parts = [Section.SIGNATURE if marked else Section.BODY for _, marked in lines]
    _mark_greeting(folded, parts)
    _mark_closing(folded, parts, fold(sender_name))
    _mark_postscripts([text for text, _ in lines], parts)
    _mark_footers(folded, parts)
    return parts


def is_closing(folded: str) -> bool:
    """Whether a folded line is nothing but a closing formula ("mit freundlichen grussen"), a name behind it allowed."""
    bare = folded.strip(" ,.;:!-–*_~")
    if not bare or len(bare) > _CLOSING_LENGTH:
        return False
    match = _closing().match(bare)
    return match is not None and len(bare[match.end():].split()) <= 4


def is_greeting(folded: str) -> bool:
    """Whether a folded line is a greeting and little more."""
    return len(folded) <= _GREETING_LENGTH and _greeting().match(folded.lstrip(" *-–")) is not None


def is_footer(folded: str) -> bool:
    """Whether a folded line begins a disclaimer or was put there by a telephone or mail program."""
    return _footer().search(folded) is not None


def _mark_greeting(folded: list[str], parts: list[Section]) -> None:
    seen = 0
    for index, line in enumerate(folded):
        if not line:
            continue
        seen += 1
        if seen > 3:
            return
        if parts[index] is Section.BODY and is_greeting(line) and not is_closing(line):
            parts[index] = Section.GREETING
            return


def _mark_closing(folded: list[str], parts: list[Section], sender_name: str) -> None:
    first = next((index for index, line in enumerate(folded) if line), 0)
    alone = not any(folded[first + 1:])
    # "Silav û rêz," and "Merhaba, iyi günler" open a letter as well as they close one.
    closings = [index for index, line in enumerate(folded)
                if parts[index] is Section.BODY and (index > first or alone) and is_closing(line)]
    for index in closings:
        parts[index] = Section.CLOSING
    if closings:
        _sign(parts, closings[-1] + 1)
        return
    for index in range(len(folded) - 1, 0, -1):
        if parts[index] is Section.BODY and sender_name and folded[index].strip(" ,.-–") == sender_name and not _is_item(folded, index):
            _sign(parts, index)
            return
    _sign(parts, _start_of_contact_block(folded))


def _is_item(folded: list[str], index: int) -> bool:
    """Whether a line is one of a list: another with the same mark stands beside it."""
    mark = folded[index][:1]
    beside = [line for line in (*folded[max(0, index - 1):index], *folded[index + 1:index + 2]) if line]
    return not mark.isalnum() and any(line.startswith(mark) for line in beside)


def _start_of_contact_block(folded: list[str]) -> int:
    """Where the last paragraphs are nothing but short lines and say how to reach somebody; the end of the mail otherwise."""
    start = end = len(folded)
    while end > 0:
        begin = end
        while begin > 0 and folded[begin - 1]:
            begin -= 1
        block = folded[begin:end]
        if block and (not _is_contact_block(block) or any(map(_asks_for_name, block))):
            break
        start = begin if block else start
        end = begin - 1
    return start if start > 0 else len(folded)


def _asks_for_name(folded: str) -> bool:
    """Whether a line is a form's field for a name: whoever signs does not write "Vorname:" before it."""
    label, colon, _ = folded.partition(":")
    return bool(colon) and label.strip() in _name_labels()


def _is_contact_block(block: list[str]) -> bool:
    cues = sum(_CONTACT.search(line) is not None for line in block)
    prose = sum(len(line.split()) > _PROSE and "|" not in line and "·" not in line for line in block)
    return cues > 0 and (len(block) > 1 or _CONTACT_LINE.match(block[0]) is not None) and prose * 3 <= len(block)


def _sign(parts: list[Section], start: int) -> None:
    for index in range(start, len(parts)):
        if parts[index] is Section.BODY:
            parts[index] = Section.SIGNATURE


def _mark_postscripts(texts: list[str], parts: list[Section]) -> None:
    inside = False
    for index, text in enumerate(texts):
        if parts[index] is not Section.SIGNATURE or not text or _RULE.match(text):
            inside = False
        elif inside or _POSTSCRIPT.match(text):
            inside = True
            parts[index] = Section.BODY


def _mark_footers(folded: list[str], parts: list[Section]) -> None:
    inside = False
    for index, line in enumerate(folded):
        if line and is_footer(line) and parts[index] is not Section.GREETING:
            inside = parts[index] is Section.SIGNATURE or inside
            _mark_above(folded, parts, index)
            parts[index] = Section.FOOTER
        elif inside and line and parts[index] is Section.SIGNATURE and len(line) > 90:
            parts[index] = Section.FOOTER


def _mark_above(folded: list[str], parts: list[Section], index: int) -> None:
    """The lines on a body's board right above its register number or another mark of a footer; some mail programs leave blank lines between all lines."""
    while index > 0 and (not folded[index - 1] or _board().match(folded[index - 1])):
        index -= 1
        parts[index] = Section.FOOTER if folded[index] else parts[index]


@cache
def _board() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('footers', 'board')})\S{{0,8}}(?: des \w+| der \w+)?(?: \(\w+\))?\s?:")


@cache
def _name_labels() -> frozenset[str]:
    return frozenset(fold(word) for field in ("name", "given_name") for word in tables("forms")[field]["words"])


@cache
def _closing() -> re.Pattern[str]:
    return _starts_with("closings")


@cache
def _greeting() -> re.Pattern[str]:
    return _starts_with("greetings")


def _starts_with(list_name: str) -> re.Pattern[str]:
    longest_first = sorted({fold(word) for word in words(list_name)}, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")


@cache
def _footer() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(fold(word)) for word in words("footers")))
