"""Every place of a mail that names a person, as forms and tables, lists and the network show it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from processor.domain.naming import words_of
from processor.reading.bodies.names import bodies_in
from processor.reading.letter.forms import field_of
from processor.reading.letter.layout import Section, lay_out
from processor.reading.letter.text import Part, ReadingText
from processor.reading.lexicon import fold
from processor.reading.network.judgement import look
from processor.reading.network.spans import PERSON_ROLES, Span, find_spans
from processor.reading.people import structure
from processor.reading.people.likely_names import is_person, is_plausible
from processor.reading.people.name_order import ordered
from processor.reading.people.name_spans import as_names
from processor.reading.people.names import is_given_name
from processor.reading.people.person import Mention
from processor.reading.people.told_names import as_in_address, name_of, said_as
from processor.reading.people.written_names import cleaned, full_name

# A list of names is a list of those who come, where the network says nothing of its lines.
LISTED = {"A": 0.9, "C": 0.05, "N": 0.05}
# From this on words are a name even where they look like a part of a body's.
SURELY_TOLD = 0.9
# A line of a list that only its neighbours show to be a name.
BY_NEIGHBOUR = 0.6
# A display name with a known given name.
KNOWN_SENDER = 0.9
# A bullet or a number before an item of a list.
ITEM = re.compile(r"^\s*(?:[-–*•·>]|\d{1,2}\s?[.):])\s*")
# What follows a name at the head of such an item.
BEHIND_NAME = re.compile(r"\s*(?:[(\[/|;\t<:,]|\s[-–—]\s|\s{2}|\s\d).*$")
LABEL = re.compile(r"^[^:]{2,40}:\s")


def find_mentions(text: ReadingText) -> Iterator[Mention]:
    """Forms and tables say what is a name; in all other lines the network does, and in lists the neighbouring lines."""
    structured = [found for found in structure.find_names(text) if is_plausible(ordered(cleaned(found.name)))]
    lines = {_key(found.part) for found in structured}
    # The subject of an answer is an earlier mail's.
    seen = [span for span in find_spans(text) if span.kind == "person" and not (text.is_answer and span.tokens[0].place == "subject")]
    spans = as_names(seen)
    sender = _whole_sender(text, spans)
    for found in structured:
        yield Mention(ordered(cleaned(found.name)), found.part, found.name, found.place, found.source, _roles_in(found, spans))
    if sender is not None:
        yield sender
    for span in spans:
        first = span.tokens[0]
        if sender is not None and first.place == "sender":
            continue
        name = name_of(text, span)
        if not name or _is_of_the_house(text, span) or _is_left_to_form(name, span, structured):
            continue
        if _is_told(span) or not _is_in_organisation(span):
            yield Mention(name, first.part, said_as(span, name), first.place, "network", span.roles, span.certainty, first.start)
    yield from _items(text.body, spans, lines)


def _is_left_to_form(name: str, span: Span, structured: Sequence[structure.StructuredName]) -> bool:
    """Whether a form or table tells who is meant: it holds the name already, or the line and the network is not sure ("Ansprechpartner: …" beside "Name: …")."""
    first = span.tokens[0]
    if first.place in {"sender", "subject"}:
        return False
    here = [found for found in structured if _key(found.part) == _key(first.part)]
    is_other_field = first.place == "body" and LABEL.match(first.part.text) is not None and any(found.source == "form" for found in structured)
    is_relative = is_other_field and field_of(first.part.text.partition(":")[0]) == "relative"
    is_held = any(words_of(name) <= words_of(found.name) or words_of(found.name) <= words_of(name) for found in here)
    return is_held or is_relative or (bool(here or is_other_field) and not (_is_told(span) and all(found.source == "form" for found in here)))


def _is_told(span: Span) -> bool:
    """Whether the network is sure of somebody with a whole name who comes or is taken off: 'Frauenchor Aue: Edda Riem und Ute Bohl' names no body as long as that."""
    return len(span.tokens) > 1 and max(span.roles["A"], span.roles["C"]) > SURELY_TOLD


def _whole_sender(text: ReadingText, spans: Sequence[Span]) -> Mention | None:
    """The display name of From as one name, where it can be nothing else: mail programs do not add to names."""
    display = text.sender.name if text.sender else ""
    seen = [span for span in spans if span.tokens[0].place == "sender"]
    if not is_person(display) or not (seen or any(words_of(span.text) & words_of(display) for span in spans)):
        return None
    roles = {role: sum(span.roles[role] for span in seen) / len(seen) for role in PERSON_ROLES} if seen else _roles_of_writer(text)
    part = Part(-1, display, fold(display))
    return Mention(as_in_address(ordered(cleaned(display)), text), part, display, "sender", "network", roles, _certainty_of_sender(display, seen), 0)


def _certainty_of_sender(display: str, seen: Sequence[Span]) -> float:
    """A known given name before another word is a person's, whatever the network has heard of."""
    certainty = max((span.certainty for span in seen), default=BY_NEIGHBOUR)
    return max(certainty, KNOWN_SENDER) if any(is_given_name(word) for word in display.replace(",", " ").split()) else certainty


def _roles_of_writer(text: ReadingText) -> Mapping[str, float]:
    """What the network makes of the writer as a whole, where it does not see the name."""
    whole = look(text).whole["writer"]
    return {"A": whole["attends"], "C": whole["cancels"], "N": whole["none"]}


def _is_of_the_house(text: ReadingText, span: Span) -> bool:
    """'Vorstand: …' in a footer and 'Vertretung: …' below the closing tell who else works there."""
    first = span.tokens[0]
    section = next((line.section for line in lay_out(text).lines if line.number == first.part.number), None)
    label = LABEL.match(first.part.text)
    is_labelled = label is not None and first.start >= label.end() and field_of(label[0].rstrip(": ")) == "other"
    return section is Section.FOOTER or (section is Section.SIGNATURE and is_labelled)


def _key(part: Part) -> int | str:
    """Lines of attachments bear no number."""
    return part.number or part.text


def _roles_in(found: structure.StructuredName, spans: Sequence[Span]) -> Mapping[str, float]:
    """What the network says of the line of a form or table."""
    beside = [span.roles for span in spans if span.tokens[0].part.number == found.part.number and span.tokens[0].part.text == found.part.text]
    return {role: sum(roles[role] for roles in beside) / len(beside) for role in PERSON_ROLES} if beside else LISTED


def _items(parts: Sequence[Part], spans: Sequence[Span], lines: set[int | str]) -> Iterator[Mention]:
    """Items of a list that look like a name and stand beside items in which the network sees one."""
    roles = {span.tokens[0].part.number: span.roles for span in spans if span.tokens[0].place == "body"}
    for before, part, behind in zip([None, *parts], parts, [*parts[1:], None], strict=False):
        beside = next((roles[other.number] for other in (before, behind) if other is not None and other.number in roles and ITEM.match(other.text)), None)
        if beside is None or part.number in roles or _key(part) in lines or not ITEM.match(part.text):
            continue
        head = BEHIND_NAME.sub("", ITEM.sub("", part.text).strip(" .,;"))
        if is_person(head) and 2 <= len(head.split()) <= 5:
            yield Mention(full_name(head), part, head, "body", "list", beside, BY_NEIGHBOUR, part.text.find(head))


def _is_in_organisation(span: Span) -> bool:
    """'Selim-Kaya-Stiftung' and 'Haus Maria Wittkop' bear a name, but nobody comes by it."""
    return any(span.text in body.name and len(body.name) > len(span.text) for body in bodies_in(span.tokens[0].part.text))
