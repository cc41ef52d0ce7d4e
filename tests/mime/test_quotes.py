"""Reply and forward headers of mail programs in nine languages, and texts that only look like quotations."""

import json
from pathlib import Path
from typing import Any

import pytest

from processor.domain.mail import Zone
from processor.mime.quotes import split

FOLDER = Path(__file__).parent / "quotes"


def new_text(text: str, own_texts: tuple[str, ...] = ()) -> str:
    lines = text.split("\n")
    return "\n".join(line for line, zone in zip(lines, split(lines, own_texts).zones, strict=True) if zone is Zone.NEW)


def cases(name: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in json.loads((FOLDER / name).read_text(encoding="utf-8"))]


@pytest.mark.parametrize("case", cases("styles.json"))
def test_the_new_text_remains_and_the_quoted_goes(case: dict[str, Any]) -> None:
    assert new_text(case["text"]).split() == case["new"].split()


@pytest.mark.parametrize("case", cases("traps.json"))
def test_what_looks_like_a_quotation_stays(case: dict[str, Any]) -> None:
    found = " ".join(new_text(case["text"]).split())
    assert [phrase for phrase in case["must_keep"] if phrase not in found] == []
    assert [phrase for phrase in case["must_drop"] if phrase in found] == []


def test_our_own_words_are_quoted_wherever_they_stand() -> None:
    ours = "Wir freuen uns auf Ihre Teilnahme am Fachtag."
    assert new_text(f"Ich komme.\n{ours}", (ours,)) == "Ich komme."


def test_a_form_of_ours_that_was_filled_in_inside_the_quotation_is_new() -> None:
    ours = "Telefonnummer:\nVor- und Nachname:"
    text = "Am 2.12.2024 um 10:00 schrieb Amt <amt@stadt.example>:\n> Telefonnummer: 0521 123456\n> Vor- und Nachname: Aylin Kaya"
    assert new_text(text, (ours,)) == "> Telefonnummer: 0521 123456\n> Vor- und Nachname: Aylin Kaya"
