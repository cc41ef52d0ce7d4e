"""Who is known from before: the people of the registration, or those whom the mail quoted below names."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile

from processor.domain.naming import is_near, may_be, words_of
from processor.reading.bodies.names import is_organisation
from processor.reading.letter.text import ReadingText
from processor.reading.lexicon import alternatives, fold, one_of, words
from processor.reading.people.before_names import without_titles
from processor.reading.people.likely_names import is_person
from processor.reading.people.name_order import ordered
from processor.reading.people.names import SALUTATIONS, is_given_name, is_same_script
from processor.reading.people.same_person import is_shortened, sounds_like
from processor.reading.people.written_names import presentable

_BETWEEN = re.compile(r"[,;:،()|\n\t•*]|\s[-–—]\s|^\W+|(?<=\w{3})\.\s|\s(?:und|mit|and|with|et|и|та|ve|y|i)\s", re.MULTILINE)
# An item of a list, and what stands in brackets behind a name: the body, the option.
_ITEM = re.compile(r"^[>\s]*(?:[-–*•·]|\d{1,2}[.)])\s(.*)$", re.MULTILINE)
# A name that was never written large: "- lotta haas".
_SMALL = re.compile(r"^[^\W\d_A-Z][^\W\d_]+(?: [^\W\d_]+){1,2}(?=\s*(?:$|[(,]))", re.MULTILINE)
_ASIDE = re.compile(r"\(([^()\n]*)\)")
_MOST_WORDS_OF_GREETING = 3
# Behind a family name its given name: "(Annette)", "(Vorname Annette)", "Vorname: Annette", ", Annette mit Vornamen".
_LABEL = rf"(?i:{one_of('sayings', 'first_name')})"
_GIVEN = r"([^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,2}?)"
_FIRST_NAME = rf" \((?:{_LABEL}:? )?{_GIVEN}(?:, \d+)?\)|,? \(?{_LABEL}:? {_GIVEN}|, {_GIVEN} (?:mit )?{_LABEL}"
# "Frau Vollmer (das bin ich)", "(= ich)", "= ich".
_MYSELF = rf" ?(?:\((?:= ?)?(?i:{one_of('sayings', 'is_myself')})\)|= ?(?i:{one_of('sayings', 'is_myself')})(?!\w))"


@lru_cache(maxsize=2)
def known_people(text: ReadingText) -> tuple[str, ...]:
    """Whole names, each once; where the mail below lists people, those of the list. The office's own people are none."""
    listed = "\n".join(_ITEM.findall(text.quoted))
    return text.thread.registered_names or _people_in(text, _SMALL.sub(lambda line: presentable(line[0]), listed)) or _people_in(text, text.quoted)


def _people_in(text: ReadingText, quoted: str) -> tuple[str, ...]:
    office = [person for event in text.events for person in event.people] + [text.office.contact.name]
    pieces = (without_titles(_without_greeting(piece.strip(" .>-–"))) for piece in _BETWEEN.split(_ASIDE.sub(_person_aside, quoted)))
    found = [piece for piece in pieces if len(piece.split()) > 1 and is_person(piece) and not is_organisation(piece) and not any(may_be(piece, name) for name in office if name)]
    return tuple({words_of(name): name for name in found}.values())


def _without_greeting(piece: str) -> str:
    """'Kedves Bodnár Anikó' greets Bodnár Anikó."""
    said = piece.split()
    opening = next((number for number in range(_MOST_WORDS_OF_GREETING, 0, -1) if fold(" ".join(said[:number])) in words("greetings")), 0)
    return " ".join(said[opening:])


def _person_aside(aside: re.Match[str]) -> str:
    """Of brackets behind a name only what may be somebody: "(mit Abena Darko)", not "(Verein Aue)"."""
    return f", {aside[1]}," if any(map(is_given_name, aside[1].split())) else ","


def whole_name(text: ReadingText, name: str) -> str:
    """'Abena' or 'A. Darko', whom the registration or the quoted mail knows as Abena Darko; `name` itself where nobody or more than one can be meant."""
    fuller = [known for known in known_people(text) if words_of(name) < words_of(known) or is_shortened(name, known)] or sorted(set(_with_given_name(text, name)))
    return fuller[0] if len(fuller) == 1 else name


def _with_given_name(text: ReadingText, name: str) -> Iterator[str]:
    """'Frau Vollmer', whom the signature, another line or the mail below calls Dr. Annette Vollmer, who is 'Frau Vollmer (Annette)', or who writes: 'Frau Vollmer (das bin ich)'."""
    family = name.split()[-1]
    if name.split()[0] not in SALUTATIONS or len(name.split()) != 2:
        return
    called = rf"(?<!\w)(?i:{alternatives('people', 'mr' if name.split()[0] == 'Herr' else 'mrs')})\.? (?:\S+\. )?{re.escape(family)}"
    for line in (*(part.text for part in (*text.signature, *text.body)), *text.quoted.split("\n")):
        for match in re.finditer(rf"((?:[^\W\d_][\w'’-]* ){{1,4}}){re.escape(family)}(?![\w-])", line):
            yield from _joined(reversed(list(takewhile(is_given_name, reversed(match[1].split())))), family)
        for match in re.finditer(rf"{called}(?:{_FIRST_NAME})", line):
            given = next(filter(None, match.groups())).split()
            yield from _joined(given if all(map(is_given_name, given)) else (), family)
        if text.sender is not None and re.search(called + _MYSELF, line):
            yield from (sender for sender in [ordered(text.sender.name)] if len(sender.split()) > 1 and sender.split()[-1] == family)


def _joined(given: Iterable[str], family: str) -> Iterator[str]:
    """The whole name, where any given name is known."""
    names = [*given, family]
    if len(names) > 1:
        yield " ".join(names)


def not_listed(text: ReadingText, name: str) -> bool:
    """Whether somebody does not stand on the registration, or on the list of our letter below; who writes in other letters than the list may do, and of a registration with one name that one is meant, whatever the mail program calls him or her."""
    known = known_people(text) if _is_our_list(text) and len(text.thread.registered_names) != 1 else ()
    return bool(known) and all(is_same_script(name, other) and not _is_one(other, name) for other in known)


def others_listed(text: ReadingText, staying: Iterable[str]) -> tuple[str, ...] | None:
    """Those who stand by name on the registration beside those who stay; None where somebody who stays does not stand there."""
    known = known_people(text) if _is_our_list(text) else ()
    there = [{name for name in known if _is_one(name, said)} for said in staying]
    return tuple(name for name in known if not any(name in found for found in there)) if all(there) else None


def _is_one(known: str, said: str) -> bool:
    return may_be(known, said) or is_near(known, said) or is_shortened(said, known) or sounds_like(said, known) or sounds_like(known, said)


def _is_our_list(text: ReadingText) -> bool:
    """Whether the people known are those of a registration: the list itself, or a letter of ours below, which bears the office's name."""
    return bool(text.thread.registered_names) or text.thread.is_reply_to_us or text.office.name in text.quoted
