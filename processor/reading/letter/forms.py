"""Labelled lines, such as "Verein: …" or "Ad Soyad: …", and ticked boxes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from processor.reading.letter.layout import Layout, Section, TextLine
from processor.reading.lexicon import fold, tables, words

_LABEL_LENGTH = 60
_LINE = re.compile(r"^[\s>*_•·–\-]{0,6}(?P<label>[^:：=\t]{1,60}?)\s{0,20}(?:[:：=]\**|\t|\s{3,}|\s?\.{4,})\s{0,40}(?P<value>.*)$")
_INNER = re.compile(r"\s*(?:[|·•;,/]|\s{2,}|\s-\s)\s*(?=(?P<label>[^\W\d_][^:：|;,·\t]{0,30}?)\s?[:：])")
_NUMBERING = re.compile(r"[\s#.]*\d{1,2}[.)]?\s*$|^\s*\d{1,2}[.)]\s*")
_SEPARATORS = re.compile(r"[\s_:#?*>\"„“”«»\[\]()+]+|-(?=\S)|(?<=\S)-")
# "TN", "F117", "7-01", and the endings of "Schüler/in", "Vorgesetzte(r)".
_CODE = re.compile(r"[A-Z]{0,4}[\d.]+[A-Z]?|[A-Z]{1,2}|[^\w/]+")
_EITHER_SEX = re.compile(r"(?<=\w)(?:/-?(?:innen|in|r|n)|[(](?:in|r|n|innen)[)]|[*:_](?:innen|in|r))(?![\w/])")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]\s*")
_BOX = re.compile(r"(?P<box>\[[ xX✓✔_*]{0,3}\]|\([ xX✓✔_*]{1,3}\)|\(\)|[☐□◻☒☑✅✓✔⊠■])\s*(?P<text>[^\[(☐□◻☒☑✅✓✔⊠■\n]{1,80})")
_BOX_BEHIND = re.compile(r"(?P<text>[^\[(☐□◻☒☑✅✓✔⊠■\]\n]{1,80}?)\s*(?P<box>\[[ xX✓✔_*]{0,3}\]|\([ xX✓✔_*]{1,3}\)|\(\)|[☐□◻☒☑✅✓✔⊠■])")
_TICK = re.compile(r"[xX✓✔*☒☑✅⊠■]")
_LEADER = re.compile(r"^\s*(?:[._]{3,}|…+)\s*")
_BLANK = re.compile(r"^[\s_.…\-–/]*$")
_DITTO = frozenset({"wie oben", "s.o.", "s. o.", "siehe oben", "dito", "dto.", "ebenso", "gleiche", "same", "same as above", "as above",
                    "yukarıdaki gibi", "aynı", "так само", "то же", "idem", "j.w.", "\"", "″"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled value.

    Attributes:
        field: name, names, given_name, family_name, organisation, phone, fax, email, mode, choice, count, event, salutation,
            function, address, relative or other.
        value: with ticked boxes, only what is ticked; "" where nothing was filled in.
        has_boxes: whether the value was chosen among boxes.
        index: the number in the label ("Teilnehmer 2"), or None.
        line: number of the line with the value; 0 in an attachment.
    """

    field: str
    value: str
    line: int
    words: str
    label: str
    index: int | None = None
    section: Section = Section.BODY
    has_boxes: bool = False


@lru_cache(maxsize=4)
def find_labelled(text: Layout) -> tuple[Labelled, ...]:
    """All labelled lines, of the attachments first, then of body and signature, in the order of writing."""
    return (*_labelled(text.attached), *_labelled([line for line in text.lines if line.section is not Section.FOOTER]))


def field_of(label: str) -> str | None:
    """The field that a label introduces, or None for an unknown one; what form servers put around it does not matter ("feld_vorname", "TN-Name", "[Vorname]", "Verein/Initiative")."""
    label = label.partition(";")[0]  # a property of a vCard (RFC 6350)
    bare = _NUMBERING.sub("", fold(_BRACKETS.sub(" ", label))).strip(" *_.-–:#?>")
    core = _core(label)
    return _field(bare) or _fields().get(fold(label).strip(" *:")) or _field(core) or _field_of_all(core)


def _field(label: str) -> str | None:
    known = _fields()
    return known.get(label) or known.get(label.replace(" ", "")) or known.get(label + ".")


def _core(label: str) -> str:
    """The words of a label without codes, and without those that say nothing of the field: "EA-7-01 Zuname", "Ihre Telefonnummer für Rückfragen"."""
    pieces = [piece for piece in _SEPARATORS.split(_EITHER_SEX.sub("", label)) if piece]
    return " ".join(fold(piece) for piece in pieces if not _CODE.fullmatch(piece) and fold(piece) not in words("form_fillers"))


def _field_of_all(label: str) -> str | None:
    """The one field of "Verein/Gruppe" and of "Person, Vorname Nachname"."""
    found = {_field(piece.strip()) for piece in re.split("[/,]", label)}
    return found.pop() if len(found) == 1 else None


def boxes_in(value: str) -> tuple[tuple[str, bool], ...]:
    """The words beside each box, and whether it is ticked; () where there are no boxes."""
    boxes = (_BOX_BEHIND if _stand_behind(value) else _BOX).finditer(value[:600])
    return tuple((box["text"].strip(" ,;/"), _TICK.search(box["box"]) is not None) for box in boxes)


def ticked(value: str) -> str | None:
    """What is ticked among boxes, joined by "; "; "" where nothing is; None where there are no boxes."""
    boxes = boxes_in(value)
    return "; ".join(words for words, is_ticked in boxes if is_ticked) if boxes else None


def with_ticks(value: str) -> str | None:
    """A line with, of its boxes, only what is ticked: "Am 4.5.: ja" of "Am 4.5.: [x] ja [ ] nein"; None where there are no boxes."""
    words = ticked(value)
    first = _BOX.search(value)
    if words is None or first is None or _stand_behind(value):
        return words
    behind = boxes_in(value)[-1][0].partition(". ")[2]
    return f"{value[:first.start()]}{words.removesuffix(behind)}. {behind}" if behind else f"{value[:first.start()]}{words}"


def _stand_behind(value: str) -> bool:
    """Whether each box follows its option: the first one begins with words, the last one ends with a box."""
    boxes = list(_BOX.finditer(value[:600] + " "))
    return bool(boxes) and boxes[0].start() > 0 and bool(value[:boxes[0].start()].strip()) and not boxes[-1]["text"].strip()


def _labelled(lines: Sequence[TextLine]) -> Iterator[Labelled]:
    previous: dict[str, str] = {}
    for position, line in enumerate(lines):
        if not line.text:
            continue
        for piece in _pieces(line.text):
            found = _read(piece, line, _next_value(lines, position))
            if found is not None:
                value = previous.get(found.field, "") if fold(found.value).strip(" .") in _DITTO else found.value
                previous[found.field] = value
                yield Labelled(found.field, value, found.line, found.words, found.label, found.index, line.section, found.has_boxes)


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for match in _INNER.finditer(text):
        if field_of(match["label"]) and match.start() > start:
            yield text[start:match.start()]
            start = match.end()
    yield text[start:]


def _read(text: str, line: TextLine, below: str) -> Labelled | None:
    match = _LINE.match(text)
    if match is None or len(match["label"].split()) > 7:
        return None
    field = field_of(match["label"])
    if field is None:
        return None
    value = _LEADER.sub("", match["value"]).strip(" *_\t;")
    boxes = ticked(value)
    if boxes is not None:
        value = boxes
    elif _BLANK.match(value):
        value = below
    digits = re.search(r"\d{1,2}", match["label"])
    return Labelled(field, value.strip(), line.number, text.strip(), match["label"].strip(), int(digits[0]) if digits else None,
                    has_boxes=boxes is not None)


def _next_value(lines: Sequence[TextLine], position: int) -> str:
    """The line below an empty label, unless it is a label itself."""
    if position + 1 >= len(lines):
        return ""
    text = lines[position + 1].text
    match = _LINE.match(text)
    if match is not None and field_of(match["label"]):
        return ""
    return text if len(text) <= _LABEL_LENGTH * 2 else ""


@cache
def _fields() -> dict[str, str]:
    found: dict[str, str] = {}
    for field, section in tables("forms").items():
        for word in section["words"]:
            found.setdefault(fold(word), field)
            found.setdefault(fold(word).rstrip("."), field)
    return found
