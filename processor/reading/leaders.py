"""Who leads which option of an event, as its announcement says: "Tisch 1: Zuschüsse der Stadt (Silke Dördelmann)"."""

import re
from functools import cache

from processor.domain.event import Event
from processor.reading.announced_options import announced_behind
from processor.reading.lexicon import fold


@cache
def leaders_of(event: Event) -> dict[str, str]:
    """Folded family names by which a mail may pick an option, each with the option; nobody who leads two."""
    found: dict[str, list[str]] = {}
    for option, behind in announced_behind(event).items():
        for family in (fold(person.split()[-1]) for person in event.people):
            if re.search(rf"(?<!\w){re.escape(family)}(?!\w)", behind):
                found.setdefault(family, []).append(option)
    return {family: options[0] for family, options in found.items() if len(options) == 1}
