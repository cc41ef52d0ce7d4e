"""Labelled lines, forms and tables: 'Name: …', 'Telefon: …', rows under a head."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from processor.reading.lexicon import fold, mapping
from processor.reading.text import Part

LABELLED = re.compile(r"^[\s>*•·\-–\d.)]*\*?([^:：=\t]{2,45}?)\*?\s*(?:[:：=]|\t+)\s*\*?(.*?)\*?\s*$")
NUMBER_AT_END = re.compile(r"[\s\d.#)]+$")
CELLS = re.compile(r"\t+|\s{3,}|\s*\|\s*|\s*;\s*")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value with what its label says it is."""

    field: str
    value: str
    part: Part


@dataclass(slots=True)
class Row:
    """A row of a table: values by field."""

    part: Part
    values: dict[str, str] = field(default_factory=dict)


def labelled_lines(parts: Sequence[Part]) -> list[Labelled]:
    """Lines with a known label and something behind it; a label alone takes the next line."""
    found = []
    for index, part in enumerate(parts):
        match = LABELLED.match(part.text)
        if not match:
            continue
        field_name = field_of(match[1])
        value = match[2].strip(" |")
        if field_name and not value and index + 1 < len(parts) and not LABELLED.match(parts[index + 1].text):
            value = parts[index + 1].text.strip()
        if field_name and value:
            found.append(Labelled(field_name, value, part))
    return found


def rows(parts: Sequence[Part]) -> Iterator[Row]:
    """The rows below a head of at least two known labels."""
    head: list[str] = []
    for part in parts:
        cells = [cell.strip() for cell in CELLS.split(part.text.strip(" |"))]
        fields = [field_of(cell) for cell in cells]
        if sum(bool(name) for name in fields) >= 2 and len(cells) >= 2:
            head = fields
        elif head and len(cells) >= 2:
            row = Row(part)
            for name, cell in zip(head, cells, strict=False):
                if name and cell:
                    row.values[name] = f"{row.values[name]} {cell}" if name in row.values else cell
            if row.values:
                yield row
        elif head and part.text.strip():
            head = []


def field_of(label: str) -> str:
    """What a label stands for, or ""."""
    plain = NUMBER_AT_END.sub("", fold(label).strip(" *.:-–"))
    return mapping("labels").get(plain, "") or mapping("labels").get(plain.removeprefix("ihr ").removeprefix("ihre ").removeprefix("mein ").removeprefix("meine "), "")
