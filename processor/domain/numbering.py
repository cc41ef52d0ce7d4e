"""Registration numbers in subjects: the same token in every language, so that an answer finds its registration."""

import re

TOKEN = re.compile(r"\[Anmeldung (\d{1,9})\]")


def token(number: int) -> str:
    """What stands in the subject of a letter."""
    return f"[Anmeldung {number}]"


def number_in(subject: str) -> int | None:
    """The registration number in a subject, or None."""
    found = TOKEN.search(subject[:1000])
    return int(found[1]) if found else None
