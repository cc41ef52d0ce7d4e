"""Telephone numbers and e-mail addresses at which somebody is to be reached."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest

import phonenumbers

from processor.domain.country import GERMANY, country_of
from processor.domain.request import Evidence
from processor.reading.letter.forms import find_labelled
from processor.reading.letter.layout import Layout, Section, TextLine, lay_out
from processor.reading.letter.text import ReadingText
from processor.reading.lexicon import alternatives, words
from processor.reading.numbers import DIGITS

_MASKED = re.compile(
    r"\b\d{1,2}\s?\.\s?\d{1,2}\s?\.(?:\s?\d{2,4}\b)?"  # dates look like numbers: google/libphonenumber#708
    r"|\b\d{4}-\d{2}-\d{2}\b"
    r"|\b\d{1,2}[:.]\d{2}\s?(?:-|–|bis)\s?\d{1,2}[:.]\d{2}\b"
    r"|\b[A-Z]{2}\d{2}(?:\s?[0-9A-Z]{4}){3,8}(?:\s?[0-9A-Z]{1,4})?\b"  # IBAN
    r"|\b(?:HR[AB]|VR|GnR|PR|AG|BIC|USt-?Id(?:Nr)?\.?|St\.?-?Nr\.?|DE)\s?[:.]?\s?\d{3,12}\b"
    r"|\bSteuernummer\W{0,3}[\d/ ]{6,20}"
    r"|https?://\S{1,500}|\bwww\.\S{1,300}|\S{1,200}@\S{1,200}")
_FAX = re.compile(
    r"(?:pc-?\s?|tele)?(?:fax|faks|факс|فاكس)\w{0,8}\.?(?:-nr\.?)?\s*[:.]?\s*[+(\d][\d\s()/.\-–]{4,40}"
    r"|\bF:?\s+[+(0][\d\s()/.\-–]{6,40}", re.IGNORECASE)
_NUMBERISH = re.compile(r"\d(?:[\s()/.\-–·]{0,4}\d){5}")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_MOBILE_PREFIX = re.compile(r"^\+491[5-7]")
_MAX_LINES = 300
# A line that the mail program has wrapped is longer, and a number with fewer digits at its end may go on in the next.
WRAPPED = 50
SHORTEST_NUMBER = 8
LONGEST_NUMBER = 11
LONGEST_TAIL = 24  # characters
_TAIL_OF_NUMBER = re.compile(r"(?<![\w.,:])(?:\+|\(?0)[\d\s()/.–-]*$")
_REST_OF_NUMBER = re.compile(r"\s?\d{2,5}\s*(?:[.,;)](?!\d)|$)")
_HEAD_OF_NUMBER = re.compile(r"[\s(/.–-]{0,3}\d[\d\s()/–-]*\d(?![\w.,:]\d)")


def find_phones(text: Layout) -> tuple[Evidence, ...]:
    """The writer's telephone numbers in E.164, best first: labelled in a form, written in the body, at last the signature's.

    The office's own numbers, numbers of a fax and dates, bank accounts and register numbers are left out.
    """
    country = country_of(text.office.timezone)
    office = {_e164(text.office.contact.phone, country)} | {number for event in text.events for number in _numbers_in(event.announcement, country)}
    found: dict[str, Evidence] = {}
    for evidence in _all_phones(text, country):
        if evidence.value not in office and (evidence.value not in found or found[evidence.value].confidence < evidence.confidence):
            found[evidence.value] = evidence
    return tuple(sorted(found.values(), key=lambda evidence: -evidence.confidence))


def find_phone(text: ReadingText) -> Evidence | None:
    """The writer's number, or None."""
    return next(iter(find_phones(lay_out(text))), None)


def find_email(text: ReadingText) -> Evidence | None:
    """Another address at which the attendee is to be reached, or None."""
    return next(iter(find_emails(lay_out(text))), None)


def phones_in(line: str, country: str = GERMANY) -> tuple[str, ...]:
    """The telephone numbers in one line, in E.164, in their order; numbers without a prefix are read as those of the country (ISO 3166)."""
    return tuple(number for number, _ in _matches(line, country))


def find_emails(text: Layout) -> tuple[Evidence, ...]:
    """Other addresses than the sender's at which an attendee is to be reached, best first; never the office's own."""
    own = _office_addresses(text) | ({text.sender.email.casefold()} if text.sender else set())
    found: dict[str, Evidence] = {}
    for evidence in (*_labelled_emails(text), *_written_emails(text)):
        if evidence.value.casefold() not in own:
            found.setdefault(evidence.value.casefold(), evidence)
    return tuple(sorted(found.values(), key=lambda evidence: -evidence.confidence))


def emails_in(line: str) -> tuple[str, ...]:
    """The e-mail addresses in one line, as written."""
    return tuple(match[0].rstrip(".-") for match in _EMAIL.finditer(line))


def _all_phones(text: Layout, country: str) -> Iterator[Evidence]:
    for item in find_labelled(text):
        if item.field == "phone":
            confidence = 0.99 if item.section is not Section.SIGNATURE else 0.8
            yield from (Evidence("phone", number, item.line, item.words, "labelled number", confidence) for number in phones_in(item.value, country))
    for line, written in _unwrapped(text.body[:_MAX_LINES]):
        for number, raw in _matches(written, country):
            yield Evidence("phone", number, line.number, raw, "number in the body", 0.4 if _is_about_others(line.folded) else 0.95)
    for line in text.signature[:_MAX_LINES]:
        for number, raw in _matches(line.text, country):
            confidence = 0.8 if _MOBILE_PREFIX.match(number) or not _is_switchboard(line.folded) else 0.5
            yield Evidence("phone", number, line.number, raw, "number in the signature", confidence)
    for line in text.attached[:_MAX_LINES]:
        for number, raw in _matches(line.text, country):
            yield Evidence("phone", number, 0, raw, "number in an attachment", 0.7)
    for number, raw in _matches(text.subject, country):
        yield Evidence("phone", number, 0, raw, "number in the subject", 0.7)


def _unwrapped(lines: Sequence[TextLine]) -> Iterator[tuple[TextLine, str]]:
    """Each line as written, but a number that the mail program has cut in two stands whole on the first of its lines."""
    moved = 0
    for line, below in zip_longest(lines, lines[1:]):
        written = line.text[moved:]
        head = _HEAD_OF_NUMBER.match(below.text) if below is not None and below.number == line.number + 1 and _is_cut(line.text, below.text) else None
        moved = head.end() if head else 0
        yield line, f"{written} {head[0]}" if head else written


def _is_cut(line: str, below: str) -> bool:
    """Whether a long line ends within a number: with too few digits for one, or with few and nothing but the rest of it before the next mark."""
    tail = _TAIL_OF_NUMBER.search(line[-LONGEST_TAIL:])
    digits = len(re.sub(r"\D", "", tail[0])) if tail is not None and len(line) > WRAPPED else LONGEST_NUMBER
    return digits < SHORTEST_NUMBER or (digits < LONGEST_NUMBER and _REST_OF_NUMBER.match(below) is not None)


def _matches(line: str, country: str) -> Iterator[tuple[str, str]]:
    if not _NUMBERISH.search(line):
        return
    masked = _FAX.sub(" ; ", _MASKED.sub(" ; ", line.translate(DIGITS)))
    if not _NUMBERISH.search(masked):
        return
    for match in phonenumbers.PhoneNumberMatcher(masked[:600], country, leniency=phonenumbers.Leniency.POSSIBLE, max_tries=20):
        number = match.number
        if _is_credible(match.raw_string, number):
            yield phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), match.raw_string


def _is_credible(raw: str, number: phonenumbers.PhoneNumber) -> bool:
    """A prefix must be written; "33602 Bielefeld 120" and "2024 2025" are none."""
    digits = re.sub(r"\D", "", raw)
    has_prefix = raw.lstrip("( ").startswith(("+", "0"))
    return has_prefix and 7 <= len(digits) <= 16 and phonenumbers.is_possible_number(number)


def _is_about_others(folded: str) -> bool:
    """Whether the number is rather one at which the writer called somebody."""
    return any(word in folded for word in words("phone_of_others"))


def _is_switchboard(folded: str) -> bool:
    return any(word in folded for word in words("switchboard"))


@cache
def _e164(phone: str, country: str) -> str:
    numbers = phones_in(phone if phone.startswith(("+", "0")) else f"0{phone}", country) if phone else ()
    return numbers[0] if numbers else ""


@cache
def _numbers_in(announcement: str, country: str) -> tuple[str, ...]:
    return tuple(number for line in announcement[:20_000].splitlines() for number in phones_in(line, country))


def _office_addresses(text: Layout) -> set[str]:
    announced = {address.casefold() for event in text.events for address in emails_in(event.announcement[:20_000])}
    return announced | {text.office.address.casefold(), text.office.contact.email.casefold(), *text.office.staff}


def _labelled_emails(text: Layout) -> Iterator[Evidence]:
    for item in find_labelled(text):
        if item.field == "email" and item.section is not Section.SIGNATURE:
            yield from (Evidence("email", address, item.line, item.words, "labelled address", 0.95) for address in emails_in(item.value))


def _written_emails(text: Layout) -> Iterator[Evidence]:
    body = [line for line in (*text.body, *text.attached) if "@" in line.text][:_MAX_LINES]
    for line in body:
        if _looks_like_header(line.text):
            continue
        cue = _has_cue(text, line)
        yield from (Evidence("email", address, line.number, line.text, "address in the body", 0.9 if cue else 0.6)
                    for address in emails_in(line.text))


def _looks_like_header(line: str) -> bool:
    return re.match(r"^\W{0,4}(?:von|from|an|to|cc|kopie|gesendet)\s?:", line, re.IGNORECASE) is not None


def _has_cue(text: Layout, line: TextLine) -> bool:
    """Whether the line or the one above says that something is to be sent there."""
    above = next((other.folded for other in reversed(text.lines) if other.number == line.number - 1), "")
    return _send_to().search(f"{above} {line.folded}") is not None


@cache
def _send_to() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('send_to', 'words')})")
