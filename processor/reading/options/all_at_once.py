"""Words that pick all options at once: "beide Module", "alle vier Schichten", "den ganzen Tag"."""

import re
from functools import cache

from processor.domain.event import Choices
from processor.reading.lexicon import alternatives, fold, pattern
from processor.reading.numbers import number_of
from processor.reading.options.signs import label_pattern
from processor.reading.options.times import PARTS_OF_THE_DAY, groups_of, is_of_part
from processor.reading.options.wishes import wanted

_PAIR = 2


def every_option(clause: str, choices: Choices) -> tuple[str, ...]:
    """All options that the clause picks together; () where it picks none so, asks or denies, or where one option bears such words itself ("Beide Abende")."""
    folded = wanted(clause)
    if "?" in folded or pattern("acts", "negation").search(folded) or any(_all().search(fold(option)) for option in choices.options):
        return ()
    timed = groups_of(choices)[0]
    if _whole_day().search(folded) and len(timed) == _PAIR and all(any(is_of_part(option, part) for part in PARTS_OF_THE_DAY) for option in timed):
        return timed
    return choices.options if any(_is_all(match, choices) for match in _all().finditer(folded)) else ()


def _is_all(match: re.Match[str], choices: Choices) -> bool:
    """Whether as many are spoken of as there are options, and an option's own word follows."""
    told = _PAIR if match["both"] else number_of(match["number"]) if match["number"] else len(choices.options)
    return told == len(choices.options) and label_pattern(choices).match(match["thing"]) is not None


@cache
def _all() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:(?P<both>{alternatives('choice_words', 'both')})|(?:{alternatives('choice_words', 'all')})(?:\s+(?P<number>\d|[^\W\d_]+))?)\s+(?P<thing>[^\W\d_]{{3,}})")


@cache
def _whole_day() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('choice_words', 'whole_day')})(?!\w)")
