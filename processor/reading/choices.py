"""Which options of an event, such as workshops, a mail picks."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from processor.domain.event import Choices
from processor.domain.request import Evidence
from processor.reading.forms import find_labelled, ticked
from processor.reading.layout import Layout, Section, lay_out
from processor.reading.lexicon import alternatives, fold, mapping, pattern, tables, words
from processor.reading.notions import is_said, notions_of, stems_of
from processor.reading.numbers import DIGITS
from processor.reading.tables import find_records
from processor.reading.text import Part, ReadingText, joined

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


def choices_in(clause: str, choices: Choices, *, is_value: bool = False) -> tuple[str, ...]:
    """The options that one clause, line or form value picks; `is_value`: a bare "2" or "B" counts as well."""
    ticks = ticked(clause)
    folded = _first_choice(fold(clause if ticks is None else ticks).translate(DIGITS)[:1000])
    marked, has_former = _by_sign(folded, choices, is_value=is_value)
    if marked:
        return () if _is_undecided(folded, marked) else tuple(choices.options[index] for index in marked)
    return () if has_former else _by_words(folded, choices)


def _picked(text: Layout, choices: Choices) -> Iterator[Evidence]:
    rows = [(record, choices_in(record.choice, choices, is_value=True)) for record in find_records(text) if record.is_table and record.choice]
    for record, options in rows:
        for option in options:
            yield Evidence("choices", option, record.lines[0], f"{record.name}: {record.choice}"[:120], "column of a table", 0.98)
    if any(options for _, options in rows):
        return
    labelled = [item for item in find_labelled(text) if item.field == "choice" and (item.section is not Section.SIGNATURE or item.has_boxes)]
    for item in labelled:
        for option in choices_in(item.value, choices, is_value=True):
            yield Evidence("choices", option, item.line, item.words[:120], "labelled choice", 0.98)
    if labelled:
        return
    lines = [Part(line.number, line.text, line.folded) for line in (*text.body[:200], *text.attached[:50])]
    for part in joined(lines):
        for clause in _CLAUSE.split(part.text.replace("\n", " ")):
            for option in choices_in(clause, choices):
                yield Evidence("choices", option, part.number, clause[:120], "option named in the text", 0.9)


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
    with_or_without = _with_or_without(folded, choices)
    if with_or_without:
        return with_or_without
    near = _is_wished(folded) or _labels(fold(choices.label)).search(folded) is not None
    scores = {option: _score(folded, tokens, option, keys) for option, keys in zip(choices.options, _keys(choices), strict=True)}
    best = max(scores.values())
    needed = 1.0 if near else 2.0
    picked = tuple(option for option, score in scores.items() if score >= max(needed, best))
    if len(picked) > 1 and best < _LONG:
        return () if _any_of("either").search(folded) or not near else picked
    return picked if not picked or not _is_former(folded, *_span(folded, picked[0])) else ()


def _is_wished(folded: str) -> bool:
    """Whether something is wished for; 'Kochen interessiert mich nicht' wishes for nothing."""
    return any(_wishes().search(piece) and not pattern("acts", "negation").search(piece) for piece in folded.split(","))


def _with_or_without(folded: str, choices: Choices) -> tuple[str, ...]:
    """'Kinderbetreuung brauchen wir nicht' picks "ohne Kinderbetreuung", a wish for it "mit Kinderbetreuung", and so does 'ohne Betreuung können wir nicht kommen'."""
    without = next((option for option in choices.options if fold(option).startswith("ohne ")), None)
    if without is None:
        return ()
    thing = tuple(word for word in _WORD.findall(fold(without)) if word != "ohne")
    if not _is_named(folded, thing):
        return ()
    said = [piece for piece in folded.split(",") if _is_named(piece, thing) or _wishes().search(piece)]
    denials = [sum(denial.search(piece) is not None for denial in (pattern("acts", "negation"), _any_of("without"))) for piece in said]
    if 1 in denials:
        return (without,)
    having = next((option for option in choices.options if fold(option) == f"mit {' '.join(thing)}"), None)
    return (having,) if having and (2 in denials or _wishes().search(folded)) else ()


def _is_named(folded: str, thing: tuple[str, ...]) -> bool:
    """Whether each word of a thing is said, in whatever language."""
    tokens = _WORD.findall(folded)
    return all(any(_is_alike(token, word) or _is_end_of(token, word) for token in tokens) or is_said(folded, tokens, stems_of(notions_of(word))) for word in thing)


def _is_end_of(token: str, word: str) -> bool:
    return len(token) > _LONG and word.endswith(token)


def _score(folded: str, tokens: list[str], option: str, keys: Mapping[str, tuple[str, ...]]) -> float:
    """A whole wording counts much; else the words that only this option has, by their beginnings so that endings and typos pass."""
    if fold(_SIGN.sub("", option)) in folded:
        return 10.0
    hits = sum(any(_is_alike(token, key) for token in tokens) or is_said(folded, tokens, stems) for key, stems in keys.items())
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
def _keys(choices: Choices) -> tuple[dict[str, tuple[str, ...]], ...]:
    """For each option the words that no other option has, each with the beginnings of words that mean the same and fit no other option."""
    found = [{word: notions_of(word) for word in own} for own in _words_of_options(choices)]
    elsewhere = [frozenset(notion for other in found if other is not own for notions in other.values() for notion in notions) for own in found]
    return tuple({word: stems_of(notions - taken) for word, notions in own.items()} for own, taken in zip(found, elsewhere, strict=True))


def _words_of_options(choices: Choices) -> tuple[frozenset[str], ...]:
    all_words = [frozenset(_WORD.findall(fold(_SIGN.sub("", option)))) - words("function_words") for option in choices.options]
    return tuple(
        frozenset(word for word in own if not any(word in other for place, other in enumerate(all_words) if place != index))
        for index, own in enumerate(all_words))


@cache
def _sign_pattern(label: str) -> re.Pattern[str]:
    listed = _alternatives(label)
    join = r"(?:\s*(?:nr\.?|nummer|no\.?|number|numero|номер|№|#|رقم)\s*)?\s*[:.#-]?\s*(?:(?:jeweils|auch|bitte|ist|ware|je)\s+)?[\"'„(]?"
    return re.compile(
        rf"(?<!\w)(?:{listed})(?:\w{{0,2}}(?!\w)|(?=\d)){join}(?P<after>[a-h](?!\w)|\d{{1,2}}(?!\w|[.:]\d))"
        rf"|(?<!\w)(?P<before>\d{{1,2}})\.?\s?(?:numarali|nolu|no'?lu)?\s?(?:{listed})")


@cache
def _labels(label: str) -> re.Pattern[str]:
    # A short label ("no", "ag") has no endings: "noch" and "Agenda" are none.
    return re.compile(rf"(?:(?<!\w)|-)(?:{_alternatives(label)})(?:(?<=\w{{4}})\w{{0,4}})?(?!\w)")


def _alternatives(label: str) -> str:
    listed = {fold(word) for word in tables("choice_words")["labels"]["words"]} | {label}
    return "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True))


@cache
def _wishes() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('choice_words', 'wishes')})")


@cache
def _any_of(section: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(fold(word)) for word in tables("choice_words")[section]["words"])
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")
