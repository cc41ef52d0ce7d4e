"""Who of a label writes the mail, by the name that the mail program shows."""

import pytest

from training.display_names import is_bearer, is_somebody, is_told


@pytest.mark.parametrize(("display", "name", "is_one"), [
    ("Lea Adler", "Lea Adler", True),
    ("Adler, Lea", "Lea Adler", True),
    ("L. Adler", "Lea Adler", True),
    ("Lea A.", "Lea Adler", True),
    ("Lea", "Lea-Sophie Adler", True),
    ("Nikolas Stern", "Nicolas Stern", True),
    ("Lea & Jo", "Lea Adler", True),
    ("Oksana Kravets", "Оксана Кравець", True),
    ("Jo Adler", "Lea Adler", False),
    ("Familie Adler", "Lea Adler", False),
    ("Adler", "Lea Adler", False),
])
def test_a_relative_of_the_same_family_name_is_somebody_else(display: str, name: str, is_one: bool) -> None:
    assert is_bearer(display, name) is is_one


def test_a_family_an_office_and_an_account_are_nobody() -> None:
    assert [display for display in ("Lea Adler", "Familie Adler", "Kita Regenbogen", "user4711") if is_somebody(display)] == ["Lea Adler"]


def test_a_display_name_in_other_letters_does_not_tell_who_writes() -> None:
    assert is_told("Rania Haddad", ["Salma Haddad"]) and not is_told("Rania Haddad", ["سلمى حداد"])
