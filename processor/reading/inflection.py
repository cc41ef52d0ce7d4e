"""Endings that a language adds to a name in a sentence."""

import re

_TURKISH = re.compile(r"(?<=[^\W\d_]{2})['’](?:y?l[ae]|[nd]?[dt]?[ae]n?|n?[ıiuü]n|y?[ıiuü]|y?[ae])$")


def without_case_ending(name: str) -> str:
    """The name as its bearer writes it: Turkish sets its case endings off ("Mustafa Kaya'nın", "Umut Derneği'nden")."""
    return _TURKISH.sub("", name)
