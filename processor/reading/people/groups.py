"""A group and who leads it: "zwölf Jugendliche plus ich", "acht Kinder, dazu Lea Stern und Uwe Berg" are thirteen and ten."""

import re
from collections.abc import Sequence
from functools import cache

from processor.reading.letter.text import ReadingText
from processor.reading.lexicon import fold, one_of
from processor.reading.numbers import number_of
from processor.reading.people.person import Person

# So many make a group; fewer may be a family's own children, whose parents are counted otherwise.
FEWEST = 4


def with_leaders(text: ReadingText, coming: Sequence[Person], seats: int) -> int:
    """The seats of the mail, where they were only those of the group."""
    leaders = {person for person in coming if _leads(person, seats)}
    is_writer_leading = any(_leads_behind(part.folded, _and_i(), seats) for part in text.body)
    return seats + len(leaders) + is_writer_leading if seats >= FEWEST else seats


def _leads(person: Person, seats: int) -> bool:
    return any(_leads_behind(fold(mention.part.text[:mention.start]), _and_somebody(), seats) for mention in person.mentions if mention.place == "body" and mention.start > 0)


def _leads_behind(folded: str, led_by: re.Pattern[str], seats: int) -> bool:
    return any(number_of(match["number"]) == seats for match in led_by.finditer(folded))


def _group() -> str:
    return rf"(?<!\w)(?P<number>\d{{1,2}}|[^\W\d_]+)\s+(?:[^\W\d_]+e\s+)?(?:{one_of('head_counts', 'groups')})(?!\w)[^.!?:]{{0,30}}?"


@cache
def _and_i() -> re.Pattern[str]:
    return re.compile(rf"{_group()}[\s,(](?:{one_of('head_counts', 'led_by')})\s+(?:{one_of('head_counts', 'i')})(?!\w)")


@cache
def _and_somebody() -> re.Pattern[str]:
    """The end of a text before a name: at most six words stand between "dazu" and it, as another leader's name may; behind "ich" the name is the writer's, who is counted already."""
    return re.compile(rf"{_group()}[\s,(](?:{one_of('head_counts', 'led_by')})\s+(?:(?!(?:{one_of('head_counts', 'i')})\s)[^\W\d_][\w.-]*\s+){{0,6}}$")
