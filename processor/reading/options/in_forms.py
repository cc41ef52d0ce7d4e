"""The options that a table or a form picks: by a column, a labelled line, or a ticked box."""

import re
from collections.abc import Iterator
from functools import cache

from processor.domain.event import Choices, Event
from processor.domain.request import Evidence
from processor.reading.letter.forms import boxes_in, find_labelled
from processor.reading.letter.layout import Layout, Section
from processor.reading.letter.tables import find_records
from processor.reading.lexicon import alternatives, fold
from processor.reading.options.all_at_once import every_option
from processor.reading.options.naming import options_in
from processor.reading.options.signs import labels_of
from processor.reading.options.wishes import second_choice

_FIELD = re.compile(r"^\W*(?P<label>[^\W\d_][\w -]{1,30}?)(?:\s*[:=|]\s*|\t+|\s{3,})(?P<value>\S.{0,100})$")
# "Termin: 3. Mai" and "Zeit: 2 Uhr" name no third and no second option.
_DATE_OR_TIME = re.compile(r"\d{1,2}(?:\.\s*(?:\d|[^\W\d_]{3})|\s*uhr)", re.IGNORECASE)


def of_columns(text: Layout, event: Event) -> Iterator[Evidence]:
    """What the column of a table picks for each row."""
    for record in find_records(text):
        for option in options_in(record.choice, event, is_value=True) if record.is_table and record.choice else ():
            yield Evidence("choices", option, record.lines[0], f"{record.name}: {record.choice}"[:120], "column of a table", 0.98)


def fields_in(text: Layout, event: Event, choices: Choices) -> list[tuple[int, str, str]]:
    """The number, words and value of each line that asks for an option: by a label, by the event's own word for its options, or by boxes."""
    return [*_labelled(text), *_own_fields(text, event, choices), *_boxes(text, event)]


def of_fields(filled: list[tuple[int, str, str]], event: Event, choices: Choices) -> list[Evidence]:
    """What such lines pick; second choices only where there are no others."""
    first = [field for field in filled if not is_second_choice(field[1])] or filled
    return [Evidence("choices", option, line, words[:120], "labelled choice", 0.98) for line, words, value in first
            for option in options_in(value, event, is_value=True) or every_option(value, choices)]


def is_second_choice(words: str) -> bool:
    """Whether a line of a form asks what shall hold if the first choice is full: "Ersatz-Workshop: 1"."""
    label, is_labelled, _ = fold(words).replace("=", ":").partition(":")
    return bool(is_labelled) and not boxes_in(label) and (second_choice().search(label) is not None or _second_label().search(label) is not None)


@cache
def _second_label() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('choice_words', 'second_label')})\w{{0,8}}(?!\w)")


def _labelled(text: Layout) -> Iterator[tuple[int, str, str]]:
    for item in find_labelled(text):
        if item.field == "choice" and (item.section is not Section.SIGNATURE or item.has_boxes):
            yield item.line, item.words, item.value


def _own_fields(text: Layout, event: Event, choices: Choices) -> Iterator[tuple[int, str, str]]:
    """Lines that go by the event's own word for its options and name one: "Zeitfenster: 2"."""
    for line in text.body:
        match = _FIELD.match(line.text)
        if match and fold(match["label"].strip()) in labels_of(choices) and not _DATE_OR_TIME.match(match["value"]) and options_in(match["value"], event, is_value=True):
            yield line.number, line.text, match["value"]


def _boxes(text: Layout, event: Event) -> Iterator[tuple[int, str, str]]:
    """Lines with boxes beside options: what is ticked in them. Mere numbers may count people or children."""
    for line in text.body:
        boxes = boxes_in(line.text)
        if any(is_ticked for _, is_ticked in boxes) and any(options_in(words, event) for words, _ in boxes):
            yield line.number, line.text, "; ".join(words for words, is_ticked in boxes if is_ticked)
