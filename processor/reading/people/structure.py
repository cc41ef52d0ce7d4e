"""Names that stand where a form or a table puts names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from processor.reading.bodies.names import is_organisation
from processor.reading.letter.forms import find_labelled
from processor.reading.letter.layout import Section, lay_out
from processor.reading.letter.tables import find_records
from processor.reading.letter.text import Part, ReadingText
from processor.reading.people.before_names import without_titles
from processor.reading.people.name_order import ordered

_BETWEEN_NAMES = re.compile(r"\s*(?:[;/&+]|\bund\b|\bsowie\b|\band\b|\bve\b)\s*")


@dataclass(frozen=True, slots=True)
class StructuredName:
    """A name with the line that holds it; `source` is form or table, `place` body, signature or attached."""

    name: str
    part: Part
    source: str
    place: str = "body"


def find_names(text: ReadingText) -> Iterator[StructuredName]:
    """Names behind labels and in rows below a head."""
    layout = lay_out(text)
    for record in find_records(layout):
        for name in _people_in(record.name):
            yield _placed(text, name, record.lines[0] if record.lines else 0, "table" if record.is_table else "form")
    for item in find_labelled(layout):
        if item.field == "names" and item.section is not Section.SIGNATURE:
            for name in _people_in(item.value):
                yield _placed(text, name, item.line, "form")


def _placed(text: ReadingText, name: str, number: int, source: str) -> StructuredName:
    """The name with its line; lines of attachments bear no number."""
    if number == 0:
        line = next((part for part in text.lists if name.split()[0] in part.text), Part(0, name, name.lower()))
        return StructuredName(name, line, source, "attached")
    places = {part.number: (part, place) for place in ("greeting", "body", "signature") for part in getattr(text, place)}
    part, place = places.get(number, (Part(number, name, name.lower()), "body"))
    return StructuredName(name, part, source, place)


def _people_in(value: str) -> list[str]:
    """One or several names behind a label."""
    whole = re.sub(r"\(.*?\)", " ", value).strip(" .;")
    pieces = [piece.strip() for piece in _BETWEEN_NAMES.split(whole) if piece.strip()]
    if len(pieces) == 1 and whole.count(",") >= 1 and all(len(piece.split()) >= 2 for piece in whole.split(",")):
        pieces = [piece.strip() for piece in whole.split(",")]
    found = [without_titles(ordered(piece)) for piece in pieces if 1 <= len(piece.split()) <= 6 and not any(character.isdigit() for character in piece)]
    return [name for name in found if name and not is_organisation(name)]
