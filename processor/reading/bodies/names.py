"""Where a line names an organisation: from the mark that shows it (Verein, gGmbH, Schule, derneği, …) to both ends of the name."""

import re
from dataclasses import dataclass
from functools import lru_cache

from processor.reading.bodies.words import words_of_bodies
from processor.reading.inflection import nominative, without_case_ending
from processor.reading.lexicon import alternatives, fold, one_of, words

_TOKEN = re.compile(r"\"[^\"\n]{1,50}\"|[„“«»'‚][^“”»«'‘\n]{1,50}[“”»«'‘]|[^\W_][^\s,;()|·•„“\"«»]*|[&+/–-](?=\s)|[,;()|·•:]")
_STOP = frozenset(",;()|·•:")
_LEGAL = re.compile(rf"(?<!\w)(?:{one_of('organisations', 'legal', is_folded=False)})(?!\w)")
_JOINTS = words("organisations", "joints") | frozenset("&+/–-")
_LEFT_JOINTS = words("organisations", "left_joints") | {"&"}
# What stands before the second half of a "Wein- und Heimatverein".
FIRST_HALF = re.compile(r"(?:[A-ZÄÖÜ][\w]*-\s(?:und|u\.)\s)+$")
_MAX_LINE = 400
_QUOTES = frozenset("\"„“«'‚")
_SUBJECT = re.compile(rf"(?:^|[.!?:] )(?:{alternatives('organisations', 'articles')})?$")
_PREDICATE = re.compile(alternatives("organisations", "predicates"))
_ELIDED = tuple(words("organisations", "elided"))
_NO_MARKS = tuple(words("organisations", "no_marks"))
_MAX_TOKENS = 90
_MAX_NAME = 9
_MOST_WORDS = 12
MOST_CHARACTERS = 120
_LOWER_RIGHT = 2


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation in a line. `is_introduced`: words before it say that somebody belongs to it; `is_strong`: city, university."""

    name: str
    is_introduced: bool
    has_legal_form: bool
    is_strong: bool


@lru_cache(maxsize=512)
def bodies_in(line: str) -> tuple[Body, ...]:
    """The organisations that `line` names, in their order."""
    text = line[:_MAX_LINE]
    spans = [(match.start(), match.end()) for match in _TOKEN.finditer(text)][:_MAX_TOKENS]
    tokens = [text[start:end] for start, end in spans]
    found: list[Body] = []
    position = 0
    while position < len(tokens):
        if tokens[position] in _STOP or not _is_mark(tokens, position):
            position += 1
            continue
        first, last = _left(tokens, position), _right(tokens, position)
        found.append(_body(text, spans, (first, last), tokens))
        position = last + 1
    return tuple(found)


def is_organisation(line: str) -> bool:
    """Whether a short text is the name of an organisation rather than of a person."""
    return len(line) <= MOST_CHARACTERS and (has_legal_form(line) or whole_body(line) is not None)


def whole_body(part: str) -> Body | None:
    """The body that fills `part` almost alone."""
    if len(part.split()) > _MOST_WORDS:
        return None
    for body in bodies_in(part):
        if len(body.name) * 2 >= len(part.strip()) and not is_generic(body.name, alone=True) and not _is_person(body):
            return body
    return None


def is_generic(name: str, *, alone: bool = False) -> bool:
    """Whether `name` is a common noun ("unser Verein") rather than a name; `alone`: it stands alone beside a person's name."""
    tokens = [fold(token).strip(".") for token in name.split()]
    if len(tokens) > 1:
        return all(token in words_of_bodies().words or token in _JOINTS for token in tokens) and not set(tokens) & words_of_bodies().bare
    token = tokens[0] if tokens else ""
    if token in words_of_bodies().bare or (name[:1].isupper() and len(token.split("-")) > 1 and not words_of_bodies().words.issuperset(token.split("-"))):
        return False  # "Hirsch-Apotheke"
    return token in words_of_bodies().words or not alone or len(token) < 7


def is_marked_by_word(tokens: list[str]) -> bool:
    """Whether one of the folded tokens is a word for an organisation by itself, not only by its ending."""
    return any(token in words_of_bodies().words for token in tokens)


def has_legal_form(line: str) -> bool:
    """Whether a line carries a form of law, such as e.V. or gGmbH."""
    return _LEGAL.search(line[:_MAX_LINE]) is not None


def _body(text: str, spans: list[tuple[int, int]], ends: tuple[int, int], tokens: list[str]) -> Body:
    start, end = spans[ends[0]][0], spans[ends[1]][1]
    legal = _LEGAL.match(text[end:].lstrip(" ")) if not _LEGAL.search(text[start:end]) else None
    if legal:
        end += len(text[end:]) - len(text[end:].lstrip(" ")) + legal.end()
    name = text[start:end].strip(" ,;–-'’")
    if name.endswith(".") and not re.search(r"\b[vVG]\.$", name):
        name = name.rstrip(".!?")
    bare = without_case_ending(name)
    before, after = fold(text[max(0, start - 60):start]).rstrip(" \"„«“'"), fold(text[end:end + 30]).lstrip(" \"“»”")
    lists = words_of_bodies()
    return Body(
        name=nominative(bare.strip("!?… "), before),
        is_introduced=bare != name or "«" in name or before in lists.cues or before.endswith(lists.endings_with_cue)
        or before.endswith(_ELIDED) or after.startswith(lists.after)
        or (" " in name and _SUBJECT.search(before) is not None and _PREDICATE.match(after) is not None),
        has_legal_form=_LEGAL.search(bare) is not None,
        is_strong=any(fold(token) in lists.strong for token in tokens[ends[0]:ends[1] + 1]),
    )


def _is_mark(tokens: list[str], position: int) -> bool:
    token = tokens[position]
    kind = _kind_of_mark(token)
    if kind == "legal" or (kind == "cut" and _LEGAL.match(" ".join(tokens[position:position + 2]))):
        return position > 0 and tokens[position - 1] not in _STOP
    if kind == "word":
        return token[:1].isupper() or _is_lower_line(tokens) or not token[:1].isascii() or position == 0
    return kind == "ending" and _is_written_as_noun(tokens, token)


@lru_cache(maxsize=20_000)
def _kind_of_mark(token: str) -> str:
    """By what a word shows an organisation: a form of law, whole or cut ("e. V."), a word for it, or its ending; "" where by nothing."""
    folded = fold(token).strip(".!?'’")
    lists = words_of_bodies()
    if folded in words("common_words"):
        return ""
    if _LEGAL.fullmatch(token):
        return "legal"
    if folded in ("e", "ev", "e.v"):
        return "cut"
    if folded in lists.words or any(len(part) > 3 and part in lists.words for part in folded.split("-")):
        return "word"
    ends = folded.split("'")[0]
    return "ending" if len(ends) > 6 and ends.endswith(lists.suffixes) and not ends.startswith(_NO_MARKS) else ""


def _is_written_as_noun(tokens: list[str], token: str) -> bool:
    return token[:1].isupper() or _is_lower_line(tokens)


def _is_lower_line(tokens: list[str]) -> bool:
    return not any(token[:1].isupper() for token in tokens[1:])


def _left(tokens: list[str], position: int) -> int:
    first = position
    while first > 0 and position - first < _MAX_NAME:
        token = tokens[first - 1]
        is_own = token[:1] in _QUOTES or (_is_name_part(token) and not _ends_sentence(token))
        if not (is_own or _joins_left(tokens, first) or (first == position and _is_lower_adjective(tokens, token))):
            break
        first -= 1
    return first


def _joins_left(tokens: list[str], first: int) -> bool:
    """Whether a small word ties a mark before it to the name ("Verein der Freunde"), "&" a name ("Brüggemann & Söhne GmbH"), or "und" its first half ("Wein- und Heimatverein")."""
    if first > 1 and tokens[first - 1] == "&":
        return _is_name_part(tokens[first - 2])
    if first > 1 and tokens[first - 2].endswith("-") and fold(tokens[first - 1]) in words("people", "and"):
        return tokens[first - 2][:1].isupper()
    if first < 2 or fold(tokens[first - 1]) not in _LEFT_JOINTS:
        return False
    return fold(tokens[first - 2]) in words_of_bodies().words and tokens[first - 2][:1].isupper()


def _is_lower_adjective(tokens: list[str], token: str) -> bool:
    is_origin = token.islower() and re.fullmatch(r"[a-z]{3,20}ische[rsn]?", fold(token)) is not None  # "der afghanische Kulturverein"
    return is_origin or (_is_lower_line(tokens) and re.fullmatch(r"[a-z]{5,20}(?:er|e|es|en)", fold(token)) is not None and fold(token) not in words("common_words"))


def _right(tokens: list[str], position: int) -> int:
    last = position
    if tokens[position].islower() and position + 1 < len(tokens) and tokens[position + 1][:1] in _QUOTES:
        return position + 1  # клуб «Диалог»
    if _is_lower_line(tokens):
        while last + 1 < len(tokens) and last - position < _LOWER_RIGHT and _is_lower_name(tokens[last + 1]):
            last += 1
        return last
    while last + 1 < len(tokens) and last - position < _MAX_NAME and not _ends_sentence(tokens[last]):
        token = tokens[last + 1]
        if _is_name_part(token) or token[:1] in _QUOTES or (token.isdigit() and len(token) == 4):
            last += 1
        elif fold(token) in _JOINTS and _leads_on(tokens, last + 2):
            last += 2
        else:
            break
    while last > position and fold(tokens[last]).strip(".") in _JOINTS:
        last -= 1
    return last


def _leads_on(tokens: list[str], position: int) -> bool:
    """Whether a name goes on behind a small word: "für soziale Arbeit" needs a capital within two words."""
    return any(position + step < len(tokens) and _is_name_part(tokens[position + step]) for step in (0,))


def _is_name_part(token: str) -> bool:
    folded = fold(token).strip(".!?")
    if token in _STOP or folded in words("common_words"):
        return False
    return token[:1].isupper() or (token[:1].isalpha() and not token[:1].islower() and not token.isascii())


def _is_lower_name(token: str) -> bool:
    folded = fold(token).strip(".")
    is_word = token not in _STOP and folded.replace("-", "").isalpha() and len(folded) > 3
    return is_word and folded not in words("common_words") and folded not in _JOINTS


def _ends_sentence(token: str) -> bool:
    return token.endswith((".", "!", "?")) and len(token) > 4 and not _LEGAL.search(token)


def _is_person(body: Body) -> bool:
    """Whether a family name only looks like a house or a circle: "Jana Backhaus"."""
    tokens = re.findall(r"\w+", fold(body.name))
    is_named = len(tokens) == 2 and tokens[0] in words("first_names")
    return is_named and not body.has_legal_form and not is_marked_by_word(tokens)
