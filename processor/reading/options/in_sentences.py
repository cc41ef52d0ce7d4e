"""The options that sentences pick: by what a clause says, and by single words that the network sees picked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from processor.domain.event import Choices, Event
from processor.reading.letter.forms import boxes_in
from processor.reading.letter.layout import Layout
from processor.reading.letter.text import Part, ReadingText, joined
from processor.reading.letter.tokens import Token
from processor.reading.lexicon import alternatives, fold
from processor.reading.network.judgement import TAGS, look
from processor.reading.options.all_at_once import every_option
from processor.reading.options.in_forms import is_second_choice
from processor.reading.options.naming import is_by_mark, options_in
from processor.reading.options.single_words import options_meant_by
from processor.reading.options.times import groups_of
from processor.reading.options.wishes import is_dropped, second_choice
from processor.reading.options.wording import is_without

_CLAUSE = re.compile(r"(?<=[.!?؟;])(?<![Nn]r\.)(?<!\b[12]\.)\s+(?=\D)|\n")
_PICKED = [TAGS.index("B-T"), TAGS.index("I-T")]
# Beside an option that the network surely sees picked, another that it does not see is none; a single word picks from the second probability on,
# beside options that whole clauses pick from the third on.
_DENIED = 0.2
_MEANT = 0.35
_SURE = 0.98
_SHORTEST = 4  # letters of a word that picks beside a clause
# One person comes, and means but one option: where the best is so likely, and the second is not.
_ALONE = 0.8
_PLAIN = 0.8
_DOUBTED = 0.7


@dataclass(frozen=True, slots=True)
class Pick:
    """An option that a clause may pick, or a word behind it; `is_sure`: the network hardly doubts it, of a word that means no other option."""

    part: Part
    clause: str
    option: str
    word: str = ""
    is_sure: bool = False


def of_sentences(prepared: ReadingText, text: Layout, event: Event, choices: Choices, seen: Sequence[Pick]) -> list[Pick]:
    """What clauses pick, and what the network surely sees picked beside it; where they pick none of a group of options, all that it sees picked of it; where nothing is picked by itself, what picks all."""
    found = [Pick(part, clause, option) for part, clause in _clauses(text, choices) for option in options_in(clause, event)]
    beside = [pick for pick in seen if found and pick.is_sure and pick.option not in {other.option for other in found}]
    named = {pick: 1.0 if pick.is_sure or is_by_mark(pick.clause, pick.option, event) else _likely(prepared, pick, event) for pick in (*found, *beside)}
    is_one_plain = any(likely > _MEANT for likely in named.values())
    picked = _first_choices([pick for pick, likely in named.items() if likely > _DENIED or not is_one_plain])
    one_by_one = [pick for group in groups_of(choices) for pick in _for_one(prepared, _of(group, picked) or _of(group, seen), event)]
    return one_by_one or [Pick(part, clause, option) for part, clause in _clauses(text, choices) for option in every_option(clause, choices)]


def _of(group: Sequence[str], picks: Iterable[Pick]) -> list[Pick]:
    return [pick for pick in picks if pick.option in group]


def _for_one(prepared: ReadingText, picks: list[Pick], event: Event) -> list[Pick]:
    """Where one person comes, of several options the one that the network surely sees picked where it doubts the others: "das Backen überlasse ich meinem Mann, mich bitte zum Nähen"."""
    sure = {option: _most_likely(prepared, option, event) for option in dict.fromkeys(pick.option for pick in picks)}
    ranked = sorted(sure, key=sure.__getitem__, reverse=True)
    if len(ranked) < 2 or look(prepared).whole["seats"].get("1", 0.0) < _ALONE or not sure[ranked[-1]]:
        return picks
    best, second = sure[ranked[0]], sure[ranked[1]]
    is_plain = best > _PLAIN and second < _DOUBTED
    return [pick for pick in picks if pick.option == ranked[0]] if is_plain else picks


def _first_choices(picks: list[Pick]) -> list[Pick]:
    """Without those of a clause that begins with what shall hold only if the first choice is full, unless it is all there is."""
    return [pick for pick in picks if not (second_choice().match(fold(pick.clause).lstrip()) or is_second_choice(pick.clause))] or picks


def seen_picked(prepared: ReadingText, event: Event) -> list[Pick]:
    """Options that a single word may mean and that the network sees picked; second choices only where there are no others."""
    picks = [pick for token, sure in _picking(prepared) if sure > _MEANT and _may_pick(token) for pick in _meant_by(token, sure, event)]
    return [pick for pick in picks if not second_choice().search(fold(pick.clause))] or picks


def of_subject(prepared: ReadingText, event: Event) -> list[Pick]:
    """Options that the subject names, unless it is that of the mail which this one answers."""
    subject = Part(0, prepared.subject, fold(prepared.subject))
    return [] if prepared.is_answer else [Pick(subject, subject.text, option) for option in options_in(subject.text, event)]


def _clauses(text: Layout, choices: Choices) -> Iterator[tuple[Part, str]]:
    """Without lines that name an option for nobody, unless "nein" may pick to do without something."""
    is_no_an_option = any(map(is_without, choices.options))
    lines = [Part(line.number, line.text, line.folded) for line in (*text.body[:200], *text.attached[:50]) if is_no_an_option or not _unfilled().search(line.folded)]
    for part in joined(lines):
        for clause in _CLAUSE.split(part.text.replace("\n", " ")):
            yield part, clause


@cache
def _unfilled() -> re.Pattern[str]:
    """The end of a line that names an option and says that nobody picks it: "Nachmittag: –"."""
    return re.compile(rf"[:=?|]\s*(?:[-–—/]+|(?:{alternatives('choice_words', 'unfilled')}))[\s.!]*$")


def _meant_by(token: Token, sure: float, event: Event) -> Iterator[Pick]:
    """With the clause up to the word."""
    options = options_meant_by(token.folded.rstrip("."), event)
    is_sure = sure > _SURE and len(options) == 1 and len(token.folded) >= _SHORTEST and not is_without(options[0])
    for option in options:
        yield Pick(token.part, _CLAUSE.split(_before(token))[-1], option, token.text, is_sure)


def _may_pick(token: Token) -> bool:
    return token.place in {"greeting", "body", "attached"} and not (_is_unticked(token) or _unfilled().search(token.part.folded) or is_dropped(fold(_before(token))))


def _before(token: Token) -> str:
    return token.part.text[:token.start].replace("\n", " ")


def _is_unticked(token: Token) -> bool:
    return any(token.folded in fold(words) and not is_ticked for words, is_ticked in boxes_in(token.part.text))


def _picking(prepared: ReadingText) -> Iterator[tuple[Token, float]]:
    """How surely the network takes each word for one that picks an option; without words it looks at nothing."""
    seen = look(prepared)
    yield from ((token, float(tags[_PICKED].sum())) for token, tags in zip(seen.tokens, seen.tags, strict=False))


def _likely(prepared: ReadingText, pick: Pick, event: Event) -> float:
    """How surely the network takes the words of the clause that name the option for a pick; 1 where the title names it only as a whole."""
    lines = range(pick.part.number, pick.part.number + pick.part.text.count("\n") + 1)
    said = fold(pick.clause)
    return max((sure for token, sure in _picking(prepared) if token.part.number in lines and token.folded in said and _means(token, pick.option, event)), default=1.0)


def _most_likely(prepared: ReadingText, option: str, event: Event) -> float:
    """The same of all words of the mail; 0 where no single word names the option."""
    return max((sure for token, sure in _picking(prepared) if token.place in {"greeting", "body", "attached"} and _means(token, option, event)), default=0.0)


def _means(token: Token, option: str, event: Event) -> bool:
    return option in options_meant_by(token.folded.rstrip("."), event)
