"""What the network takes for people as whole names: cut where two stand in columns, put together where the family name stands first."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from processor.reading.letter.tokens import Token, split
from processor.reading.lexicon import alternatives, fold
from processor.reading.network.spans import Span
from processor.reading.people.likely_names import may_be_name
from processor.reading.people.names import PARTICLES, is_given_name

# Characters between a family name and the given name behind its comma; given names in a row.
FAR = 2
MOST_GIVEN_NAMES = 3
_COLUMNS = re.compile(r" *\t[ \t]*| {3,}")
# Between names with the family name first, and between them in a sentence.
_BETWEEN_PAIRS = re.compile(r"[;/|]")
_LISTED = re.compile(r"\W*(?:\d{1,2}\W+)?(?P<name>(?:[^\W\d_][\w'’-]* ){0,2}[^\W\d_][\w'’-]*, [^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,2})\W*")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BETWEEN_SAID = re.compile(rf"[;/|:]|\.\s|\s(?:{alternatives('people', 'and', is_folded=False)})\s")


def as_names(seen: Sequence[Span]) -> list[Span]:
    """The spans of people, each a whole name of one of them; those of the same line stay in their order."""
    return _turned_round([piece for span in seen for piece in _cut_in_two(span)])


def _cut_in_two(span: Span) -> Sequence[Span]:
    """'Ina Kurz\tLeo Adler' in two columns are two people."""
    tokens = span.tokens
    gaps = [tokens[0].part.text[before.end:behind.start] for before, behind in pairwise(tokens)]
    place = next((place for place, gap in enumerate(gaps, 1) if _COLUMNS.fullmatch(gap) and 2 <= place <= len(tokens) - 2), 0)
    return [replace(span, tokens=tokens[:place]), replace(span, tokens=tokens[place:])] if place else [span]


def _turned_round(spans: Sequence[Span]) -> list[Span]:
    """'Nowak, Jana' at the head of a line or of its pieces ("Nowak, Jana; Kaya, Emre") is one name, which the network may cut at the comma."""
    pairs = [(family, given) for family, given in pairwise(spans) if _may_be_turned_round(family, given)]
    heads = [pair for pair in pairs if _is_head(pair[0], _BETWEEN_PAIRS)]
    rows = [pair for pair in pairs if pair not in heads and _is_one_of_a_row(pair[0], [family for family, _ in pairs], spans)]
    is_list = len(heads) > 1
    turned = {family: given for family, given in heads if is_list or is_given_name(given.tokens[0].text)} | dict(rows)
    whole = [replace(span, tokens=(*_particles_before(span), *span.tokens, *turned[span].tokens), certainty=max(span.certainty, turned[span].certainty)) if span in turned else span for span in spans]
    kept = [span for span, before in zip(whole, spans, strict=True) if before not in turned.values()]
    return [span for _, here in groupby(kept, key=lambda span: id(span.tokens[0].part)) for span in _as_listed(list(here))] if is_list else kept


def _as_listed(here: Sequence[Span]) -> Sequence[Span]:
    """What the network sees on one line of a list with the family name first: 'Fleischer, Anita' and 'Le, Thi Hong' are one name, whichever of its words it takes for names."""
    first = here[0].tokens[0]
    line = _LISTED.fullmatch(first.part.text) if first.place == "body" else None
    if line is None or not all(may_be_name(word) or fold(word) in PARTICLES for word in _WORD.findall(line["name"])):
        return here
    tokens = tuple(token for token in split(first.part, first.place) if line.start("name") <= token.start < line.end("name"))
    return [replace(max(here, key=lambda span: span.certainty), tokens=tokens)]


def _may_be_turned_round(family: Span, given: Span) -> bool:
    # The network may have taken the comma for a part of the family name.
    first, last = family.tokens[0], next(token for token in reversed(family.tokens) if token.text[0].isalnum())
    if first.part is not given.tokens[0].part or first.part.text[last.end:given.tokens[0].start].strip() != "," or given.tokens[0].start - last.end > FAR:
        return False
    names = [token.text for token in family.tokens if token.is_word and token.folded not in PARTICLES]
    is_given = len(given.tokens) == 1 or all(is_given_name(token.text) for token in given.tokens[:MOST_GIVEN_NAMES])
    return len(names) == 1 and not is_given_name(names[0]) and is_given


def _is_one_of_a_row(family: Span, families: Sequence[Span], spans: Sequence[Span]) -> bool:
    """Whether several names of a line stand so, and each begins a piece of it ("zwei Plätze: Nowak, Jana und Kaya, Emre")."""
    part = family.tokens[0].part
    here = [*(other for other in families if other.tokens[0].part is part), *(span for span in spans if span.tokens[0].part is part and "," in span.text)]
    return len(here) > 1 and all(_is_head(other, _BETWEEN_SAID) for other in here)


def _is_head(family: Span, separator: re.Pattern[str]) -> bool:
    """Whether nothing stands before a family name in its piece of the line."""
    first = family.tokens[0]
    before = re.findall(r"[^\W\d_]+", separator.split(first.part.text[:first.start])[-1])
    return len(before) == len(_particles_before(family))


def _particles_before(span: Span) -> tuple[Token, ...]:
    """'von' and 'de la' directly before a family name, where the network begins behind them."""
    first = span.tokens[0]
    found = re.search(r"(?:[^\W\d_]+ )+$", first.part.text[:first.start])
    words_before = [(match[0], found.start() + match.start()) for match in re.finditer(r"\S+", found[0])] if found else []
    if not all(fold(word) in PARTICLES for word, _ in words_before):
        return ()
    return tuple(replace(first, text=word, folded=fold(word), start=start) for word, start in words_before)
