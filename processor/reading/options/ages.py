"""Options for people of an age, told by somebody's years: "Lina ist 9" for "8 bis 11 Jahre"."""

import re
from functools import cache

from processor.domain.event import Choices
from processor.reading.lexicon import alternatives, fold, pattern, tables
from processor.reading.options.wishes import wanted

_OLDEST = 120
_SHORT = 4  # letters of a word that stands alone
_FROM_TO = re.compile(r"(?<!\d)(\d{1,2})-?\s*(?:bis|-|–)\s*(\d{1,2})[\s-]*j(?:ahr|\.)")
_OPEN = re.compile(r"(?<!\w)(?P<bound>bis|unter|ab|uber)\s+(?P<years>\d{1,2})\s*jahre")


def options_of_age(clause: str, choices: Choices) -> tuple[str, ...]:
    """The options for those whose years the clause tells, in the event's order; () where fewer than two options are for an age."""
    bounds = _bounds(choices)
    if len(bounds) < 2:
        return ()
    told = {years for piece in wanted(clause).split(",") for years in _years_in(piece)}
    return tuple(option for option, (youngest, oldest) in bounds.items() if any(youngest <= years <= oldest for years in told))


def _years_in(piece: str) -> list[int]:
    """'Mein Sohn (9) kommt nicht' and 'seit 10 Jahren' tell no age of one who comes."""
    if pattern("acts", "negation").search(piece):
        return []
    return [int(match["after_word"] or match["in_brackets"] or match["before_word"]) for match in _ages().finditer(piece) if not _since().search(piece[:match.start()])]


@cache
def _bounds(choices: Choices) -> dict[str, tuple[int, int]]:
    return {option: bounds for option in choices.options if (bounds := _bounds_in(fold(option)))}


def _bounds_in(option: str) -> tuple[int, int] | None:
    if match := _FROM_TO.search(option):
        return int(match[1]), int(match[2])
    if match := _OPEN.search(option):
        years = int(match["years"])
        return {"bis": (0, years), "unter": (0, years - 1), "ab": (years, _OLDEST), "uber": (years + 1, _OLDEST)}[match["bound"]]
    return None


@cache
def _ages() -> re.Pattern[str]:
    before = alternatives("choice_words", "age_before")
    behind = "|".join(re.escape(word) + (r"(?!\w)" if len(word) <= _SHORT else "") for word in map(fold, tables("choice_words")["age_behind"]["words"]))
    end = r"(?=\s*(?:$|[;!)]|und\b|and\b|\.(?!\s*\w)))"
    return re.compile(
        rf"(?<!\w)(?:{before})\s*:?\s*(?P<after_word>\d{{1,2}}){end}|\((?P<in_brackets>\d{{1,2}})\)|(?<![\d.:/])(?P<before_word>\d{{1,2}})[\s-]*(?:{behind})")


@cache
def _since() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('choice_words', 'age_since')})\s+$")
