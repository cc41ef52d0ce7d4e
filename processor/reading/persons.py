"""The people whom a mail names, and what each does there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from processor.domain.naming import may_be
from processor.domain.request import Act
from processor.reading.acts import Clause
from processor.reading.labels import labelled_lines, rows
from processor.reading.lexicon import fold, words
from processor.reading.names import PARTICLES, TOKEN, is_given_name, is_person, may_be_name, ordered, without_titles
from processor.reading.organisation import is_organisation
from processor.reading.text import Part, ReadingText

INTRODUCED = re.compile(r"(?:mein name ist|ich bin die|ich bin der|ich bin|ich heisse|my name is|i am|adim|ismim|je m'appelle|je suis|мене звати|меня зовут|اسمي|nazywam sie|nave min|ma numesc|انا)\s+", re.IGNORECASE)
ASSISTANT = re.compile(r"^\W*(?:i\.?\s?a\.?|im auftrag|i\.?\s?v\.?|gez\.?)(?:\s+|$)", re.IGNORECASE)
REPLACED = re.compile(r"(?:statt|anstatt|anstelle(?:\s+von)?|fur|instead of|вместо|замість|zamiast|in place of|au lieu de)\s+(?:\w+\.?\s+){0,2}$")
SIGN_OFF = re.compile(r"^\s*(?:(?:herzlich|viele|beste|liebe|freundliche)\w*\s+gr\S+|lg|vg|mfg|gru\S+|ihre?|euere?|eure?)[ ,]+", re.IGNORECASE)
ITEM = re.compile(r"^\s*(?:[-–*•·>]|\d{1,2}\s?[.):])\s*")
AFTER_NAME = re.compile(r"\s*(?:[(\[/|;\t]|\s[-–]\s|,\s*(?=\S+\s*$|[^,]*(?:e\.v|verein|amt|stadt)|\d|@)).*$")


class Role(StrEnum):
    """What a named person does in the mail."""

    ATTENDEE = "attendee"
    CANCELLED = "cancelled"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Mention:
    """A named person: `name` without salutation, given before family name; `is_structured` where a label, list or table says so."""

    name: str
    part: Part
    rule: str
    role: Role = Role.ATTENDEE
    is_structured: bool = False
    start: int = 0


def find_mentions(text: ReadingText) -> list[Mention]:
    """Everybody named in the body and in attached lists, each once, without the people of the flyer and the office."""
    structured = [*_labelled(text.body), *_rows(text.body), *_rows(text.lists), *_items(text.body)]
    lines = {mention.part.number for mention in structured}
    prose = [mention for part in text.body if part.number not in lines for mention in _in_prose(part)]
    attached = _labelled(text.lists) if not structured else []
    merged: list[Mention] = []
    for mention in [*structured, *attached, *prose]:
        if mention.name and not _is_of_the_office(mention.name, text):
            _merge(merged, mention)
    return merged


def with_roles(mentions: Sequence[Mention], clauses: Sequence[Clause]) -> list[Mention]:
    """Who stands in a clause that cancels is cancelled; who is replaced ('statt Frau Kaya') likewise."""
    return [replace(mention, role=_role(mention, clauses)) for mention in mentions]


def find_writer(text: ReadingText) -> tuple[str, Part | None]:
    """The writer's name: introduced in the text, below the closing, else the display name of From; the fullest of one person."""
    candidates: list[tuple[str, Part | None]] = []
    for part in text.body:
        found = INTRODUCED.search(part.folded)
        if found:
            name = _run_from(part.text[found.end():])
            if name and (len(name.split()) > 1 or is_given_name(name)):
                candidates.append((name, part))
    candidates += [(ordered(name), part) for part, name in _signed(text)]
    display = text.sender.name if text.sender else ""
    if display and is_person(display) and not is_organisation(display):
        candidates.append((ordered(display), None))
    if not candidates:
        return "", None
    first = candidates[0]
    fuller = [candidate for candidate in candidates if may_be(first[0], candidate[0]) and len(candidate[0].split()) > len(first[0].split())]
    if len(first[0].split()) == 1 and not fuller:
        # The display name before other lines of the signature, which hold titles and departments.
        fuller = sorted((candidate for candidate in candidates if len(candidate[0].split()) > 1), key=lambda candidate: candidate[1] is not None)
    return fuller[0] if fuller else first


def has_assistant(text: ReadingText) -> bool:
    """Whether somebody signs on behalf of somebody else."""
    return any(ASSISTANT.match(part.text) for part in (*text.signature, *text.body))


def _labelled(parts: Sequence[Part]) -> list[Mention]:
    found: list[Mention] = []
    given = ""
    family = ""
    for labelled in labelled_lines(parts):
        if labelled.field == "given":
            given = labelled.value
        elif labelled.field == "family":
            family = labelled.value
        elif labelled.field == "name":
            found += [Mention(name, labelled.part, "labelled_name", is_structured=True) for name in _people_in(labelled.value)]
        if given and family:
            found.append(Mention(without_titles(f"{given} {family}"), labelled.part, "labelled_name", is_structured=True))
            given = family = ""
    return found


def _rows(parts: Sequence[Part]) -> list[Mention]:
    found = []
    for row in rows(parts):
        name = f"{row.values.get('given', '')} {row.values.get('family', '')}".strip() or row.values.get("name", "")
        if "given" in row.values and "name" in row.values and "family" not in row.values:
            name = f"{row.values['given']} {row.values['name']}"
        if name and is_person(ordered(name)):
            found.append(Mention(ordered(name), row.part, "table_row", is_structured=True))
    return found


def _items(parts: Sequence[Part]) -> list[Mention]:
    """Lines that are nothing but a name, alone or as items of a list."""
    found: list[Mention] = []
    for index, part in enumerate(parts):
        is_item = bool(ITEM.match(part.text))
        plain = ITEM.sub("", part.text).strip(" .,;")
        before = next((earlier.text.rstrip() for earlier in reversed(parts[:index]) if earlier.text.strip()), "")
        is_listed = is_item or before.endswith(":") or any(mention.part is parts[index - 1] for mention in found)
        head = AFTER_NAME.sub("", plain) if is_listed else plain
        if is_listed and is_person(head) and len(head.replace(",", " ").split()) <= 5:
            found.append(Mention(ordered(head), part, "list_item", is_structured=True))
    return found


def _in_prose(part: Part) -> list[Mention]:
    """Names after a salutation or a word of kinship, and runs that begin with a given name."""
    tokens = [(match.start(), match[0]) for match in TOKEN.finditer(part.text)]
    found: list[Mention] = []
    index = 0
    while index < len(tokens):
        run = _run(tokens, index, part.text)
        if run is None:
            index += 1
            continue
        name, end, rule, start = run
        if is_organisation(name) and rule != "honorific":
            index = end
            continue
        found.append(Mention(ordered(name), part, rule, start=start))
        index = end
    return _with_shared_family_name(found, part)


def _run(tokens: Sequence[tuple[int, str]], index: int, text: str) -> tuple[str, int, str, int] | None:
    position, token = tokens[index]
    folded = fold(token)
    is_honorific = folded in words("people", "honorifics") and not (folded in {"frau", "schwester"} and _follows_possessive(tokens, index))
    if is_honorific or (folded in words("people", "kin") and folded not in {"ein", "eine"}):
        start = index + 1
        while start < len(tokens) and (fold(tokens[start][1]) in words("people", "titles") | words("people", "functions") | words("people", "honorifics")) and start < index + 5:
            start += 1
        end = _end_of_name(tokens, start, text)
        if end > start and _adjoins(text, tokens, index, start):
            return " ".join(word for _, word in tokens[start:end]), end, "honorific" if is_honorific else "kin", position
        return None
    if is_given_name(token):
        end = _end_of_name(tokens, index, text, is_lower=token[:1].islower())
        if end > index + 1 or (end > index and not token[:1].islower()):
            return " ".join(word for _, word in tokens[index:end]), end, "given_name", position
        return None
    if may_be_name(token) and token[:1].isupper() and index + 1 < len(tokens) and is_given_name(tokens[index + 1][1]) and token.isupper() and len(token) > 2:
        return f"{token} {tokens[index + 1][1]}", index + 2, "family_name_first", position
    return None


def _end_of_name(tokens: Sequence[tuple[int, str]], start: int, text: str, *, is_lower: bool = False) -> int:
    """The index behind the last word of a name: up to four words without punctuation between them."""
    end = start
    while end < len(tokens) and end < start + 5:
        position, token = tokens[end]
        if end > start and text[tokens[end - 1][0] + len(tokens[end - 1][1]):position].strip(" ") != "":
            break
        if end > start and tokens[end - 1][1].endswith(".") and len(tokens[end - 1][1]) > 2:
            break  # a sentence ended; "J." is an initial
        folded = fold(token)
        is_particle = folded in PARTICLES and end + 1 < len(tokens) and not tokens[end + 1][1][:1].islower() and may_be_name(tokens[end + 1][1])
        if not (is_particle or may_be_name(token) or (is_lower and end == start + 1 and len(folded) > 2 and folded not in _not_names() and not token.endswith("."))):
            break
        end += 1
    return end


def _not_names() -> frozenset[str]:
    return words("function_words") | words("people", "kin") | words("people", "kin_plural") | words("people", "writer") | words("people", "and") | frozenset({"kommt", "kommen", "nimmt", "anmelden", "dabei"})


def _follows_possessive(tokens: Sequence[tuple[int, str]], index: int) -> bool:
    return index > 0 and fold(tokens[index - 1][1]) in words("people", "possessives")


def _adjoins(text: str, tokens: Sequence[tuple[int, str]], index: int, start: int) -> bool:
    """Whether only spaces, a comma or a bracket part a word of kinship from the name."""
    between = text[tokens[index][0] + len(tokens[index][1]):tokens[start][0]]
    return (len(between) < 40 and not any(mark in between for mark in ".;:!?")) or ("." in between and len(between) < 20)


def _with_shared_family_name(mentions: list[Mention], part: Part) -> list[Mention]:
    """'Peter und Ulla Brandt': a given name alone before 'und' takes the family name behind it."""
    result = list(mentions)
    for index, mention in enumerate(mentions[:-1]):
        following = mentions[index + 1]
        between = part.folded[mention.start + len(mention.name):following.start].strip() if following.start > mention.start else ""
        if mention.rule == "given_name" and len(mention.name.split()) == 1 and len(following.name.split()) == 2 and between in {"und", "u.", "&", "and", "ve", "et", "и", "та", "i"}:
            result[index] = replace(mention, name=f"{mention.name} {following.name.split()[-1]}")
    return result


def _people_in(value: str) -> list[str]:
    """One or several names behind a label."""
    whole = re.sub(r"\(.*?\)", " ", value).strip(" .;")
    pieces = [piece.strip() for piece in re.split(r"\s*(?:[;/&+]|\bund\b|\bsowie\b|\band\b|\bve\b)\s*", whole) if piece.strip()]
    if len(pieces) == 1 and whole.count(",") >= 1 and all(len(piece.split()) >= 2 for piece in whole.split(",")):
        pieces = [piece.strip() for piece in whole.split(",")]
    found = [without_titles(ordered(piece)) for piece in pieces if 1 <= len(piece.split()) <= 6 and not any(character.isdigit() for character in piece)]
    return [name for name in found if name and not is_organisation(name)]


def _role(mention: Mention, clauses: Sequence[Clause]) -> Role:
    key = fold(mention.name.split()[-1]) if mention.name else ""
    holding = [clause for clause in clauses if key and key in clause.words and clause.part.number <= mention.part.number <= clause.part.number + clause.part.text.count("\n")]
    if any(REPLACED.search(clause.words[:clause.words.find(key)].replace(fold(mention.name.split()[0]), "").rstrip() + " ") and Act.CHANGE in clause.acts for clause in holding):
        return Role.CANCELLED
    if holding and all(Act.CANCEL in clause.acts for clause in holding):
        return Role.CANCELLED
    if holding and all(clause.acts <= {Act.QUESTION, Act.THANKS} and clause.acts for clause in holding) and not mention.is_structured:
        return Role.MENTIONED
    return Role.ATTENDEE


def _is_of_the_office(name: str, text: ReadingText) -> bool:
    people = [person for event in text.events for person in event.people]
    people.append(text.office.contact.name)
    return any(may_be(name, person) for person in people if person) and not (text.sender and may_be(name, text.sender.name))


def _signed(text: ReadingText) -> list[tuple[Part, str]]:
    """Names among the first lines of the signature, or the last line of a mail without closing."""
    found = []
    for part in text.signature[:6]:
        plain = ASSISTANT.sub("", re.split(r"\s*[,|(/]\s*(?!\S+$)", part.text)[0]).strip(" .,*_-–")
        closing_name = re.sub(r"^.*?(?:gr(?:ü|u|ue)(?:ß|ss)e?n?|regards|saygılarımla|cordialement|lg|vg|mfg)[ ,]+", "", part.text, flags=re.IGNORECASE).strip(" .,*_-–")
        for candidate in (plain, closing_name):
            if is_person(candidate):
                found.append((part, candidate))
                break
    return found or _signed_without_closing(text)


def _signed_without_closing(text: ReadingText) -> list[tuple[Part, str]]:
    """A line of the last eight that is nothing but a name, or a name and what somebody is: 'Norbert Kolk, Kassierer'."""
    found = []
    for part in text.body[-8:]:
        head = re.split(r"\s*[,|(/]", SIGN_OFF.sub("", part.text))[0].strip(" .*_-–")
        if len(part.text) < 80 and not ITEM.match(part.text) and is_person(head) and (len(head.split()) > 1 or part is text.body[-1]):
            found.append((part, head))
    return found[:1]


def _run_from(rest: str) -> str:
    tokens = [(match.start(), match[0]) for match in TOKEN.finditer(rest[:80])]
    if not tokens or rest[:tokens[0][0]].strip():
        return ""
    end = _end_of_name(tokens, 0, rest, is_lower=is_given_name(tokens[0][1]))
    return " ".join(word for _, word in tokens[:end])


def _merge(merged: list[Mention], mention: Mention) -> None:
    """One person named twice is one; the fuller name stays."""
    for index, known in enumerate(merged):
        if may_be(mention.name, known.name):
            if len(mention.name.split()) > len(known.name.split()):
                merged[index] = replace(known, name=mention.name)
            return
    merged.append(mention)
