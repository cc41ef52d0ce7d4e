"""Who of a label writes the mail, by the name that the mail program shows of the sender."""

from collections.abc import Iterable

from processor.domain.naming import is_near, may_be
from processor.reading.people.likely_names import is_person
from processor.reading.people.names import is_given_name
from processor.reading.people.same_person import is_same_script, sounds_like


def is_somebody(display: str) -> bool:
    """Whether the display name is a person's, and not a family's, an office's or an account's."""
    return is_person(display) or any(is_given_name(word) for word in display.replace(",", " ").split())


def is_bearer(display: str, name: str) -> bool:
    """Whether the person named may be the one who writes: 'S. Moradi' and 'Birte S.' are, a son of the same family is not."""
    shown, said = _ordered(display), _ordered(name)
    if not shown or not said:
        return False
    if may_be(display, name) or is_near(name, display) or is_near(display, name) or sounds_like(display, name):
        return len(shown) > 1 or len(said) == 1 or shown[0] != said[-1]
    return _is_initial(shown[0], said[0]) or shown[0] in said[:-1] or said[0] in shown[:-1]


def is_told(display: str, names: Iterable[str]) -> bool:
    """Whether the display name tells who of these writes: one in Latin letters does not where they are written in others."""
    return all(is_same_script(name, "Latin") == is_same_script(display, "Latin") for name in names)


def _is_initial(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _ordered(name: str) -> list[str]:
    """The folded words, given name first."""
    family, comma, given = name.partition(",")
    words = f"{given} {family}".split() if comma else name.split()
    pieces = (piece.strip(".()\"'&").casefold() for word in words for piece in word.split("-"))
    return [piece for piece in pieces if piece]
