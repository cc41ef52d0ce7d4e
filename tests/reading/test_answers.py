"""Plain answers to the questions in our letters, and what is not plain."""

import pytest

from processor.domain.answer import Answer
from processor.reading.answers import read_answer


@pytest.mark.parametrize(("text", "answer"), [
    ("Ja", Answer.YES),
    ("Guten Tag,\n\nja, sehr gerne!\n\nViele Grüße\nAylin Kaya", Answer.YES),
    ("Nein, leider kann ich nicht mehr.", Answer.NO),
    ("Leider nicht, vielen Dank.", Answer.NO),
    ("Nehmen", Answer.PART),
    ("Ja, wir nehmen die 2 Plätze.", Answer.PART),
    ("Wir warten lieber gemeinsam.", Answer.WAIT),
    ("Nein, wir warten lieber.", Answer.WAIT),
    ("Eine Person online, bitte.", Answer.ONLINE),
    ("Evet, geliyorum", Answer.YES),
    ("لا", Answer.NO),
    ("Так, дякую", Answer.YES),
    ("Oui, volontiers", Answer.YES),
    ("Ja, aber nur zu zweit.", None),
    ("Ja, wir nehmen 1 Platz.", None),
    ("Nehmen oder warten, was raten Sie?", None),
    ("Gibt es Parkplätze?", None),
    ("Januar passt besser.", None),
    ("", None),
])
def test_an_answer_is_plain_or_none(text: str, answer: Answer | None) -> None:
    assert read_answer([(line, False) for line in text.split("\n")], "Aylin Kaya", seats=2) is answer
