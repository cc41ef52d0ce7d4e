"""The name that words mean in which the network sees a person, with what the mail shows around them: a salutation, the rest of the name, the address."""

import re

from processor.reading.letter.text import ReadingText
from processor.reading.lexicon import fold, words
from processor.reading.network.judgement import look
from processor.reading.network.spans import MARKS_AROUND, Span
from processor.reading.people.before_names import stands_before_names
from processor.reading.people.likely_names import may_be_name
from processor.reading.people.name_cases import without_copula
from processor.reading.people.name_words import is_likely_family
from processor.reading.people.names import is_given_name
from processor.reading.people.written_names import cleaned, full_name

SHORTEST_PIECE = 3  # letters of an address that tell a family name
_SIGN_IN_ADDRESS = re.compile(r"[._-]")
_ENDING_SET_OFF = re.compile(r"['’]\w+$")
_WORD_BEHIND = re.compile(r" (?P<word>[^\W\d_][\w'’-]+)(?P<ends>\s*(?:[,;.()|\t]|[-–]\s|$))?")


def name_of(text: ReadingText, span: Span) -> str:
    """The name without titles, given before family name; before a lone family name the salutation."""
    said = _without_copula(span) if len(span.tokens) > 1 else span.text
    name = as_in_address(full_name(_wrapped_begin(text, span) + said + _wrapped_end(text, span), is_man=_is_man(span)), text)
    if len(name.split()) > 1:
        return name
    if salutation := _salutation(text, span):
        return _with_family_name(span, name, is_open=is_given_name(name)) or f"{salutation} {name}"
    return (_with_family_name(span, name) or name) if is_given_name(name) else _with_given_name(span, name)


def as_in_address(name: str, text: ReadingText) -> str:
    """'Prestel Alois' writes from alois.prestel@…, 'Gebremeskel Tesfalem' from tesfalem.gebre@…: there the given name comes first."""
    local = _SIGN_IN_ADDRESS.split(fold(text.sender.email.partition("@")[0]).rstrip("0123456789")) if text.sender else []
    if len(name.split()) != 2 or len(local) != 2 or len(local[1]) < SHORTEST_PIECE:
        return name
    family, given = name.split()
    is_open = not is_given_name(family) and fold(given) not in words("family_names")
    return f"{given} {family}" if is_open and fold(given) == local[0] and fold(family).startswith(local[1]) else name


def said_as(span: Span, name: str) -> str:
    """The words of the span's first line, with the one behind them that ends the name ("Frau Dr. Heidrun Wübbena"), and without "'s"."""
    first, last = span.tokens[0], span.tokens[-1]
    behind = _WORD_BEHIND.match(last.part.text, last.end)
    is_of_name = behind is not None and behind["word"] == name.split()[-1]
    end = behind.end("word") if behind is not None and is_of_name else last.end
    said = first.part.text[first.start:end if first.part is last.part else None].rstrip(MARKS_AROUND)
    ending = _ENDING_SET_OFF.search(said)
    return said if ending is None or name.endswith(ending[0]) else said[:ending.start()]


def _is_man(span: Span) -> bool:
    """'моего мужа Ерлана Ахметова': the word before the name tells that this is no woman in the nominative."""
    before = span.tokens[0].part.text[:span.tokens[0].start].split()[-1:]
    return bool(before) and fold(before[0]) in words("people", "man_in_a_case")


def _without_copula(span: Span) -> str:
    first, last = span.tokens[0], span.tokens[-1]
    return without_copula(span.text, first.part.text[:first.start], last.part.text[last.end:])


def _wrapped_begin(text: ReadingText, span: Span) -> str:
    """'Anne-', whose double name goes on at the head of the next line: 'Kathrin Vetter'."""
    first = span.tokens[0]
    before = next((part for part in text.body if part.number == first.part.number - 1), None)
    is_head = first.place == "body" and first.start == 0 and before is not None
    tail = re.search(r"(?<!\S)[^\W\d_]+-$", before.text.rstrip()) if is_head and before is not None else None
    return tail[0] if tail is not None and is_given_name(tail[0].rstrip("-")) else ""


def _wrapped_end(text: ReadingText, span: Span) -> str:
    """'Theo Krull-', whose double name goes on in the next line."""
    last = span.tokens[-1]
    end = last.start if last.text == "-" else last.end
    behind = next((part for part in text.body if part.number == last.part.number + 1), None)
    is_cut = last.place == "body" and last.part.text[end:].strip() == "-" and not last.part.text[end:].startswith(" ")
    head = re.match(r"[^\W\d_]+", behind.text) if behind is not None and is_cut else None
    return f"-{head[0]}" if head is not None and head[0][0].isupper() else ""


def _with_given_name(span: Span, name: str) -> str:
    """'мою сусідку Дарину Скрипник': a known given name before a lone family name belongs to it, in whatever case the network left it out."""
    before = re.search(r"([^\W\d_][\w'’-]+) $", span.tokens[0].part.text[:span.tokens[0].start])
    if before is None or before[1].islower() or is_given_name(name):
        return name
    whole = cleaned(f"{before[1]} {name}")
    return whole if is_given_name(whole.partition(" ")[0]) and fold(whole).endswith(f" {fold(name)}") else name


def _with_family_name(span: Span, name: str, *, is_open: bool = False) -> str:
    """'Frau Dr. Heidrun Wübbena', '- Heidrun Wübbena - nein': the word behind a given name is the family name, if it may be one; it ends its piece of the line, unless `is_open`."""
    behind = _WORD_BEHIND.match(span.tokens[-1].part.text, span.tokens[-1].end)
    if behind is None or not (is_open or behind["ends"] is not None):
        return ""
    word = behind["word"]
    is_written = word[0].isupper() and (may_be_name(word) or _is_in_address(word, span))
    is_family = fold(name) not in words("family_names") or fold(word) in words("family_names") or is_likely_family(word)
    return f"{name} {word}" if is_written and is_family else ""


def _is_in_address(word: str, span: Span) -> bool:
    """'Herrn Thomas Freitag, t.freitag@…': the address on the line tells that the day of the week is a name."""
    return any(fold(word) in _SIGN_IN_ADDRESS.split(local) for local in re.findall(r"([\w.-]+)@", span.tokens[0].part.folded))


def _salutation(text: ReadingText, span: Span) -> str:
    """What stands before the name, in German; "" where nothing does, and for "meine Frau Annegret"."""
    first = span.tokens[0]
    before = [token for token in look(text).tokens if token.part is first.part and token.place == first.place and token.end <= first.start]
    while before and (before[-1].text == "." or (stands_before_names(before[-1].folded) and before[-1].folded not in words("people", "honorifics"))):
        before.pop()
    spoken = before[-1].folded if before else ""
    if len(before) > 1 and before[-2].folded in words("people", "possessives"):
        return ""
    if spoken in words("people", "mrs"):
        return "Frau"
    return "Herr" if spoken in words("people", "mr") else ""
