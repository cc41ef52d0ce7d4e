"""Who is named only to be said not to come."""

import pytest

from processor.reading.people.absence import is_absent, is_said_to_stay_away
from tests.reading.letters import letter, person


@pytest.mark.parametrize(("line", "is_said"), [
    ("Jo Stern - nein", True),
    ("2. Jo Stern (hat abgesagt)", True),
    ("Nicht dabei: Jo Stern, Lea Adler", True),
    ("Entschuldigt sind: Jo Stern", True),
    ("Jo Stern - ja", False),
    ("Jo Stern - Neinhaus e.V.", False),
    ("Teilnehmende: Jo Stern", False),
    ("Jo Stern kommt, nein, lieber doch mit Bus", False),
])
def test_a_line_of_a_list_says_who_does_not_come(line: str, is_said: bool) -> None:
    text = letter(f"Unsere Liste:\n{line}")
    assert is_absent(text, person(text, "Jo Stern", "A")) is is_said


def test_a_column_of_a_table_says_who_does_not_come() -> None:
    text = letter("siehe Liste", attached="Name\tkommt?\nLea Adler\tja\nJo Stern\tnein\nAnn Berg\t")
    assert [is_absent(text, person(text, name, "A", "attached")) for name in ("Lea Adler", "Jo Stern", "Ann Berg")] == [False, True, False]


def test_who_is_named_elsewhere_too_is_not_absent_by_a_list_alone() -> None:
    text = letter("Jo Stern - nein")
    elsewhere = letter("Jo Stern kommt nun doch.")
    told = person(text, "Jo Stern", "A")
    both = type(told)(told.name, (*told.mentions, *person(elsewhere, "Jo Stern", "A").mentions))
    assert not is_absent(text, both)


@pytest.mark.parametrize(("said", "name", "stays_away"), [
    ("Frau Sommer, unsere Helferin, ist in Kur und grüßt.", "Sommer", True), ("Nachbar Cem Aydın bleibt daheim", "Cem Aydın", True),
    ("Jo Stern (Vorstand) kommt leider nicht.", "Jo Stern", True), ("Jo Stern won't make it, sorry.", "Jo Stern", True),
    ("Jo Stern kommt nicht mit dem Auto, sondern zu Fuß", "Jo Stern", False), ("Jo Stern kann nicht lange bleiben", "Jo Stern", False),
    ("Lea Adler ist krank, Jo Stern kommt", "Jo Stern", False), ("Jo Stern, die krank ist, kommt trotzdem", "Jo Stern", False),
])
def test_what_is_said_right_behind_a_name_tells_who_stays_away(said: str, name: str, stays_away: bool) -> None:
    assert is_said_to_stay_away(person(letter(said), name, "A")) is stays_away
