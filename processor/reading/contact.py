"""Telephone numbers and other addresses."""

import re
from collections.abc import Sequence

from phonenumbers import Leniency, NumberParseException, PhoneNumberFormat, PhoneNumberMatcher, PhoneNumberType, format_number, number_type, parse

from processor.domain.request import Evidence
from processor.reading.labels import labelled_lines
from processor.reading.text import Part, ReadingText

NOT_A_PHONE = re.compile(
    r"\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[.:]\d{2}\s*(?:uhr|h)?\b|\bDE\d{2}[\d ]{10,30}|\b(?:hrb|ust-?id\w*|vr|st\.?-?nr\.?)\W*\S{3,20}",
    re.IGNORECASE)
FAX = re.compile(r"\b(?:tele)?fax\b.*$", re.IGNORECASE)
ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
REACHED_AT = re.compile(r"erreich|schick|send|antwort|mail|adresse|kontakt|unter|an\b|einwahl|link|adres|email|пошт|почт|بريد")
DISCLAIMER = re.compile(r"vertraulich|confidential|datenschutz|impressum|www\.|http")


def find_phone(text: ReadingText) -> Evidence | None:
    """The number at which the writer can be reached: labelled, then in the text, then a mobile or other one of the signature."""
    office = _digits(text.office.contact.phone)
    for parts, rule in ((text.body, "phone_in_text"), (text.signature, "phone_in_signature"), (text.lists, "phone_in_list")):
        found = [evidence for part in parts for evidence in _phones(part, rule) if _digits(evidence.value)[-8:] != office[-8:] or not office]
        if found:
            return next((evidence for evidence in found if _is_mobile(evidence.value)), found[0]) if rule == "phone_in_signature" else found[0]
    return None


def phone_in(value: str) -> str:
    """The first number in a text as E.164, or ""."""
    found = next(iter(_phones(Part(0, value, value), "")), None)
    return found.value if found else ""


def find_email(text: ReadingText) -> Evidence | None:
    """Another address than the sender's at which the attendee is to be reached; never the office's."""
    known = {text.office.address.lower(), text.office.contact.email.lower(), *text.office.staff}
    if text.sender:
        known.add(text.sender.email.lower())
    for labelled in labelled_lines(text.body):
        if labelled.field == "email" and (address := _other(labelled.value, known)):
            return Evidence("email", address, labelled.part.number, labelled.part.text, "labelled_email")
    for part in text.body:
        address = _other(part.text, known)
        if address and REACHED_AT.search(part.folded) and not DISCLAIMER.search(part.folded):
            return Evidence("email", address, part.number, part.text, "email_in_text", 0.8)
    return None


def _phones(part: Part, rule: str) -> Sequence[Evidence]:
    plain = NOT_A_PHONE.sub(lambda found: " " * len(found[0]) if "uhr" in found[0].lower() or found[0].count(".") >= 2 or "-" in found[0] else found[0], FAX.sub("", part.text))
    if sum(character.isdigit() for character in plain) < 6:
        return ()
    found = []
    for match in PhoneNumberMatcher(plain, "DE", leniency=Leniency.VALID, max_tries=50):
        found.append(Evidence("phone", format_number(match.number, PhoneNumberFormat.E164), part.number, part.text, rule))
    return found


def _is_mobile(e164: str) -> bool:
    try:
        return bool(number_type(parse(e164)) == PhoneNumberType.MOBILE)
    except NumberParseException:
        return False


def _digits(phone: str) -> str:
    return "".join(character for character in phone if character.isdigit())


def _other(value: str, known: set[str]) -> str:
    return next((found[0].lower() for found in ADDRESS.finditer(value) if found[0].lower() not in known), "")
