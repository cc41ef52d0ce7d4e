"""Who is named only to be said not to come: "Bilal Chaouki - nein", "Nicht dabei: Frau Ahmadi", "Frau Ahmadi, unsere Helferin, ist in Kur"."""

import re
from functools import cache

from processor.domain.naming import is_same
from processor.reading.letter.layout import lay_out
from processor.reading.letter.tables import find_records
from processor.reading.letter.text import ReadingText
from processor.reading.lexicon import alternatives, fold, words
from processor.reading.people.person import Mention, Person

# Characters between a name and what is said of its bearer.
_BETWEEN = re.compile(r"^[^\w]{0,6}")
_APPOSITION = re.compile(r"^\s*(?:,[^,.;!?]{2,40},|\([^()]{2,40}\))")
# A name of a list begins within so many characters of its line: a bullet or a number may stand before it.
_FAR = 6


def is_absent(text: ReadingText, person: Person) -> bool:
    """Whether a table, or every line of text that names the person, says so."""
    rows = [record for record in find_records(lay_out(text)) if record.is_table and record.comes and is_same(record.name, person.name)]
    if rows:
        return any(_says_no(fold(record.comes)) for record in rows)
    told = [mention for mention in person.mentions if mention.place in {"body", "attached"}]
    return bool(told) and all(_is_line_of_absent(mention) for mention in told)


def is_said_to_stay_away(person: Person) -> bool:
    """Whether the text says so right behind the name, wherever it names the person."""
    told = [mention for mention in person.mentions if mention.place in {"body", "attached"}]
    return bool(told) and all(_stays_away().match(_behind(mention)) for mention in told)


def _behind(mention: Mention) -> str:
    """The folded text behind a name, without what stands between two commas there: "Frau Ahmadi, unsere Helferin, ist in Kur"."""
    return _APPOSITION.sub("", fold(mention.part.text[mention.end:]))


def _is_line_of_absent(mention: Mention) -> bool:
    head = mention.part.folded[:max(0, mention.start)]
    if ":" in head:
        return head.partition(":")[0].strip(" -–•*") in words("absence", "before")
    rest = fold(mention.part.text[mention.end:])
    return mention.start <= _FAR and bool(re.match(r"^\s*(?:[-–:=(|]|\t|\s{2,})", rest)) and _says_no(_BETWEEN.sub("", rest))


def _says_no(value: str) -> bool:
    return _no().match(value) is not None


@cache
def _stays_away() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{alternatives('absence', 'away')})(?=\s*(?:$|[.,;!)]|(?:und|and)\s))")


@cache
def _no() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternatives('absence', 'behind')})(?!\w)")
