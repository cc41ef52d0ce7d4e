"""Finds the mail of a third person inside a forwarded one."""

import re
from collections.abc import Sequence
from email.utils import parseaddr

from processor.domain.mail import Address, ForwardedMail, Line, Zone
from processor.mime.quotes import slot_of, split
from processor.mime.signature import signature_start

# Outlook writes a family name first and unquoted: "Kaya, Aylin <a.kaya@…>", "Kaya, Aylin [mailto:a.kaya@…]".
_ADDRESS = re.compile(r"^(?P<name>.*?)\s*[<\[](?:mailto:)?(?P<email>[^\s<>\[\]]+@[^\s<>\[\]]+)[>\]]")


def find_forwarded(lines: Sequence[Line]) -> ForwardedMail | None:
    """The mail under the first header block ('Von: …'), with its own zones; None where nothing was quoted under one."""
    start = next((index for index, line in enumerate(lines) if line.zone is Zone.QUOTE_HEADER), None)
    if start is None:
        return None
    slots: dict[str, str] = {}
    end = start
    while end < len(lines) and lines[end].zone is Zone.QUOTE_HEADER:
        found = slot_of(lines[end].text)
        if found:
            slots.setdefault(*found)
        end += 1
    inner = [line.text.lstrip("> ") if line.text.startswith(">") else line.text for line in lines[end:]]
    if "from" not in slots or not any(text.strip() for text in inner):
        return None
    return ForwardedMail(_address(slots["from"]), slots.get("subject", ""), _zoned(inner, lines[end].number))


def _address(text: str) -> Address | None:
    found = _ADDRESS.match(text)
    name, email = (found["name"].strip(" \"'"), found["email"]) if found else parseaddr(text)
    if "@" not in email:
        return Address("", text.strip()) if text.strip() else None
    return Address(email.lower(), name)


def _zoned(texts: Sequence[str], first: int) -> tuple[Line, ...]:
    zones = list(split(texts).zones)
    new = [index for index, zone in enumerate(zones) if zone is Zone.NEW]
    for position in range(signature_start([texts[index] for index in new]), len(new)):
        zones[new[position]] = Zone.SIGNATURE
    return tuple(Line(first + index, zone, text) for index, (zone, text) in enumerate(zip(zones, texts, strict=True)))
