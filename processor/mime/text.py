"""Bytes to clean text: charsets that lie, invisible characters, and caps before any pattern."""

import re
import unicodedata

MAX_CHARACTERS = 64_000
MAX_LINES = 2_000
MAX_LINE = 1_000

# Marks that steer the direction of writing or join letters invisibly: they hide what is written.
INVISIBLE = dict.fromkeys([0x00AD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
# All of the category Cc but the tab and the end of a line.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
SPACES = {0x00A0: " ", 0x2007: " ", 0x202F: " ", 0x3000: " ", 0x2028: "\n", 0x2029: "\n", 0x0085: "\n"}
REPLACED = SPACES | INVISIBLE
REPLACEABLE = re.compile(f"[{''.join(map(chr, REPLACED))}]")

# Mail programs that say ISO-8859-1 write Windows-1252, as HTML5's list of encodings has it; the Turkish pair likewise.
WINDOWS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-9": "cp1254"}
STATEFUL = ("iso-2022", "utf-7", "hz", "utf-16", "utf-32")


def decode(payload: bytes, charset: str) -> str:
    """The text of a part: as declared where that is a stateful code, else UTF-8, else as declared, else Windows-1252."""
    declared = charset.strip("'\" ").lower()
    if declared.startswith(STATEFUL) and (text := _try(payload, declared)) is not None:
        return text
    for candidate in ("utf-8-sig", WINDOWS.get(declared, declared), "cp1252"):
        if (text := _try(payload, candidate)) is not None and "\ufffd" not in text:
            return text
    return payload.decode("cp1252", "replace")


def clean(text: str) -> str:
    """One form for each letter, no control or invisible characters, no lone surrogates; line ends are \\n."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if REPLACEABLE.search(text):
        text = text.translate(REPLACED)
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    return CONTROL.sub("", text)


def clean_header(text: str) -> str:
    """A header value in one line."""
    return " ".join(clean(text).split())


def cap(text: str) -> tuple[list[str], str]:
    """The lines within the limits, and a sentence on what was cut ("" for nothing)."""
    cut = ""
    if len(text) > MAX_CHARACTERS:
        text, cut = text[:MAX_CHARACTERS], f"Vom Text wurden nur die ersten {MAX_CHARACTERS // 1000}.000 Zeichen gelesen."
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        lines, cut = lines[:MAX_LINES], f"Vom Text wurden nur die ersten {MAX_LINES} Zeilen gelesen."
    if any(len(line) > MAX_LINE for line in lines):
        lines = [piece for line in lines for piece in _pieces(line)][:MAX_LINES]
    return lines, cut


def _pieces(line: str) -> list[str]:
    """A very long line in pieces; a paragraph that a mail program did not wrap is not lost."""
    if len(line) <= MAX_LINE:
        return [line]
    pieces = []
    while len(line) > MAX_LINE:
        space = line.rfind(" ", 1, MAX_LINE)
        end = space if space > 0 else MAX_LINE
        pieces.append(line[:end])
        line = line[end:].lstrip(" ")
    return [*pieces, line]


def _try(payload: bytes, charset: str) -> str | None:
    try:
        return payload.decode(charset)
    except (LookupError, UnicodeError, ValueError):
        return None
