"""Number words of all languages, and digits of other scripts."""

from functools import cache

from processor.reading.lexicon import mapping

LARGEST_PARTY = 60
# Arabic and Persian digits, for str.translate.
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@cache
def _numbers() -> dict[str, int]:
    return {word: int(number) for word, number in mapping("numbers").items()} | together()


@cache
def together() -> dict[str, int]:
    """Phrases that say how many come in all, such as 'zu dritt'."""
    return {phrase: int(number) for phrase, number in mapping("together").items()}


def number_of(word: str) -> int | None:
    """The number that a folded word or digits mean; None where it is none, or larger than any party."""
    if word.isdigit():
        value = int(word) if len(word) <= 3 else None
        return value if value is not None and 0 < value <= LARGEST_PARTY else None
    return _numbers().get(word)
