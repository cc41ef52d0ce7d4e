"""Who stands on a list only to be said not to come: "Bilal Chaouki - nein", "Nicht dabei: Frau Ahmadi", a row with "nein" below "kommt?"."""

import re
from functools import cache

from processor.domain.naming import is_same
from processor.reading.layout import lay_out
from processor.reading.lexicon import alternatives, fold, words
from processor.reading.people import Person
from processor.reading.same_person import Mention
from processor.reading.tables import find_records
from processor.reading.text import ReadingText

# Characters between a name and what is said of its bearer.
_BETWEEN = re.compile(r"^[^\w]{0,6}")
# A name of a list begins within so many characters of its line: a bullet or a number may stand before it.
_FAR = 6


def is_absent(text: ReadingText, person: Person) -> bool:
    """Whether a table, or every line of text that names the person, says so."""
    rows = [record for record in find_records(lay_out(text)) if record.is_table and record.comes and is_same(record.name, person.name)]
    if rows:
        return any(_says_no(fold(record.comes)) for record in rows)
    told = [mention for mention in person.mentions if mention.place in {"body", "attached"}]
    return bool(told) and all(_is_line_of_absent(mention) for mention in told)


def _is_line_of_absent(mention: Mention) -> bool:
    line, head = mention.part.folded, mention.part.folded[:max(0, mention.start)]
    if ":" in head:
        return head.partition(":")[0].strip(" -–•*") in words("absence", "before")
    if mention.start > _FAR or len(line) != len(mention.part.text):
        return False
    rest = line[max(0, mention.start) + len(mention.name):] if fold(mention.name) in line else line
    return bool(re.match(r"^\s*(?:[-–:=(|]|\t|\s{2,})", rest)) and _says_no(_BETWEEN.sub("", rest))


def _says_no(value: str) -> bool:
    return _no().match(value) is not None


@cache
def _no() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternatives('absence', 'behind')})(?!\w)")
