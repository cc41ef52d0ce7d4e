"""Which options of an event, such as workshops, a clause names: by number or letter, by words, or as done without."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from processor.domain.event import Choices
from processor.reading.lexicon import fold, pattern, tables, words
from processor.reading.notions import Stems, is_said, notions_of, phrases_in, stems_of, touched_by
from processor.reading.options.signs import SIGN, label_pattern, signs_in
from processor.reading.options.times import groups_of
from processor.reading.options.wishes import around, is_dropped, is_either, is_former, is_wished, kept_words, wanted, wishes

WORD = re.compile(r"[^\W\d_]{3,}")
_SAID = re.compile(r"[^\W\d_]{2,}")  # "CV" and "吃素" say something
_PAST = re.compile(r"te(?:n|st|t)?$")
_STEM = 6
_LONG = 7
_SHORT = 4
_HEAD = 5
_SHORTEST_HEAD = 3  # letters before the tail of a compound
_LONGEST_ENDING = 2  # "rot" for "Roter"


def choices_in(clause: str, choices: Choices, *, about: str = "", is_value: bool = False) -> tuple[str, ...]:
    """The options that one clause, line or form value picks; `about`: the title of their event, whose words tell no option; `is_value`: a bare "2" or "B" counts as well."""
    folded = wanted(clause)
    marked, has_former = signs_in(folded, choices, is_value=is_value)
    if marked:
        return () if len(marked) > 1 and is_either(folded) else tuple(choices.options[index] for index in marked)
    return () if has_former else _by_words(folded, choices, about, is_value=is_value)


@lru_cache(maxsize=10_000)
def options_named_by(word: str, choices: Choices, about: str = "") -> tuple[str, ...]:
    """The options of which a folded word is an own word, or the head of one ("Vormittag" for "Vormittagsgruppe"), or means one in another language, where none has it as it is; else the only one of which it is the tail ("Roulade" for "Rinderroulade")."""
    keys_of = dict(zip(choices.options, _keys(choices), strict=True))
    if _is_of_title(word, about, keys_of.values()):
        return ()
    named = tuple(option for option, keys in keys_of.items() if word in keys) or tuple(
        option for option, keys in keys_of.items() if any(_is_alike(word, key) or _has_same_head(word, key) or is_said(word, (word,), stems) for key, stems in keys.items()))
    if named or label_pattern(choices).fullmatch(word):
        return named
    tailed = tuple(option for option in choices.options if any(_has_same_tail(word, key) for key in WORD.findall(fold(option))))
    return tailed if len(tailed) == 1 else ()


def _by_words(folded: str, choices: Choices, about: str, *, is_value: bool) -> tuple[str, ...]:
    keys_of = dict(zip(choices.options, _keys(choices), strict=True))
    tokens = [word for word in kept_words(folded, _SAID) if not _is_of_title(word, about, keys_of.values())]
    with_or_without = _with_or_without(folded, choices)
    if with_or_without:
        return with_or_without
    near = is_value or is_wished(folded) or label_pattern(choices).search(folded) is not None
    # Whoever speaks of a thing does not do without it.
    scores = {option: _score(folded, tokens, option, {} if is_without(option) else keys) for option, keys in keys_of.items()}
    return tuple(option for group in groups_of(choices) for option in _best_of({option: scores[option] for option in group}, folded, near=near))


def _best_of(scores: Mapping[str, float], folded: str, *, near: bool) -> tuple[str, ...]:
    best = max(scores.values())
    needed = 1.0 if near else 2.0
    picked = tuple(option for option, score in scores.items() if score >= max(needed, best))
    if len(picked) > 1 and best < _LONG:
        return () if is_either(folded) or not near else picked
    return picked if not picked or not is_former(folded, *_span(folded, picked[0])) else ()


def _with_or_without(folded: str, choices: Choices) -> tuple[str, ...]:
    """'Kinderbetreuung brauchen wir nicht' picks "ohne Kinderbetreuung", a wish for it "mit Kinderbetreuung", and so does 'ohne Betreuung können wir nicht kommen'."""
    without = next(filter(is_without, choices.options), None)
    if without is None:
        return ()
    thing = tuple(WORD.findall(fold(without))[1:])
    if not _is_named(folded, thing):
        return ()
    said = [piece for piece in folded.split(",") if _is_named(piece, thing) or wishes().search(piece)]
    denials = [sum(denial.search(piece) is not None for denial in (pattern("acts", "negation"), around("without"))) for piece in said]
    if 1 in denials:
        return (without,)
    having = next((option for option in choices.options if fold(option) == f"mit {' '.join(thing)}"), None)
    return (having,) if having and (2 in denials or wishes().search(folded)) else ()


def is_without(option: str) -> bool:
    """Whether an option is to do without something: "ohne Rundgang", "keine Unterkunft"."""
    return fold(option).startswith(("ohne ", "kein ", "keine ", "keinen "))


def _is_named(folded: str, thing: tuple[str, ...]) -> bool:
    """Whether each word of a thing is said, in whatever language."""
    tokens = WORD.findall(folded)
    return all(any(_is_alike(token, word) or _is_end_of(token, word) for token in tokens) or is_said(folded, tokens, stems_of(notions_of(word))) for word in thing)


def _is_end_of(token: str, word: str) -> bool:
    return len(token) > _LONG and word.endswith(token)


def _score(folded: str, tokens: list[str], option: str, keys: Mapping[str, Stems]) -> float:
    """A whole wording counts much; else the words that only this option has, by their beginnings so that endings and typos pass, and phrases for two."""
    if any(not is_dropped(folded[:match.start()]) for match in re.finditer(rf"{re.escape(fold(SIGN.sub('', option)))}(?!te(?:n|st|t)?(?!\w))", folded)):
        return 10.0
    hits = sum(any(_is_alike(token, key) for token in tokens) or is_said(folded, tokens, stems) for key, stems in keys.items())
    score = hits * (1.0 if hits < len(keys) or hits > 1 else 1.5)
    return max(score, 2.0) if any(stems.phrases.search(folded) for stems in keys.values()) else score


def _is_alike(token: str, key: str) -> bool:
    if len(key) < _STEM:
        return token == key or (len(key) >= _SHORT and token.startswith(key) and not _PAST.match(token, len(key)))  # "Masken", "Holzwerkstatt", but not "dachte" for "Dach"
    return token.startswith(key[:max(_STEM, len(key) - 3)]) or (len(key) > _LONG and key[:len(key) - 2] in token)


def _has_same_head(token: str, key: str) -> bool:
    is_head = key.startswith(token) and len(token) >= min(_SHORT, len(key) - _LONGEST_ENDING)
    return (len(token) >= _LONG and token[:_LONG] == key[:_LONG]) or is_head


def _has_same_tail(token: str, key: str) -> bool:
    return len(token) >= _SHORT and len(key) >= len(token) + _SHORTEST_HEAD and (key.endswith(token) or (len(token) > _HEAD and key.endswith(token[:-1])))


def _span(folded: str, option: str) -> tuple[int, int]:
    place = folded.find(fold(SIGN.sub("", option))[:_STEM])
    return (place, place + len(option)) if place >= 0 else (0, 0)


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


@lru_cache(maxsize=1_000)
def _words_of_title(option: str) -> frozenset[str]:
    title = fold(SIGN.sub("", option))
    telling = frozenset(WORD.findall(title)) - words("function_words")
    return (telling - _empty_words() or telling) | phrases_in(title)


def _is_of_title(word: str, about: str, keys: Iterable[Mapping[str, Stems]]) -> bool:
    """Whether a word stands in the title of the event ("Teppich-Abend") and is none that an option has of its own."""
    return word in _words_of_title(about) and not any(word in own for own in keys)


@cache
def _empty_words() -> frozenset[str]:
    return frozenset(map(fold, tables("choice_words")["empty"]["words"]))


def _is_part_of(word: str, other: str) -> bool:
    """Whether a word of one option says nothing beside that of another: the same, or its end ("Laternen" beside "Papierlaternen")."""
    return word == other or (len(word) >= _HEAD and other.endswith(word))
