"""Which options of an event, such as workshops, a mail picks."""

import re
from collections.abc import Iterator
from functools import cache

from processor.domain.event import Choices
from processor.domain.request import Evidence
from processor.reading.forms import find_labelled
from processor.reading.layout import Layout, Section, lay_out
from processor.reading.lexicon import fold, mapping, tables, words
from processor.reading.text import ReadingText

_SIGN = re.compile(r"^\s*([A-Za-z]|\d{1,2})\s*[:.)–-]\s+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_CLAUSE = re.compile(r"(?<=[.!?؟;])(?<![Nn]r\.)\s+(?=\D)|\n")
_STEM = 6
_LONG = 7


def find_choices(prepared: ReadingText) -> tuple[Evidence, ...]:
    """The options picked for the registration, in the event's spelling; () where the mail picks none or cannot decide."""
    text = lay_out(prepared)
    found: dict[str, Evidence] = {}
    for event in text.events:
        if event.choices is not None:
            for evidence in _picked(text, event.choices):
                found.setdefault(evidence.value, evidence)
    return tuple(found.values())


def picked(folded: str, choices: Choices) -> tuple[str, ...]:
    """The options that a folded line names."""
    return choices_in(folded, choices)


def choices_in(clause: str, choices: Choices, *, is_value: bool = False) -> tuple[str, ...]:
    """The options that one clause, line or form value picks; `is_value`: a bare "2" or "B" counts as well."""
    folded = _first_choice(fold(clause)[:1000])
    marked, has_former = _by_sign(folded, choices, is_value=is_value)
    if marked:
        return () if _is_undecided(folded, marked) else tuple(choices.options[index] for index in marked)
    return () if has_former else _by_words(folded, choices)


def _picked(text: Layout, choices: Choices) -> Iterator[Evidence]:
    labelled = [item for item in find_labelled(text) if item.field == "choice" and item.section is not Section.SIGNATURE]
    for item in labelled:
        for option in choices_in(item.value, choices, is_value=True):
            yield Evidence("choices", option, item.line, item.words[:120], "labelled choice", 0.98)
    if labelled:
        return
    for line in (*text.body[:200], *text.attached[:50]):
        for clause in _CLAUSE.split(line.text):
            for option in choices_in(clause, choices):
                yield Evidence("choices", option, line.number, clause[:120], "option named in the text", 0.9)


def _first_choice(folded: str) -> str:
    """The clause up to what shall hold only if the first choice is full."""
    match = _any_of("second").search(folded)
    return folded[:match.start()] if match and match.start() > 0 else folded


def _by_sign(folded: str, choices: Choices, *, is_value: bool) -> tuple[list[int], bool]:
    signs = _signs(choices)
    pattern = _sign_pattern(fold(choices.label))
    found = [(match.start(), match.end(), match["after"] or match["before"]) for match in pattern.finditer(folded)]
    if is_value and not found:
        found = [(match.start(), match.end(), match[0]) for match in re.finditer(r"(?<!\w)(?:[a-h]|\d{1,2})(?!\w)", folded)]
    kept = [signs[sign] for start, end, sign in found if sign in signs and not _is_former(folded, start, end)]
    indexes = list(dict.fromkeys([*kept, *_ordinals(folded, choices)]))
    return indexes, any(sign in signs for _, _, sign in found) and not indexes


def _ordinals(folded: str, choices: Choices) -> list[int]:
    if not _labels(fold(choices.label)).search(folded):
        return []
    found = [int(mapping("ordinals")[match[1]]) - 1 for match in re.finditer(rf"(?<!\w)({'|'.join(mapping('ordinals'))})[nrsm]?\s+(?=(\w+))", folded)
             if _labels(fold(choices.label)).match(match[2])]
    return [index for index in found if index < len(choices.options)]


def _is_former(folded: str, start: int, end: int) -> bool:
    before, after = folded[max(0, start - 22):start], folded[end:end + 22]
    if re.match(r"\s*(?:\w+\s)?(?:yerine|degil|auf dem zettel|gebucht|angemeldet)", after):
        return True
    if re.search(r"(?<!\w)von (?:\w+ )?$", before) and re.search(r"(?<!\w)(?:auf|in|zu)(?!\w)", after):
        return True
    return _any_of("former").search(before.rpartition(",")[2]) is not None


def _is_undecided(folded: str, marked: list[int]) -> bool:
    return len(marked) > 1 and _any_of("either").search(folded) is not None


def _by_words(folded: str, choices: Choices) -> tuple[str, ...]:
    tokens = _WORD.findall(folded)
    near = _labels(fold(choices.label)).search(folded) is not None
    scores = {option: _score(folded, tokens, option, keys) for option, keys in zip(choices.options, _keys(choices), strict=True)}
    best = max(scores.values())
    needed = 1.0 if near else 2.0
    picked = tuple(option for option, score in scores.items() if score >= max(needed, best))
    if len(picked) > 1 and best < _LONG:
        return () if _any_of("either").search(folded) or not near else picked
    return picked if not picked or not _is_former(folded, *_span(folded, picked[0])) else ()


def _score(folded: str, tokens: list[str], option: str, keys: frozenset[str]) -> float:
    """A whole wording counts much; else the words that only this option has, by their beginnings so that endings and typos pass."""
    if fold(_SIGN.sub("", option)) in folded:
        return 10.0
    hits = sum(any(_is_alike(token, key) for token in tokens) for key in keys)
    return hits * (1.0 if hits < len(keys) or hits > 1 else 1.5)


def _is_alike(token: str, key: str) -> bool:
    if len(key) < _STEM:
        return token == key
    return token.startswith(key[:max(_STEM, len(key) - 3)]) or (len(key) > _LONG and key[:len(key) - 2] in token)


def _span(folded: str, option: str) -> tuple[int, int]:
    place = folded.find(fold(_SIGN.sub("", option))[:_STEM])
    return (place, place + len(option)) if place >= 0 else (0, 0)


def _signs(choices: Choices) -> dict[str, int]:
    """Letters and numbers by the option's index: its own sign first, then its place."""
    signs: dict[str, int] = {}
    for index, option in enumerate(choices.options):
        own = _SIGN.match(option)
        if own:
            signs[own[1].lower()] = index
    for index in range(len(choices.options)):
        signs.setdefault(str(index + 1), index)
        signs.setdefault("abcdefghijklmnopqrstuvwxyz"[index % 26], index)
    return signs


@cache
def _keys(choices: Choices) -> tuple[frozenset[str], ...]:
    """For each option, the words that no other option has."""
    all_words = [frozenset(_WORD.findall(fold(_SIGN.sub("", option)))) - words("function_words") for option in choices.options]
    return tuple(
        frozenset(word for word in own if not any(word in other for place, other in enumerate(all_words) if place != index))
        for index, own in enumerate(all_words))


@cache
def _sign_pattern(label: str) -> re.Pattern[str]:
    listed = _alternatives(label)
    join = r"(?:\s*(?:nr\.?|nummer|no\.?|number|numero|номер|№|#|رقم)\s*)?\s*[:.#-]?\s*(?:(?:jeweils|auch|bitte|ist|ware|je)\s+)?[\"'„(]?"
    return re.compile(
        rf"(?<!\w)(?:{listed})(?:\w{{0,2}}(?!\w)){join}(?P<after>[a-h](?!\w)|\d{{1,2}}(?!\w|[.:]\d))"
        rf"|(?<!\w)(?P<before>\d{{1,2}})\.?\s?(?:numarali|nolu|no'?lu)?\s?(?:{listed})")


@cache
def _labels(label: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w)|-)(?:{_alternatives(label)})(?:\w{{0,4}})(?!\w)")


def _alternatives(label: str) -> str:
    listed = {fold(word) for word in tables("choice_words")["labels"]["words"]} | {label}
    return "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True))


@cache
def _any_of(section: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(fold(word)) for word in tables("choice_words")[section]["words"])
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")
