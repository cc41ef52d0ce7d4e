"""Mails that were once read wrongly; each has the name of what was misunderstood, and expected.json what is right of it."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from processor.domain.event import Choices, Event, EventMode
from processor.domain.office import Contact, Office
from processor.steps.examining import as_label, examine

MAILS = Path(__file__).parent.parent / "mails"
EXPECTED = json.loads((MAILS / "expected.json").read_text(encoding="utf-8"))
OFFICE = Office(
    name="Servicestelle Nachbarschaft Lindenau", address="anmeldung@lindenau.example", timezone="Europe/Berlin", languages=("de",),
    contact=Contact("Ida Vogt", "ida.vogt@lindenau.example", "02111 5550100"), staff=frozenset({"ida.vogt@lindenau.example"}),
)
FORUM = Event(
    id="forum-2025", title="Forum Nachbarschaft", starts_at=datetime(2025, 3, 28, 15, tzinfo=UTC), ends_at=datetime(2025, 3, 28, 18, tzinfo=UTC),
    closes_at=datetime(2025, 3, 21, 23, tzinfo=UTC), venue="Kulturspeicher am Wall", timezone="Europe/Berlin", mode=EventMode.IN_PERSON,
)
WORKSHOPS = replace(FORUM, mode=EventMode.HYBRID, choices=Choices("Workshop", ("Gemeinsam kochen", "Briefe vom Amt verstehen", "Ein Garten für alle")))


@pytest.mark.parametrize("name", sorted(path.stem for path in MAILS.glob("*.eml")))
def test_what_was_misunderstood_is_right_now(name: str) -> None:
    event = WORKSHOPS if "choices" in EXPECTED[name] else FORUM
    found = examine((MAILS / f"{name}.eml").read_bytes(), (event,), OFFICE, datetime(2025, 4, 1, tzinfo=UTC))
    label = as_label(found.mail, found.request, found.decision)
    label["attendees"] = sorted(attendee["name"] for attendee in label["attendees"])
    expected = {key: sorted(value) if isinstance(value, list) else value for key, value in EXPECTED[name].items()}
    read = {key: sorted(label[key]) if isinstance(label[key], list) else label[key] for key in expected}
    assert read == expected


def test_the_explanation_tells_of_a_leader_beside_the_group() -> None:
    found = examine((MAILS / "group-and-its-leader.eml").read_bytes(), (FORUM,), OFFICE, datetime(2025, 4, 1, tzinfo=UTC))
    counts = [(reason["value"], reason["rule"]) for reason in as_label(found.mail, found.request, found.decision)["reasons"] if reason["field"] == "count"]
    assert counts[-1] == ("10", "the group and who leads it")
