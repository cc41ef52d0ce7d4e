"""The participants as files: Excel, CSV, and a check-in list to print."""

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from openpyxl import Workbook
from openpyxl.styles import Font

from processor.domain.event import Event, Mode
from processor.domain.registration import Registration, Status

NOTICE = "Personenbezogene Daten: nur für diese Veranstaltung verwenden und danach löschen."


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a list: the heads of its columns, and what stands in them."""

    head: tuple[str, ...]
    stands: Mapping[Status, str]
    modes: Mapping[Mode, str]
    companion: str


GERMAN = Words(
    ("Nummer", "Name", "Organisation", "Telefon", "E-Mail", "Teilnahme", "Wahl", "Stand"),
    {Status.CONFIRMED: "bestätigt", Status.WAITLISTED: "Warteliste", Status.INCOMPLETE: "unvollständig", Status.CANCELLED: "abgemeldet"},
    {Mode.IN_PERSON: "vor Ort", Mode.ONLINE: "online"},
    "Begleitung von",
)
# On the terminal, where everything else is English too.
ENGLISH = Words(
    ("Number", "Name", "Organisation", "Telephone", "E-mail", "Takes part", "Choice", "Standing"),
    {Status.CONFIRMED: "confirmed", Status.WAITLISTED: "waiting list", Status.INCOMPLETE: "incomplete", Status.CANCELLED: "cancelled"},
    {Mode.IN_PERSON: "in person", Mode.ONLINE: "online"},
    "comes with",
)
ORDER = (Status.CONFIRMED, Status.WAITLISTED, Status.INCOMPLETE)


def rows(event: Event, registrations: Sequence[Registration], words: Words = GERMAN) -> list[tuple[str, ...]]:
    """One row a person who comes, waits or is asked back: confirmed ones first, then by rank; the office's own lists are German."""
    found = []
    for status in ORDER:
        for registration in registrations:
            if registration.status is status:
                found += _rows_of(event, registration, words)
    return found


def as_xlsx(event: Event, registrations: Sequence[Registration]) -> bytes:
    """An Excel file; what people wrote is text and never a formula."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Teilnehmende"
    sheet.append([event.title])
    sheet.append([NOTICE])
    sheet.append(list(GERMAN.head))
    for cell in sheet[3]:
        cell.font = Font(bold=True)
    for row in rows(event, registrations):
        line = sheet.max_row + 1
        for column, value in enumerate(row, 1):
            cell = sheet.cell(line, column, value)
            cell.data_type = "s"
    for letter, width in zip("ABCDEFGH", (10, 30, 36, 18, 34, 12, 36, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A4"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_csv(event: Event, registrations: Sequence[Registration]) -> str:
    """Semicolons, as German Excel reads them; a sign that starts a formula gets an apostrophe before it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(GERMAN.head)
    writer.writerows([f"'{value}" if value[:1] in "=+-@\t" and value[1:2] and not value[1:].isdigit() else value for value in row] for row in rows(event, registrations))
    return buffer.getvalue()


def as_checkin(event: Event, registrations: Sequence[Registration]) -> str:
    """A page to print for the door: by family name, a column to sign, and empty lines for walk-ins."""
    people = sorted((row for row in rows(event, registrations) if row[7] == GERMAN.stands[Status.CONFIRMED]), key=lambda row: _family_name(row[1]))
    lines = [f"<tr><td>□</td><td>{escape(row[1])}</td><td>{escape(row[2])}</td><td></td></tr>" for row in people]
    lines += ["<tr><td>□</td><td>&nbsp;</td><td></td><td></td></tr>"] * event.walk_ins
    return (
        f'<!doctype html><html lang="de"><meta charset="utf-8"><title>{escape(event.title)}</title>'
        "<style>@page{size:A4;margin:15mm}body{font:11pt sans-serif}table{width:100%;border-collapse:collapse}"
        "td,th{border:1px solid #666;padding:6pt;text-align:left}thead{display:table-header-group}tr{break-inside:avoid}th:last-child{width:35%}</style>"
        f"<h1>{escape(event.title)}</h1><p>{len(people)} {'Person' if len(people) == 1 else 'Personen'} angemeldet. {NOTICE}</p>"
        "<table><thead><tr><th></th><th>Name</th><th>Organisation</th><th>Unterschrift</th></tr></thead><tbody>"
        + "\n".join(lines) + "</tbody></table></html>\n"
    )


def _family_name(name: str) -> str:
    """As a list at the door is ordered: 'Özdemir' and 'osmani' stand under O."""
    last = name.split()[-1] if name.split() else ""
    return "".join(sign for sign in unicodedata.normalize("NFKD", last.casefold()) if not unicodedata.combining(sign))


def _rows_of(event: Event, registration: Registration, words: Words) -> list[tuple[str, ...]]:
    first = next((attendee.name for attendee in registration.present if attendee.name), registration.registrant.name if registration.registrant else "")
    return [
        (
            str(registration.number), attendee.name or f"({words.companion} {first})", registration.organisation, attendee.phone or registration.phone,
            attendee.email or (registration.registrant.email if registration.registrant else ""), words.modes[event.mode_of(attendee.mode)],
            ", ".join(attendee.choices), words.stands[registration.status],
        )
        for attendee in registration.present
    ]
