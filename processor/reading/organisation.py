"""The body from which the attendees come."""

import re
from collections.abc import Sequence

from processor.domain.request import Evidence
from processor.reading.labels import labelled_lines
from processor.reading.lexicon import fold, words
from processor.reading.text import Part, ReadingText

WORD = re.compile(r"[^\s,;|()]+")
FROM_BODY = re.compile(
    r"\b(?:vom|von der|von dem|von|aus dem|für den|für die|für das|beim|bei der|im namen (?:des|der|vom|von)|vertreten? (?:den|die|das)|mitglied (?:im|der|des|beim)|arbeite (?:bei|beim|im|in der|für)|"
    r"from the|from|of the|on behalf of|de l'|du|de la|adına|derneği|від|из|от|з)\s+((?:[^\s,.;!?()]+(?:\s+|(?=[,.;!?()]|$))){1,8})", re.IGNORECASE)
SPLIT = re.compile(r"\s*[|•·]\s*|\s+[-–]\s+(?=\D)")
ADDRESSY = re.compile(r"\d{5}|straße|str\.|\bplatz \d|@|www\.|http|tel|fax|mobil|\+49|montag|uhr\b", re.IGNORECASE)


def find_organisation(text: ReadingText) -> Evidence | None:
    """Labelled, then in the text ('vom Verein …'), then a line of the signature, then the sender's display name."""
    for labelled in labelled_lines((*text.body, *text.lists)):
        if labelled.field == "organisation" and len(labelled.value) < 120:
            return Evidence("organisation", _trimmed(labelled.value), labelled.part.number, labelled.part.text, "labelled_organisation")
    office = fold(text.office.name)
    for part in text.body:
        for match in FROM_BODY.finditer(part.text):
            name = _trimmed(_cut_to_body(match[1]))
            if name and fold(name) not in office:
                return Evidence("organisation", name, part.number, part.text, "organisation_in_text", 0.8)
    lines = _signature_lines(text.signature)
    for part, line in lines:
        if is_organisation(line) and not _is_department(line) and fold(line) not in office:
            return Evidence("organisation", _trimmed(line), part.number, part.text, "organisation_in_signature", 0.9)
    if text.sender and is_organisation(text.sender.name):
        return Evidence("organisation", _trimmed(text.sender.name), 0, text.sender.name, "organisation_as_sender", 0.7)
    for part in text.body:
        if len(part.text) < 70 and is_organisation(part.text) and not part.text.rstrip().endswith((".", "!", "?")) and len(part.text.split()) <= 7:
            return Evidence("organisation", _trimmed(part.text), part.number, part.text, "organisation_line", 0.6)
    return None


def is_organisation(line: str) -> bool:
    """Whether a short text carries a mark of a body: 'e.V.', '…verein', 'Stadt …'."""
    if len(line) > 120 or ADDRESSY.search(line):
        return False
    tokens = [fold(word).strip(".,:;()„“\"'") for word in WORD.findall(line)]
    if re.search(r"\be\.?\s?v\b", fold(line)):
        return True
    marks = words("organisations") - {"der", "haus", "forum", "club"}
    ends = tuple(words("organisations", "suffixes"))
    return any(token in marks or (len(token) > 6 and token.endswith(ends)) for token in tokens)


def _signature_lines(signature: Sequence[Part]) -> list[tuple[Part, str]]:
    return [(part, piece) for part in signature[:14] for piece in SPLIT.split(part.text) if piece.strip()]


def _is_department(line: str) -> bool:
    tokens = {fold(word).strip(".,:;()*") for word in WORD.findall(line)}
    return bool(tokens & words("organisations", "departments")) and "verein" not in tokens and not re.search(r"e\.?\s?v\b|ggmbh|stadt ", fold(line))


def _cut_to_body(words_after: str) -> str:
    """As many words as belong to the name: capitalised ones, small ones between, up to the mark of a body."""
    tokens = words_after.split()
    best = ""
    for count in range(1, len(tokens) + 1):
        name = " ".join(tokens[:count])
        if not (tokens[count - 1][:1].isupper() or tokens[count - 1][:1] in "„\"(" or tokens[count - 1].lower() in {"e.v", "e.v.", "der", "des", "für", "und", "&", "in", "im", "am", "zu", "von", "gemeinnützige"}):
            break
        if tokens[count - 1][:1].isupper() or tokens[count - 1].lower().startswith("e.v"):
            best = name
    return best if is_organisation(best) else ""


def _trimmed(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip(" ,;:-–|*„“\"")
