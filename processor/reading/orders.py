"""Orders of staff: short lines such as "1042 absagen", "Plätze 100" or "Anmeldung: Fatma Yılmaz, Caritas, 0521 1234"."""

import re
from collections.abc import Iterable, Sequence

import phonenumbers

from processor.domain.country import GERMANY, country_of
from processor.domain.event import Event
from processor.domain.orders import Order, OrderKind
from processor.reading import attendance
from processor.reading.bodies.names import is_organisation
from processor.reading.lexicon import fold, tables
from processor.reading.people.likely_names import is_person
from processor.reading.people.name_order import ordered

LONGEST_LINE = 300
MOST_ORDERS = 50
_MARKS = str.maketrans(":,!", "   ")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"\+?[\d][\d /().–-]{4,24}")


def read_orders(lines: Iterable[str], events: Sequence[Event]) -> list[Order]:
    """The orders among the newly written lines, in their order; a line that is none is passed over."""
    found = [order for line in lines if (order := _read(line.strip()[:LONGEST_LINE], events)) is not None]
    return found[:MOST_ORDERS]


def _read(line: str, events: Sequence[Event]) -> Order | None:
    words = fold(line).translate(_MARKS).split()
    event = next((event.id for event in events if event.id.lower() in words), "")
    number = next((int(word.lstrip("#m")) for word in words if re.fullmatch(r"[#m]?\d{1,7}", word)), 0)
    for kind in OrderKind:
        verb = next((word for word in words if word in _verbs(kind)), "")
        if not verb:
            continue
        if kind is OrderKind.ADD:
            return _added(line, event, country_of(events[0].timezone) if events else GERMANY)
        if kind in {OrderKind.AGREE, OrderKind.DISAGREE} and _says_only(words, verb, event):
            return Order(kind, line, event_id=event)
        if kind is OrderKind.SEATS and words[0] == verb and number and len(words) <= 3:
            return Order(kind, line, event_id=event, seats=number)
        if kind is OrderKind.DONE and re.search(r"\bm\d{1,7}\b", fold(line)):
            return Order(kind, line, number)
        if kind in {OrderKind.CANCEL, OrderKind.CONFIRM, OrderKind.UNDO} and number and len(words) <= 12:
            return Order(kind, line, number, names=_names_behind(line))
    return None


def _says_only(words: Sequence[str], verb: str, event: str) -> bool:
    """'Ja', 'JA bitte!', 'fachtag-2027 ja': whatever says more is no plain answer."""
    return all(word.strip(".") in {verb, event.lower(), "bitte", "danke", "please"} for word in words)


def _added(line: str, event: str, country: str) -> Order | None:
    """'Anmeldung: Name, Name, Einrichtung, Telefon, Mail, online' in any order; the line begins with the verb and a colon."""
    head, colon, rest = line.partition(":")
    if not colon or fold(head).split()[0] not in _verbs(OrderKind.ADD) or len(head.split()) > 3:
        return None
    names: list[str] = []
    organisation = phone = email = ""
    mode = attendance.mode_in(rest)
    for piece in (part.strip() for part in re.split(r"[,;|]", rest)):
        if _MAIL.fullmatch(piece):
            email = piece
        elif _PHONE.fullmatch(piece):
            phone = _in_e164(piece, country)
        elif piece and attendance.mode_in(piece) is None:
            if not organisation and names and (is_organisation(piece) or not is_person(piece)):
                organisation = piece
            elif is_person(piece):
                names.append(ordered(piece))
    return Order(OrderKind.ADD, line, event_id=event, names=tuple(names), organisation=organisation, phone=phone, email=email, mode=mode) if names else None


def _names_behind(line: str) -> tuple[str, ...]:
    """'1042 absagen: Frau Kaya' means one of several."""
    pieces = [piece.strip() for piece in re.split(r"[,;]|\bund\b|\band\b", line.partition(":")[2])]
    return tuple(ordered(piece) for piece in pieces if piece and is_person(piece))


def _in_e164(written: str, country: str) -> str:
    try:
        number = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return written
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _verbs(kind: OrderKind) -> frozenset[str]:
    return frozenset(fold(word) for table in tables("orders").values() for word in table[kind.value])
