"""The family name that several bear and only one is written with."""

import pytest

from processor.reading.people.persons import find_people
from processor.reading.people.shared_names import with_family_name
from tests.reading.letters import letter


@pytest.mark.parametrize(("line", "read"), [
    ("Es kommen Dirk, Ute, Nils und Bente Osei.", {"Dirk Osei", "Ute Osei", "Nils Osei", "Bente Osei"}),
    ("Es kommen Malte und Oma Gerda Osei.", {"Malte Osei", "Gerda Osei"}),
    ("Es kommen Malte und Frau Osei.", {"Malte", "Frau Osei"}),
    ("Es kommen Malte und Nachbarin Ute Osei.", {"Malte", "Ute Osei"}),
    ("Es kommen Dirk, Nils, Ute Osei und Cem Aydın.", {"Dirk", "Nils Osei", "Ute Osei", "Cem Aydın"}),
])
def test_given_names_in_a_row_bear_the_family_name_of_the_last_one(line: str, read: set[str]) -> None:
    text = letter(f"Guten Tag,\n{line}\nGruß")
    people = find_people(text)
    assert {with_family_name(text, person, people).name for person in people if person.is_in("body")} == read
