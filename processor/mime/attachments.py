"""Files that came with a mail, and the text of those that hold lists; within strict limits, else left to staff."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from email.message import Message

from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from processor.domain.mail import Attachment
from processor.mime.text import clean, clean_header, decode

MAX_FILE = 10_000_000
MAX_UNPACKED = 60_000_000
MAX_ROWS = 500
MAX_COLUMNS = 30
MAX_SHEETS = 3
MAX_PAGES = 10
MAX_TEXT = 64_000


def read_attachment(part: Message) -> Attachment:
    """A part as a file, with what could be read in it."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    name = safe_name(part.get_filename() or "")
    content_type = part.get_content_type()
    return Attachment(name, content_type, raw, _text_of(name, content_type, raw))


def safe_name(name: str) -> str:
    """A file name without path, control characters and leading dots."""
    last = re.split(r"[\\/]", clean_header(name))[-1].lstrip(". ")
    return last[:120] or "ohne Namen"


def _text_of(name: str, content_type: str, raw: bytes) -> str:
    ending = name.lower().rpartition(".")[2]
    read = READERS.get(ending) or (READERS["vcf"] if content_type in {"text/vcard", "text/x-vcard"} else None)
    if read is None or not raw or len(raw) > MAX_FILE:
        return ""
    try:
        return clean(read(raw))[:MAX_TEXT]
    except Exception:  # noqa: BLE001 -- a broken or hostile file has no text; it stays with the mail for staff
        return ""


def _refuse_bomb(raw: bytes) -> None:
    """Office files are archives: a small one can unpack to gigabytes."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise ValueError("too large when unpacked")


def _xlsx(raw: bytes) -> str:
    _refuse_bomb(raw)
    book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    lines = []
    for sheet in book.worksheets[:MAX_SHEETS]:
        for row in sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True):
            cells = ["" if cell is None else str(cell).replace("\n", " ").replace("\t", " ") for cell in row]
            if any(cell.strip() for cell in cells):
                lines.append("\t".join(cells).rstrip("\t"))
    return "\n".join(lines)


def _docx(raw: bytes) -> str:
    _refuse_bomb(raw)
    document = Document(io.BytesIO(raw))
    lines = [paragraph.text for paragraph in document.paragraphs[:MAX_ROWS]]
    for table in document.tables[:MAX_SHEETS]:
        lines += ["\t".join(cell.text.replace("\n", " ") for cell in row.cells[:MAX_COLUMNS]) for row in table.rows[:MAX_ROWS]]
    return "\n".join(lines)


def _pdf(raw: bytes) -> str:
    reader = PdfReader(io.BytesIO(raw))
    return "\n".join(page.extract_text() for page in reader.pages[:MAX_PAGES])


def _csv(raw: bytes) -> str:
    text = decode(raw, "")
    separator = max(";,\t", key=text[:5000].count)
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    return "\n".join("\t".join(row[:MAX_COLUMNS]) for _, row in zip(range(MAX_ROWS), rows, strict=False))


def _vcard(raw: bytes) -> str:
    """The lines of a card that matter, with labels that the reader knows."""
    text = re.sub(r"\r?\n[ \t]", "", decode(raw, ""))
    labels = {"FN": "Name", "ORG": "Organisation", "TEL": "Telefon", "EMAIL": "E-Mail"}
    lines = []
    for line in text.splitlines():
        key, colon, value = line.partition(":")
        label = labels.get(key.partition(";")[0].upper())
        if colon and label:
            lines.append(f"{label}: {value.replace(';', ' ').strip()}")
    return "\n".join(lines)


def _plain(raw: bytes) -> str:
    return decode(raw, "")


READERS: dict[str, Callable[[bytes], str]] = {
    "xlsx": _xlsx, "docx": _docx, "pdf": _pdf, "csv": _csv, "tsv": _csv, "vcf": _vcard, "txt": _plain,
}
