"""The options that a clause or the value of a form picks, in whatever way it names them."""

from processor.domain.event import Event
from processor.reading.options.ages import options_of_age
from processor.reading.options.dates import options_on
from processor.reading.options.leaders import options_led_by
from processor.reading.options.measures import options_measuring
from processor.reading.options.signs import is_by_sign
from processor.reading.options.times import groups_of, options_at
from processor.reading.options.wording import choices_in


def options_in(text: str, event: Event, *, is_value: bool = False) -> tuple[str, ...]:
    """By a date or a measure, else by name, number or letter, else by who leads it, a time of day or somebody's age; one by its name and one by its time, where they come in such groups; `is_value`: the text is all that stands in a field. () where the event has no options or the text decides on none."""
    if event.choices is None:
        return ()
    exact = options_on(text, event.choices) or options_measuring(text, event.choices)
    if exact:
        return exact
    named = choices_in(text, event.choices, about=event.title, is_value=is_value) or options_led_by(text, event)
    timed = () if any(option in groups_of(event.choices)[0] for option in named) else options_at(text, event)
    return (*named, *timed) or options_of_age(text, event.choices)


def is_by_mark(text: str, option: str, event: Event) -> bool:
    """Whether a number, a letter, a time of day or a leader names the option, rather than words for what it is about."""
    by_sign = event.choices is not None and is_by_sign(text, event.choices)
    return by_sign or option in (*options_at(text, event), *options_led_by(text, event))
