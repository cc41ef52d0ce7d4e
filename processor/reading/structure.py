"""Names that stand where a form, a table or a list puts names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from processor.reading.forms import find_labelled
from processor.reading.layout import Layout, Section, lay_out
from processor.reading.names import is_person, ordered, without_titles
from processor.reading.organisation import is_organisation
from processor.reading.tables import find_records
from processor.reading.text import Part, ReadingText

SOURCES = frozenset({"labelled", "row", "item"})
_ITEM = re.compile(r"^\s*(?:[-–*•·>]|\d{1,2}\s?[.):])\s*")
_AFTER_NAME = re.compile(r"\s*(?:[(\[/|;\t<:]|\s[-–]\s|,\s*(?=\S+\s*$|[^,]*(?:e\.v|verein|amt|stadt)|\d|@)).*$")
_BETWEEN_NAMES = re.compile(r"\s*(?:[;/&+]|\bund\b|\bsowie\b|\band\b|\bve\b)\s*")


@dataclass(frozen=True, slots=True)
class StructuredName:
    """A name with the line that holds it; `source` is labelled, row or item, `place` body, signature or attached."""

    name: str
    part: Part
    source: str
    place: str = "body"


def find_names(text: ReadingText) -> Iterator[StructuredName]:
    """Names behind labels, in rows below a head, and alone on a line of a list."""
    layout = lay_out(text)
    for record in find_records(layout):
        for name in _people_in(record.name):
            yield _placed(text, name, record.lines[0] if record.lines else 0, "row" if record.is_table else "labelled")
    for item in find_labelled(layout):
        if item.field == "names" and item.section is not Section.SIGNATURE:
            for name in _people_in(item.value):
                yield _placed(text, name, item.line, "labelled")
    yield from _items(_listed(layout, text))


def _placed(text: ReadingText, name: str, number: int, source: str) -> StructuredName:
    """The name with its line; lines of attachments bear no number."""
    if number == 0:
        line = next((part for part in text.lists if name.split()[0] in part.text), Part(0, name, name.lower()))
        return StructuredName(name, line, source, "attached")
    places = {part.number: (part, place) for place in ("greeting", "body", "signature") for part in getattr(text, place)}
    part, place = places.get(number, (Part(number, name, name.lower()), "body"))
    return StructuredName(name, part, source, place)


def _listed(layout: Layout, text: ReadingText) -> Sequence[Part]:
    return [part for part in text.body if any(line.number == part.number and line.section is Section.BODY for line in layout.lines)]


def _items(parts: Sequence[Part]) -> Iterator[StructuredName]:
    """Lines that are nothing but a name, as items of a list or below a colon."""
    previous: Part | None = None
    for index, part in enumerate(parts):
        before = parts[index - 1].text.rstrip() if index else ""
        is_listed = bool(_ITEM.match(part.text)) or before.endswith(":") or (previous is not None and previous is parts[index - 1])
        head = _AFTER_NAME.sub("", _ITEM.sub("", part.text).strip(" .,;"))
        if is_listed and is_person(head) and len(head.replace(",", " ").split()) <= 5:
            previous = part
            yield StructuredName(ordered(head), part, "item")


def _people_in(value: str) -> list[str]:
    """One or several names behind a label."""
    whole = re.sub(r"\(.*?\)", " ", value).strip(" .;")
    pieces = [piece.strip() for piece in _BETWEEN_NAMES.split(whole) if piece.strip()]
    if len(pieces) == 1 and whole.count(",") >= 1 and all(len(piece.split()) >= 2 for piece in whole.split(",")):
        pieces = [piece.strip() for piece in whole.split(",")]
    found = [without_titles(ordered(piece)) for piece in pieces if 1 <= len(piece.split()) <= 6 and not any(character.isdigit() for character in piece)]
    return [name for name in found if name and not is_organisation(name)]
