"""What an announcement says right behind each option of an event: who leads it, when it begins."""

import re
from functools import cache
from itertools import pairwise

from processor.domain.event import Event
from processor.reading.lexicon import fold
from processor.reading.options.signs import SIGN

# So many characters behind an option belong to it, at most.
_FAR = 60


@cache
def announced_behind(event: Event) -> dict[str, str]:
    """For each option that the announcement names the folded text behind it, up to the next option."""
    if event.choices is None:
        return {}
    announced = fold(event.announcement)
    titles = {option: fold(SIGN.sub("", option)) for option in event.choices.options}
    places = sorted((match.start(), option) for option, title in titles.items() if (match := re.search(rf"(?<!\w){re.escape(title)}", announced)))
    found = {}
    for (place, option), (end, _) in pairwise([*places, (len(announced), "")]):
        start = place + len(titles[option])
        found[option] = announced[start:min(end, start + _FAR)]
    return found
