"""Names: the same person, a corrected spelling, or somebody else."""

import pytest

from processor.domain.naming import corrected, fuller, has_other_given_name, is_near


@pytest.mark.parametrize(("known", "said", "spelled"), [
    ("Selam Ghebremedin", "Selam Ghebremedhin", "Selam Ghebremedhin"),
    ("Selam Ghebremedin", "Ghebremedhin", "Selam Ghebremedhin"),
    ("Arash Golestani", "Arash Golestanian", "Arash Golestanian"),
])
def test_a_family_name_is_corrected(known: str, said: str, spelled: str) -> None:
    assert (is_near(known, said), has_other_given_name(known, said), corrected(known, said)) == (True, False, spelled)


@pytest.mark.parametrize(("known", "said"), [("Aylin Kaya", "Kara"), ("Ali Kaya", "Aliye Kaya"), ("Emre Demir", "Murat Demir"), ("Aylin Kaya", "Emre Kara"), ("", "Kaya")])
def test_somebody_else_is_no_correction(known: str, said: str) -> None:
    assert not is_near(known, said)


def test_another_given_name_in_the_same_family_may_be_a_brother() -> None:
    assert (is_near("Emina Kaya", "Amina Kaya"), has_other_given_name("Emina Kaya", "Amina Kaya")) == (True, True)


@pytest.mark.parametrize(("known", "said", "better"), [
    ("Aynur Şimsek", "Aynur Şimşek", "Aynur Şimşek"), ("Malika Ouali", "Malika El Ouali", "Malika El Ouali"), ("Aylin Kaya", "Kaya", "Aylin Kaya"),
    ("Aylin Kaya", "aylin kaya", "Aylin Kaya"), ("aylin kaya", "Aylin Kaya", "Aylin Kaya"),
])
def test_the_fuller_spelling_of_a_name_stays(known: str, said: str, better: str) -> None:
    assert fuller(known, said) == better
