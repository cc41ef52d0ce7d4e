"""How many people a mail speaks of: seats in all where it says so, and those who come without being named.

Patterns read the plain cases, the network the others.
"""

import re
from dataclasses import dataclass

from processor.domain.request import Evidence
from processor.reading.letter.forms import find_labelled
from processor.reading.letter.layout import lay_out
from processor.reading.letter.text import Part, ReadingText
from processor.reading.lexicon import one_of, pattern, words
from processor.reading.network.judgement import TAGS, look
from processor.reading.network.spans import Span, find_spans
from processor.reading.network.surroundings import stretches_of
from processor.reading.numbers import LARGEST_PARTY, number_of, together

# Words are counted as people from this certainty on.
CERTAIN = 0.35
# From this on, what the mail tells as a whole counts more than single words.
SURE_OF_SEATS = 0.8
# Which of several numbers is meant.
SURE_AMONG_SEVERAL = 0.6
# A plain number in the words takes more to be overruled.
SURE_OVER_WORDS = 0.95
# Below this the network sees no number of people in a word.
UNLIKELY = 0.05
SUMMED = "adults and children"
TOGETHER = "together"
NUMBERS = [TAGS.index(f"{position}-{role}") for role in "KX" for position in "BI"]
NUMBER = r"(\d{1,2}|[^\W\d_]+)"
PERSONS = one_of("head_counts", "persons")
ADULTS = one_of("head_counts", "adults")
CHILDREN = one_of("head_counts", "children")
COUNTED = re.compile(rf"\b{NUMBER}\s+(?:(?:{one_of('head_counts', 'further')})\s+)?(?:{PERSONS})")
WE_ARE = re.compile(rf"\b(?:{one_of('head_counts', 'we_are')})\s+(?:(?:{one_of('head_counts', 'meanwhile')}) )*(\d{{1,2}}|[^\W\d_']+)\b")
WITH = re.compile(
    rf"\b(?:{one_of('head_counts', 'with')})\s+(?:(?:{one_of('head_counts', 'own')})\s+)?{NUMBER}\s+(?:(?:{one_of('head_counts', 'more')})\s+)?([^\W\d_*:]+)")
BESIDE = re.compile(rf"\b(?:{one_of('head_counts', 'beside')})\s+(?:noch\s+)?$")
BOTH_AGES = tuple(
    re.compile(rf"\b{NUMBER}\s+(?:{first})\W{{1,3}}(?:[^\W\d_]{{1,4}}\s+)?{NUMBER}\s+(?:[^\W\d_]+\s+)?(?:{second})")
    for first, second in ((ADULTS, CHILDREN), (CHILDREN, ADULTS)))
# "Ich heiße Lamine Sanneh und ich möchte kommen" speaks of one.
SPEAKS_OF_ONE = re.compile(rf"\b(?:{one_of('sayings', 'introduced')})\s+(?:[^\W\d_][\w'’-]*\s+){{1,3}}(?:{one_of('sayings', 'goes_on')})\b")
NOT_PEOPLE = pattern("head_counts", "not_people")
OTHER_THINGS = pattern("head_counts", "other_things")


@dataclass(frozen=True, slots=True)
class Party:
    """How many come.

    Attributes:
        total: seats in all; None where no words say it.
        companions: those who come and are not named.
        as_a_whole: seats in all as the mail as a whole tells it; None where that is not sure.
    """

    total: int | None
    companions: int
    evidence: tuple[Evidence, ...] = ()
    is_contradictory: bool = False
    as_a_whole: int | None = None


def find_party(text: ReadingText) -> Party:
    """The head count of the mail, with the words that say it."""
    spans = [span for span in find_spans(text) if span.certainty >= CERTAIN and 0 < span.value <= LARGEST_PARTY and not _is_other_number(span)]
    companions = [span for span in spans if span.kind == "companions"]
    totals = [span for span in spans if span.kind == "total" and not any(_touch(span, other) for other in companions)]
    labelled = _labelled(text)
    plain = labelled or next((found for part in text.body if (found := _total(part)) is not None and _is_seen(text, found)), None)
    is_summed = plain is not None and plain.rule == SUMMED  # "2 adults, 1 child": the network sees two numbers
    said = set() if is_summed else {span.value for span in totals}
    is_contradictory = len(said | ({int(plain.value)} if plain and said else set())) > 1 and labelled is None
    meant = _as_a_whole(text, SURE_AMONG_SEVERAL) if is_contradictory else None
    is_settled = meant in said or (plain is not None and meant == int(plain.value))
    total = meant if is_settled else int(plain.value) if plain is not None else max(said, default=None)
    evidence = tuple(_evidence(span) for span in (*totals, *companions))
    unnamed = sum(span.value for span in _once(companions)) or _companions(text)
    return Party(total, unnamed, (*((plain,) if plain else ()), *evidence), is_contradictory and not is_settled, None if labelled or is_summed else _as_a_whole(text, SURE_OVER_WORDS if plain else SURE_OF_SEATS))


def _as_a_whole(text: ReadingText, needed: float) -> int | None:
    """'Ich und Frau wollen kommen': the number of seats that the network gathers from the whole mail; an answer to us adds to a number that stands already."""
    if text.thread.is_reply_to_us or text.thread.asked or SPEAKS_OF_ONE.search(text.folded):
        return None
    seats = look(text).whole["seats"]
    best = max(seats, key=seats.__getitem__)
    return int(best) if best.isdigit() and seats[best] >= needed else None


def _is_seen(text: ReadingText, found: Evidence) -> bool:
    """Whether the network, too, sees a number of people in the words of a pattern: 'früher kamen jeden Tag zwanzig Leute' asks for no seats; "zu acht" counts nothing else."""
    if found.rule == TOGETHER:
        return True
    seen = look(text)
    phrase = found.words.split()
    likely = [float(seen.tags[place, NUMBERS].sum()) for place, token in enumerate(seen.tokens) if token.part.number == found.line and token.folded in phrase]
    return not likely or max(likely) > UNLIKELY


def _touch(one: Span, other: Span) -> bool:
    """Whether two spans are one phrase, cut in the middle ("zwei | Freundinnen")."""
    first, second = sorted((one, other), key=lambda span: (span.tokens[0].part.number, span.tokens[0].start))
    return first.tokens[0].part is second.tokens[0].part and second.tokens[0].start - first.tokens[-1].end <= 1


def _is_other_number(span: Span) -> bool:
    """Telephone numbers, dates and house numbers count nobody."""
    first = span.tokens[0]
    if span.kind == "total" and OTHER_THINGS.search(first.part.folded[max(0, first.start - 4):span.tokens[-1].end + 16]):
        return True
    return any(start <= first.start < end and kind != "body_name" for start, end, kind in stretches_of(first.part.text))


def _once(spans: list[Span]) -> list[Span]:
    """The same words twice ("mit meiner Tochter … meine Tochter") mean the same people."""
    found: dict[str, Span] = {}
    for span in spans:
        found.setdefault(span.tokens[-1].folded, span)
    return list(found.values())


def _evidence(span: Span) -> Evidence:
    field, rule = ("count", "seats in all") if span.kind == "total" else ("companions", "people without a name")
    return Evidence(field, str(span.value), span.tokens[0].part.number, span.text, rule, round(span.certainty, 2))


def _labelled(text: ReadingText) -> Evidence | None:
    """A field of a form ("Anzahl der Personen: 4")."""
    for item in find_labelled(lay_out(text)):
        if item.field == "count":
            number = next((found for word in re.findall(r"\w+", item.value.lower()) if (found := number_of(word)) is not None), None)
            if number is not None:
                return Evidence("count", str(number), item.line, item.words, "labelled count")
    return None


def _total(part: Part) -> Evidence | None:
    for pattern_of_both in BOTH_AGES:
        for match in pattern_of_both.finditer(part.folded):
            one, other = number_of(match[1]), number_of(match[2])
            if one and other:
                return Evidence("count", str(one + other), part.number, match[0], SUMMED, 0.95)
    for phrase, number in together().items():
        if phrase in part.folded and re.search(rf"\b{re.escape(phrase)}\b", part.folded):
            return Evidence("count", str(number), part.number, phrase, TOGETHER, 0.95)
    for match in WE_ARE.finditer(part.folded):
        number_found = number_of(match[1])
        if number_found and number_found > 1 and not NOT_PEOPLE.match(part.folded[match.end():].strip()):
            return Evidence("count", str(number_found), part.number, match[0], "we_are", 0.9)
    for match in COUNTED.finditer(part.folded):
        number_found = number_of(match[1])
        before = part.folded[:match.start()]
        if number_found and not BESIDE.search(before) and "weitere" not in match[0]:
            return Evidence("count", str(number_found), part.number, match[0], "counted_people", 0.9)
    return None


def _companions(text: ReadingText) -> int:
    """Counted companions ("with two friends") that the network did not see."""
    for part in text.body:
        for match in WITH.finditer(part.folded):
            number = number_of(match[1])
            if number and number > 1 and match[2] in words("people", "kin_plural") | words("people", "kin"):
                return number
    return 0
