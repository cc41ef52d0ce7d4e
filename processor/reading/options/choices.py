"""Which options of an event, such as workshops, a mail picks."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from processor.domain.event import Choices, Event
from processor.domain.request import Evidence
from processor.reading.letter.layout import Layout, lay_out
from processor.reading.letter.text import ReadingText
from processor.reading.options import in_forms, in_sentences


@lru_cache(maxsize=2)
def find_choices(prepared: ReadingText) -> tuple[Evidence, ...]:
    """The options picked for the registration, in the event's spelling; () where the mail picks none or cannot decide."""
    text = lay_out(prepared)
    found: dict[str, Evidence] = {}
    for event in text.events:
        if event.choices is not None:
            for evidence in _picked(prepared, text, event, event.choices):
                found.setdefault(evidence.value, evidence)
    return tuple(found.values())


def _picked(prepared: ReadingText, text: Layout, event: Event, choices: Choices) -> Iterable[Evidence]:
    """By the columns of a table, else by the lines of a form, else by sentences, else by the subject."""
    columns = list(in_forms.of_columns(text, event))
    if columns:
        return columns
    filled = in_forms.fields_in(text, event, choices)
    seen = in_sentences.seen_picked(prepared, event)
    if filled:
        return in_forms.of_fields(filled, event, choices) or _evidence(seen)
    return _evidence(in_sentences.of_sentences(prepared, text, event, choices, seen) or in_sentences.of_subject(prepared, event))


def _evidence(picks: Iterable[in_sentences.Pick]) -> Iterator[Evidence]:
    for pick in picks:
        words = f"{pick.clause}{pick.word}"[-120:] if pick.word else pick.clause[:120]
        yield Evidence("choices", pick.option, pick.part.number, words, "option named in the text", 0.9)
