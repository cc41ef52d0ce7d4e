"""Records of people: rows under a header, and groups of labelled lines."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from processor.reading.letter.forms import Labelled, field_of, find_labelled
from processor.reading.letter.layout import Layout, Section, TextLine
from processor.reading.lexicon import fold
from processor.reading.options.signs import labels_of

_FIELDS = ("name", "organisation", "phone", "email", "mode", "choice", "count", "comes")
_MAX_ROWS = 300
_EMPTY = re.compile(r"^[\s\-–—.|+=:_*]*$")


@dataclass(frozen=True, slots=True)
class Record:
    """One row or one filled form; "" where it says nothing. `lines` are the numbers of its lines, 0 in an attachment."""

    name: str = ""
    organisation: str = ""
    phone: str = ""
    email: str = ""
    mode: str = ""
    choice: str = ""
    count: str = ""
    comes: str = ""
    lines: tuple[int, ...] = ()
    is_table: bool = False


@lru_cache(maxsize=4)
def find_records(text: Layout) -> tuple[Record, ...]:
    """Rows of tables (attachments first), then forms of labelled lines in attachments and body; only records with a value."""
    choosing = frozenset[str]().union(*(labels_of(event.choices) for event in text.events if event.choices))
    rows = [*_rows(text.attached, choosing), *_rows([line for line in text.lines if line.section is not Section.FOOTER], choosing)]
    return tuple(rows) if rows else tuple(_forms(find_labelled(text)))


def _rows(lines: Sequence[TextLine], choosing: Set[str]) -> Iterator[Record]:
    """`choosing`: the events' own words for their options, by which a column may go."""
    filled = [line for line in lines if line.text]
    position = 0
    while position < len(filled):
        header = _header(filled[position].text, choosing)
        position += 1
        if header is None:
            continue
        split, columns = header
        for line in filled[position:position + _MAX_ROWS]:
            cells = split(line.text)
            if _EMPTY.match(line.text):
                position += 1
                continue
            if len(cells) < 2 or len(cells) > len(columns) + 2:
                break
            position += 1
            record = _record(columns, cells, line.number)
            if record.name:
                yield record


def _header(text: str, choosing: Set[str]) -> tuple[Callable[[str], list[str]], list[str | None]] | None:
    for split in (_by_tab, _by_bar, _by_semicolon, _by_spaces, _by_comma):
        cells = split(text)
        if len(cells) < 2 or any(len(cell) > 40 or ":" in cell[:-1] for cell in cells):
            continue
        columns = ["choice" if fold(cell) in choosing else field_of(cell) for cell in cells]
        known = [column for column in columns if column is not None]
        is_mostly_known = len(known) >= 2 and len(known) * 2 >= len(cells) and {"name", "given_name", "family_name"} & set(known) and len(set(known)) > 1
        if is_mostly_known or ("given_name" in known and {"name", "family_name"} & set(known)):
            return split, columns
    return None


def _by_tab(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("\t")]


def _by_bar(text: str) -> list[str]:
    return [cell.strip(" *") for cell in text.strip("| ").split("|")]


def _by_semicolon(text: str) -> list[str]:
    return [cell.strip(' "') for cell in text.split(";")]


def _by_spaces(text: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"\s{2,40}", text)]


def _by_comma(text: str) -> list[str]:
    return [cell.strip(' "') for cell in text.split(",")]


def _record(columns: Sequence[str | None], cells: Sequence[str], number: int) -> Record:
    if len(cells) == len(columns) + 1 and re.fullmatch(r"\d{1,3}[.)]?", cells[0]):
        cells = cells[1:]
    values = {column: cell for column, cell in zip(columns, cells, strict=False) if column and not _EMPTY.match(cell)}
    return replace(_filled(values), lines=(number,), is_table=True)


def _forms(labelled: Iterable[Labelled]) -> Iterator[Record]:
    values: dict[str, str] = {}
    lines: list[int] = []
    index: int | None = None
    for item in labelled:
        if item.section is Section.SIGNATURE and item.field not in ("name", "given_name", "family_name"):
            continue
        repeats = item.field in values and item.field in ("name", "given_name", "family_name", "salutation")
        changes = item.index is not None and index is not None and item.index != index and item.field in ("name", "given_name")
        if repeats or changes:
            yield from _form(values, lines)
            values, lines = {}, []
        index = item.index if item.index is not None else index
        if item.value and item.field not in ("other", "address", "function", "event", "fax"):
            values.setdefault(item.field, item.value)
            lines.append(item.line)
    yield from _form(values, lines)


def _form(values: dict[str, str], lines: Sequence[int]) -> Iterator[Record]:
    record = replace(_filled(values), lines=tuple(dict.fromkeys(lines)))
    if any(getattr(record, field) for field in _FIELDS):
        yield record


def _filled(values: dict[str, str]) -> Record:
    parts = [values.get("given_name", ""), values.get("family_name", "") or (values.get("name", "") if "given_name" in values else "")]
    name = " ".join(part for part in parts if part) or values.get("name", "")
    return Record(
        name=name,
        organisation=values.get("organisation", ""),
        phone=values.get("phone", ""),
        email=values.get("email", ""),
        mode=values.get("mode", ""),
        choice=values.get("choice", ""),
        count=values.get("count", ""),
        comes=values.get("comes", ""),
    )
