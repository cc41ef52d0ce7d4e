"""Which options of an event, such as workshops, a clause names: by number or letter, by words, or as done without."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from processor.domain.event import Choices
from processor.reading.forms import ticked
from processor.reading.lexicon import alternatives, fold, mapping, pattern, tables, words
from processor.reading.notions import Stems, is_said, notions_of, phrases_in, stems_of, touched_by
from processor.reading.numbers import DIGITS

WORD = re.compile(r"[^\W\d_]{3,}")
# The sign of an option in front of its title: "B:", "Tisch 2 –", "Gruppe A:".
SIGN = re.compile(r"^\s*(?:(?P<label>[^\W\d_]{2,}) )?(?P<sign>[A-Za-z]|\d{1,2})\s*(?:[:.)]|[–-](?!\s*\d))\s+")
_STEM = 6
_LONG = 7
_SHORT = 4
_HEAD = 5
_SHORTEST_HEAD = 3  # letters before the tail of a compound


def choices_in(clause: str, choices: Choices, *, is_value: bool = False) -> tuple[str, ...]:
    """The options that one clause, line or form value picks; `is_value`: a bare "2" or "B" counts as well."""
    folded = wanted(clause)
    marked, has_former = _by_sign(folded, choices, is_value=is_value)
    if marked:
        return () if len(marked) > 1 and is_either(folded) else tuple(choices.options[index] for index in marked)
    return () if has_former else _by_words(folded, choices)


def is_by_sign(clause: str, choices: Choices) -> bool:
    """Whether a clause picks by number or letter ("Workshop 2")."""
    marked, _ = _by_sign(wanted(clause), choices, is_value=False)
    return bool(marked)


@lru_cache(maxsize=10_000)
def options_named_by(word: str, choices: Choices) -> tuple[str, ...]:
    """The options of which a folded word is an own word, or the head of one ("Vormittag" for "Vormittagsgruppe"), or means one in another language; else the only one of which it is the tail ("Roulade" for "Rinderroulade")."""
    keys_of = dict(zip(choices.options, _keys(choices), strict=True))
    named = tuple(option for option, keys in keys_of.items() if any(_is_alike(word, key) or _has_same_head(word, key) or is_said(word, (word,), stems) for key, stems in keys.items()))
    if named or _labels(labels_of(choices)).fullmatch(word):
        return named
    tailed = tuple(option for option in choices.options if any(_has_same_tail(word, key) for key in WORD.findall(fold(option))))
    return tailed if len(tailed) == 1 else ()


@cache
def labels_of(choices: Choices) -> frozenset[str]:
    """What the event calls its options, folded: by their label, and by what stands in front of their signs ("Essen 1: …")."""
    signed = [match["label"] for option in choices.options if (match := SIGN.match(option))]
    return frozenset(fold(word) for word in (choices.label, *signed) if word)


def wanted(clause: str) -> str:
    """What is ticked in a clause, or else all of it up to its second choice; folded, with Latin digits."""
    ticks = ticked(clause)
    return _first_choice(fold(clause if ticks is None else ticks).translate(DIGITS)[:1000])


def _first_choice(folded: str) -> str:
    """The clause up to what shall hold only if the first choice is full."""
    match = _any_of("second").search(folded)
    return folded[:match.start()] if match and match.start() > 0 else folded


def _by_sign(folded: str, choices: Choices, *, is_value: bool) -> tuple[list[int], bool]:
    signs = _signs(choices)
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
    if not _labels(labels_of(choices)).search(folded):
        return []
    found = [int(mapping("ordinals")[match[1]]) - 1 for match in re.finditer(rf"(?<!\w)({'|'.join(mapping('ordinals'))})[nrsm]?\s+(?=(\w+))", folded)
             if _labels(labels_of(choices)).match(match[2])]
    return [index for index in found if index < len(choices.options)]


def is_former(folded: str, start: int, end: int) -> bool:
    """Whether a folded clause names what stands between the two places as what was picked before or is not picked."""
    before, after = folded[max(0, start - 22):start], folded[end:end + 22]
    if re.match(r"\s*(?:\w+\s)?(?:yerine|degil|auf dem zettel|gebucht|angemeldet)", after):
        return True
    if re.search(r"(?<!\w)von (?:\w+ )?$", before) and re.search(r"(?<!\w)(?:auf|in|zu)(?!\w)", after):
        return True
    return _any_of("former").search(before.rpartition(",")[2]) is not None


def is_either(folded: str) -> bool:
    """Whether a folded clause says "or"."""
    return _any_of("either").search(folded) is not None


def _by_words(folded: str, choices: Choices) -> tuple[str, ...]:
    tokens = WORD.findall(folded)
    with_or_without = _with_or_without(folded, choices)
    if with_or_without:
        return with_or_without
    near = _is_wished(folded) or _labels(labels_of(choices)).search(folded) is not None
    scores = {option: _score(folded, tokens, option, keys) for option, keys in zip(choices.options, _keys(choices), strict=True)}
    best = max(scores.values())
    needed = 1.0 if near else 2.0
    picked = tuple(option for option, score in scores.items() if score >= max(needed, best))
    if len(picked) > 1 and best < _LONG:
        return () if is_either(folded) or not near else picked
    return picked if not picked or not is_former(folded, *_span(folded, picked[0])) else ()


def _is_wished(folded: str) -> bool:
    """Whether something is wished for; 'Kochen interessiert mich nicht' wishes for nothing."""
    return any(_wishes().search(piece) and not pattern("acts", "negation").search(piece) for piece in folded.split(","))


def _with_or_without(folded: str, choices: Choices) -> tuple[str, ...]:
    """'Kinderbetreuung brauchen wir nicht' picks "ohne Kinderbetreuung", a wish for it "mit Kinderbetreuung", and so does 'ohne Betreuung können wir nicht kommen'."""
    without = next((option for option in choices.options if fold(option).startswith("ohne ")), None)
    if without is None:
        return ()
    thing = tuple(word for word in WORD.findall(fold(without)) if word != "ohne")
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
    tokens = WORD.findall(folded)
    return all(any(_is_alike(token, word) or _is_end_of(token, word) for token in tokens) or is_said(folded, tokens, stems_of(notions_of(word))) for word in thing)


def _is_end_of(token: str, word: str) -> bool:
    return len(token) > _LONG and word.endswith(token)


def _score(folded: str, tokens: list[str], option: str, keys: Mapping[str, Stems]) -> float:
    """A whole wording counts much; else the words that only this option has, by their beginnings so that endings and typos pass."""
    if fold(SIGN.sub("", option)) in folded:
        return 10.0
    hits = sum(any(_is_alike(token, key) for token in tokens) or is_said(folded, tokens, stems) for key, stems in keys.items())
    return hits * (1.0 if hits < len(keys) or hits > 1 else 1.5)


def _is_alike(token: str, key: str) -> bool:
    if len(key) < _STEM:
        return token == key or (len(key) >= _SHORT and token.startswith(key))  # "Masken", "Holzwerkstatt"
    return token.startswith(key[:max(_STEM, len(key) - 3)]) or (len(key) > _LONG and key[:len(key) - 2] in token)


def _has_same_head(token: str, key: str) -> bool:
    return (len(token) >= _LONG and token[:_LONG] == key[:_LONG]) or (len(token) >= _HEAD and key.startswith(token))


def _has_same_tail(token: str, key: str) -> bool:
    return len(token) >= _HEAD and len(key) >= len(token) + _SHORTEST_HEAD and (key.endswith(token) or (len(token) > _HEAD and key.endswith(token[:-1])))


def _span(folded: str, option: str) -> tuple[int, int]:
    place = folded.find(fold(SIGN.sub("", option))[:_STEM])
    return (place, place + len(option)) if place >= 0 else (0, 0)


def _signs(choices: Choices) -> dict[str, int]:
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
def _keys(choices: Choices) -> tuple[dict[str, Stems], ...]:
    """For each option the words that no other option has, each with the beginnings of words that mean the same and fit no other option."""
    titles = [_words_of_title(option) for option in choices.options]
    found: list[dict[str, Stems]] = []
    for title in titles:
        others = [word for other in titles if other is not title for word in other]
        taken = frozenset[str]().union(*map(touched_by, others))
        found.append({word: stems_of(notions_of(word) - taken) for word in title if not any(_is_part_of(word, other) for other in others)})
    return tuple(found)


def _words_of_title(option: str) -> frozenset[str]:
    title = fold(SIGN.sub("", option))
    return (frozenset(WORD.findall(title)) - words("function_words")) | phrases_in(title)


def _is_part_of(word: str, other: str) -> bool:
    """Whether a word of one option says nothing beside that of another: the same, or its end ("Laternen" beside "Papierlaternen")."""
    return word == other or (len(word) >= _HEAD and other.endswith(word))


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
def _labels(own: frozenset[str]) -> re.Pattern[str]:
    # A short label ("no", "ag") has no endings: "noch" and "Agenda" are none.
    return re.compile(rf"(?:(?<!\w)|-)(?:{_alternatives(own)})(?:(?<=\w{{4}})\w{{0,4}})?(?!\w)")


def _alternatives(own: frozenset[str]) -> str:
    listed = {fold(word) for word in tables("choice_words")["labels"]["words"]} | own
    return "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True))


@cache
def _wishes() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('choice_words', 'wishes')})")


@cache
def _any_of(section: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(fold(word)) for word in tables("choice_words")[section]["words"])
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")
