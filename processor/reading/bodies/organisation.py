"""The organisation from which the attendees come, by its own name."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from processor.domain.event import Required
from processor.domain.naming import words_of
from processor.domain.request import Evidence
from processor.reading.bodies.lookalikes import is_common, is_ours, is_role, may_be_body, names_event
from processor.reading.bodies.mail_domain import is_named_after, named_after
from processor.reading.bodies.names import FIRST_HALF, Body, bodies_in, is_generic, is_marked_by_word, whole_body
from processor.reading.bodies.slight import slight_bodies
from processor.reading.inflection import nominative
from processor.reading.letter.forms import Labelled, find_labelled
from processor.reading.letter.layout import Layout, Section, TextLine, lay_out
from processor.reading.letter.text import ReadingText
from processor.reading.lexicon import alternatives, fold, one_of, words
from processor.reading.network.spans import WRAPPED, Span, find_spans
from processor.reading.options.signs import label_pattern

_SEGMENTS = re.compile(r"\s*(?:[|·•;\t]|\s[-–—/]\s|,(?=\s)|\s{3,})\s*")
_ROW = re.compile(r"^\W*(?:\d{1,2}[.)]\s*)?")
_PLAIN = re.compile(r"[^\W\d_][\w .&'’\"„“«»*:-]{4,60}")
_PIECE = r"(?:[\"„“«][^\"“”»\n]{2,50}[\"“”»]|[^\W\d_a-zà-ÿ][\w.&'’-]{0,30})"
_WITHIN = alternatives("organisations", "within", is_folded=False)
_NAME = rf"(?P<name>{_PIECE}(?:\s(?:(?:{_WITHIN})\s)?{_PIECE}){{0,5}})"
_CUE = re.compile(rf"(?<!\w)(?:{one_of('organisations', 'introductions', is_folded=False)})\s+{_NAME}")
_CUE_BEHIND = re.compile(rf"{_NAME}[’']?\s*(?:{alternatives('organisations', 'behind', is_folded=False)})(?!\w)")
_CUE_AROUND = re.compile(rf"(?<!\w)(?:{one_of('organisations', 'sending', is_folded=False)})\s+{_NAME}\s+(?:{alternatives('organisations', 'sent', is_folded=False)})(?!\w)")
_FORM = re.compile(rf"(?:{alternatives('organisations', 'forms')})(?!\w)")
_PLACE = re.compile(r"(?<!\w)(?i:in|aus|nach|near|from)\s+$")  # a town, of which a domain may be called as well
_LONG = 8  # letters of a word such as "Frauenhaus" that is a name where the sender's domain bears it
_MAX_LINES = 200
_MAX_NAME = 120
_LONGEST_LINE = 7  # words
_SALUTATION = 70
_MOST_WRAPPED = 5  # words
# So sure is a body with its form of law behind "vom": no domain overrules it.
PLAIN = 0.92
# From here on a common noun is what a body is called.
SURELY_CALLED = 0.92
# How much the network's judgement counts beside the rules', by place.
SEEN = {"body": 0.97, "greeting": 0.5, "signature": 0.93, "sender": 0.8, "subject": 0.75, "attached": 0.8}


def find_organisation(text: ReadingText) -> Evidence | None:
    """The organisation of the writer or of the attendees that is most likely meant, or None where the mail names none."""
    layout = lay_out(text)
    finders = (_labelled, _introduced, _named_after_cue, _beside_names, _signed, _displayed, _below_name)
    people = [words_of(span.text) for span in find_spans(text) if span.kind == "person"]

    def likeliest(candidates: Iterable[Evidence]) -> Evidence | None:
        return max((found for found in candidates if words_of(found.value) not in people), key=lambda evidence: evidence.confidence, default=None)

    plain = [*(candidate for find in finders for candidate in find(layout)), *_seen(text, layout)]
    of_domain = likeliest(found for found in _of_domain(layout) if not any(words_of(found.value) <= person for person in people))
    fuller = likeliest(found for found in plain if layout.sender and is_named_after(layout.sender.domain, found.value))
    is_plain = any(found.confidence >= PLAIN for found in plain)
    if of_domain is not None and (fuller is not None or not (is_plain or is_common(of_domain.value))):
        return of_domain if fuller is None or words_of(fuller.value) < words_of(of_domain.value) else fuller
    return likeliest([*plain, *([of_domain] if of_domain else [])]) or likeliest(_slightly_seen(text, layout)) or likeliest(_common_nouns(text, layout))


def _of_domain(text: Layout) -> Iterator[Evidence]:
    """What bears the name of the sender's domain; in the signature all that stands beside it."""
    domain = text.sender.domain if text.sender else ""
    for line in (*text.body[:_MAX_LINES], *text.signature[:_MAX_LINES]):
        for segment in _SEGMENTS.split(line.text):
            for name in named_after(domain, segment):
                is_whole = line.section is Section.SIGNATURE and len(segment.split()) <= _LONGEST_LINE and may_be_body(segment) and not is_role(segment)
                value = segment.strip() if is_whole else nominative(name, fold(segment[:segment.find(name)]).rstrip())
                if _may_be_of_domain(text, name) and not _PLACE.search(segment[:segment.find(name)]):
                    yield Evidence("organisation", value, line.number, line.text[:120], "name of the sender's domain", 0.7 if is_common(name) else 0.9)
    yield from (Evidence("organisation", name, 0, text.subject[:120], "name of the sender's domain", 0.6) for name in named_after(domain, text.subject) if _may_be_of_domain(text, name))


def _may_be_of_domain(text: Layout, name: str) -> bool:
    """Whether it is not the writer's own name, and no short common word ("Stadt")."""
    own = words_of(text.sender.name) if text.sender else frozenset[str]()
    return own.isdisjoint(words_of(name)) and (len(name) >= _LONG or not is_common(name)) and not is_ours(text, name) and not names_event(text, name)


def _seen(text: ReadingText, layout: Layout) -> Iterator[Evidence]:
    """What the network takes for the attendees' organisation."""
    for span in find_spans(text):
        if span.kind == "organisation" and not is_generic(span.text) and not is_ours(layout, span.text):
            part = span.tokens[0].part
            name, before = _with_first_half(span)
            yield Evidence("organisation", nominative(_with_full_stop(_trimmed(name), part.text), fold(before).rstrip()), max(0, part.number), part.text[:120], "network", round(SEEN[span.tokens[0].place] * span.certainty, 2))


def _with_first_half(span: Span) -> tuple[str, str]:
    """A "Wein- und Heimatverein" of which the network may see but the second half, and what stands before it."""
    before = span.tokens[0].part.text[:span.tokens[0].start]
    half = FIRST_HALF.search(before)
    return (f"{half[0]}{span.text}", before[:half.start()]) if half is not None else (span.text, before)


def _slightly_seen(text: ReadingText, layout: Layout) -> Iterator[Evidence]:
    """Where the event asks for an organisation most mails name one, and so less tells it."""
    if not any(Required.ORGANISATION in event.required for event in text.events):
        return
    for body in slight_bodies(text):
        if body.name and not is_common(body.name) and not is_ours(layout, body.name):
            yield Evidence("organisation", _with_full_stop(_trimmed(body.name), body.part.text), max(0, body.part.number), body.part.text[:120], "network, as the event asks for it", round(body.certainty, 2))


def _common_nouns(text: ReadingText, layout: Layout) -> Iterator[Evidence]:
    """'von der Sternklinik': a body that is called by a common noun alone, where the network is sure of it."""
    for span in find_spans(text):
        first = span.tokens[0]
        if span.kind == "organisation" and first.place in {"body", "greeting"} and span.certainty > SURELY_CALLED and is_generic(span.text) and not is_ours(layout, span.text):
            yield Evidence("organisation", span.text, max(0, first.part.number), first.part.text[:120], "network, a common noun", round(SEEN["greeting"] * span.certainty, 2))


def _with_full_stop(name: str, line: str) -> str:
    """'e.V.' keeps its last full stop, where the line has it."""
    return f"{name}." if name[-1:] in {"V", "v"} and f"{name}." in line else name


def _labelled(text: Layout) -> Iterator[Evidence]:
    for item in find_labelled(text):
        if item.field == "organisation" and item.value and _may_be_name(item) and not is_ours(text, item.value) and not _is_of_options(text, item):
            confidence = 0.98 if item.section is not Section.SIGNATURE else 0.8
            yield Evidence("organisation", _trimmed(item.value), item.line, item.words, "labelled organisation", confidence)


def _may_be_name(item: Labelled) -> bool:
    return len(item.value) <= _MAX_NAME and fold(item.value).strip(" .-") not in words("organisations", "none")


def _is_of_options(text: Layout, item: Labelled) -> bool:
    """'Gruppe: 2' where the event offers options, which it or everybody may call so."""
    return any(label_pattern(event.choices).fullmatch(fold(item.label)) for event in text.events if event.choices)


def _introduced(text: Layout) -> Iterator[Evidence]:
    """Bodies in running text, behind words such as "vom", "im Namen der", "on behalf of"."""
    for line, sentence in _with_wrapped_ends(text):
        if line.section is Section.GREETING and len(line.text) < _SALUTATION:
            continue
        for body in bodies_in(sentence):
            confidence = _confidence(body)
            if confidence > 0 and not is_generic(body.name) and not is_ours(text, body.name):
                yield Evidence("organisation", body.name, line.number, line.text[:120], "organisation in the body", confidence)
    for body in bodies_in(text.subject):
        if " " in body.name and not is_generic(body.name) and not is_ours(text, body.name) and not names_event(text, body.name):
            confidence = 0.6 if body.is_introduced or body.has_legal_form else 0.45
            yield Evidence("organisation", body.name, 0, text.subject[:120], "organisation in the subject", confidence)


def _named_after_cue(text: Layout) -> Iterator[Evidence]:
    """Names without any mark behind words after which only an organisation can stand."""
    for line, sentence in _with_wrapped_ends(text):
        for pattern in (_CUE, _CUE_BEHIND, _CUE_AROUND):
            for match in pattern.finditer(sentence):
                name = match["name"].strip(" ,.!")
                if not is_ours(text, name) and not is_common(name):
                    yield Evidence("organisation", name, line.number, line.text[:120], "name behind a cue", 0.7)


def _with_wrapped_ends(text: Layout) -> Iterator[tuple[TextLine, str]]:
    """Each line; one that the mail program wrapped with the first words of the next, where a name may go on."""
    for line, below in zip_longest(text.body[:_MAX_LINES], text.body[1:_MAX_LINES]):
        is_wrapped = below is not None and below.number == line.number + 1 and len(line.text) > WRAPPED and not line.text.rstrip().endswith((".", "!", "?", ":"))
        end = " ".join(below.text.split()[:_MOST_WRAPPED]) if is_wrapped else ""
        yield line, f"{line.text.rstrip()}{'' if line.text.rstrip().endswith('-') else ' '}{end}".rstrip()


def _confidence(body: Body) -> float:
    if body.is_introduced:
        return 0.93 if body.has_legal_form else 0.86
    if body.has_legal_form:
        return 0.85
    return 0.4 if " " in body.name else 0.0


def _beside_names(text: Layout) -> Iterator[Evidence]:
    """Short parts of a line, "Lea Muster, Kulturverein Adler, Tel. …", and whole lines that are a body's name."""
    for line in text.body[:_MAX_LINES]:
        if line.section is Section.GREETING:
            continue
        bare = _ROW.sub("", line.text)
        segments = _SEGMENTS.split(bare)
        for index, part in enumerate([*segments, *re.findall(r"\(([^()]{3,80})\)", bare)]):
            body = whole_body(part)
            if body is not None and not is_role(part, body) and not is_ours(text, body.name) and not _is_sender(text, body) and not (body.name.islower() and bare[:1].isupper()):
                confidence = (0.87 if len(segments) == 1 or index > 0 else 0.6) - (0.15 if " " not in body.name else 0.0)
                yield Evidence("organisation", body.name, line.number, line.text[:120], "organisation beside a name", confidence)


def _is_sender(text: Layout, body: Body) -> bool:
    """Whether the "organisation" is the writer, whose family name ends in -haus or -kreis."""
    sender = set(re.findall(r"\w+", fold(text.sender.name))) if text.sender else set()
    tokens = re.findall(r"\w+", fold(body.name))
    return not body.has_legal_form and len(sender) <= 4 and len(set(tokens) & sender) == len(tokens) and not is_marked_by_word(tokens)


def _signed(text: Layout) -> Iterator[Evidence]:
    for position, line in enumerate(text.signature[:_MAX_LINES]):
        for index, part in enumerate(_SEGMENTS.split(line.text)):
            bodies = bodies_in(part)
            if bodies and not is_role(part, bodies[0]) and not is_generic(bodies[0].name, alone=True):
                strength = 0.89 if bodies[0].has_legal_form or bodies[0].is_strong else 0.84
                confidence = strength - 0.002 * position - 0.001 * index
                name = part.strip() if _fills_line(bodies[0], part) else bodies[0].name
                yield Evidence("organisation", name, line.number, line.text[:120], "organisation in the signature", confidence)


def _fills_line(body: Body, part: str) -> bool:
    """'Nachbarn ohne Grenzen e.V.': a line of the signature that ends with its form of law is the name as a whole."""
    return body.has_legal_form and part.strip().endswith(body.name) and part[:1].isupper() and not any(character in part for character in ",:") and len(part.split()) <= _LONGEST_LINE


def _displayed(text: Layout) -> Iterator[Evidence]:
    """The display name of From."""
    name = text.sender.name if text.sender and not _FORM.search(fold(text.sender.name)) else ""
    for part in [*re.findall(r"\(([^()]{3,80})\)", name), re.sub(r"\([^()]*\)", "", name)]:
        bodies = bodies_in(part)
        if bodies and not is_generic(bodies[0].name, alone=True) and not is_ours(text, bodies[0].name):
            yield Evidence("organisation", bodies[0].name, 0, name, "display name", 0.7)


def _below_name(text: Layout) -> Iterator[Evidence]:
    """A line of the signature that is neither name, role, address nor number: a name without any mark of an organisation."""
    sender = fold(text.sender.name) if text.sender else ""
    for line in text.signature[1:4]:
        part = _SEGMENTS.split(line.text)[0].strip()
        if _PLAIN.fullmatch(part) and not is_role(part) and " " in part and fold(part) not in sender and may_be_body(part):
            yield Evidence("organisation", part, line.number, line.text[:120], "line below the name", 0.3)


def _trimmed(value: str) -> str:
    return value.strip(" ,;") if re.search(r"[vV]\.$", value) else value.strip(" .,;\"„“»«")
