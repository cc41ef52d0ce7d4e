"""Who leads which option of an event, as its announcement says: "Tisch 1: Zuschüsse der Stadt (Silke Dördelmann)"."""

import re
from functools import cache

from processor.domain.event import Event
from processor.reading.lexicon import fold

# The name stands so many characters behind the option, at most.
_FAR = 60
_SIGN = re.compile(r"^\s*(?:[\w-]+ )?(?:[A-Za-z]|\d{1,2})\s*[:.)–-]\s+")


@cache
def leaders_of(event: Event) -> dict[str, str]:
    """Folded family names by which a mail may pick an option, each with the option; nobody who leads two."""
    if event.choices is None:
        return {}
    announced = fold(event.announcement)
    places = sorted((place, option) for option in event.choices.options if (place := announced.find(fold(_SIGN.sub("", option)))) >= 0)
    found: dict[str, list[str]] = {}
    for (place, option), behind in zip(places, [*(place for place, _ in places[1:]), len(announced)], strict=False):
        start = place + len(fold(_SIGN.sub("", option)))
        for person in event.people:
            family = fold(person.split()[-1])
            if re.search(rf"(?<!\w){re.escape(family)}(?!\w)", announced[start:min(behind, start + _FAR)]):
                found.setdefault(family, []).append(option)
    return {family: options[0] for family, options in found.items() if len(options) == 1}
