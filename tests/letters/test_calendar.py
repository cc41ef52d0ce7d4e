"""Calendar entries as calendar programs take them: libical reads them for Evolution and KOrganizer, and we by icalendar."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from processor.config import Config
from processor.domain.decision import NoticeKind
from processor.letters.compose import compose
from processor.letters.samples import Party, Sample, samples
from processor.letters.timezone import time_zone

# libical comes with Debian's own Python, not with ours.
DEBIAN_PYTHON = Path("/usr/bin/python3")
READ_WITH_LIBICAL = """
import json, sys, gi
gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib as ical
root = ical.Component.new_from_string(sys.stdin.buffer.read().decode())
event = root.get_first_component(ical.ComponentKind.VEVENT_COMPONENT)
zone = ical.Timezone.new(); zone.set_component(root.get_first_component(ical.ComponentKind.VTIMEZONE_COMPONENT).clone())
starts = event.get_dtstart()
print(json.dumps({
    "complaints": root.count_errors(), "is_allowed": bool(ical.restriction_check(root)), "method": ical.Property.method_to_string(root.get_method()),
    "uid": event.get_uid(), "sequence": event.get_sequence(), "summary": event.get_summary(), "location": event.get_location(),
    "starts": starts.as_timet_with_zone(zone), "status": ical.Property.status_to_string(event.get_status()),
}))
"""


def letter(config: Config, kind: NoticeKind) -> tuple[Sample, EmailMessage]:
    event = replace(config.events[0], title="Fachtag; Vielfalt, Arbeit \\ «Zusammenhalt» in unserer Stadt und ihren Vereinen: Übergänge")
    sample = next(sample for sample in samples(config.office, event, "de", (Party.ONE,)) if sample.notice.kind is kind)
    return sample, compose(sample.notice, sample.facts)


def entries(message: EmailMessage) -> Iterator[bytes]:
    for part in message.walk():
        if part.get_content_type() in {"text/calendar", "application/ics"}:
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            yield payload


def test_outlook_finds_the_entry_among_the_forms_of_the_letter_and_others_as_a_file(config: Config) -> None:
    _, message = letter(config, NoticeKind.CONFIRMED)
    forms = [(part.get_content_type(), part.get_param("method"), part.get_filename()) for part in message.walk()]
    assert forms == [
        ("multipart/mixed", None, None), ("multipart/alternative", None, None), ("text/plain", None, None), ("text/html", None, None),
        ("text/calendar", "REQUEST", None), ("application/ics", None, "termin.ics"),
    ]
    inline, attached = entries(message)
    assert inline == attached
    assert all(len(line) <= 75 for line in inline.split(b"\r\n"))


@pytest.mark.parametrize(("kind", "expected"), [
    (NoticeKind.CONFIRMED, ("REQUEST", 0, "CONFIRMED")),
    (NoticeKind.CANCELLED, ("CANCEL", 1, "CANCELLED")),
])
def test_the_entry_says_when_where_and_who_and_nothing_about_others(config: Config, kind: NoticeKind, expected: tuple[str, int, str]) -> None:
    sample, message = letter(config, kind)
    calendar = Calendar.from_ical(next(entries(message)))
    event = sample.facts.event
    (entry,) = calendar.walk("VEVENT")
    assert event is not None
    assert (calendar["METHOD"], entry["SEQUENCE"], entry["STATUS"]) == expected
    assert (entry["UID"], str(entry["SUMMARY"]), str(entry["LOCATION"])) == ("registration-1042-fachtag-2027@stadt.example", event.title, event.venue)
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (event.starts_at, event.ends_at)
    assert (entry["ORGANIZER"], entry["ATTENDEE"]) == (f"mailto:{config.office.address}", f"mailto:{sample.notice.to.email}")
    assert "DESCRIPTION" not in entry


@pytest.mark.parametrize("kind", [NoticeKind.CONFIRMED, NoticeKind.PROMOTED, NoticeKind.CANCELLED])
def test_a_real_calendar_program_reads_the_entry(config: Config, kind: NoticeKind) -> None:
    sample, message = letter(config, kind)
    event = sample.facts.event
    assert event is not None
    program = subprocess.run([DEBIAN_PYTHON, "-c", READ_WITH_LIBICAL], input=next(entries(message)), capture_output=True, check=False)
    if b"No module named 'gi'" in program.stderr or b"ICalGLib not available" in program.stderr or not DEBIAN_PYTHON.exists():
        pytest.skip("libical is not installed: apt-get install gir1.2-ical-3.0 python3-gi")
    is_cancelled = kind is NoticeKind.CANCELLED
    assert json.loads(program.stdout) == {
        "complaints": 0, "is_allowed": True, "method": "CANCEL" if is_cancelled else "REQUEST", "uid": "registration-1042-fachtag-2027@stadt.example",
        "sequence": int(is_cancelled), "summary": event.title, "location": event.venue, "starts": int(event.starts_at.timestamp()),
        "status": "CANCELLED" if is_cancelled else "CONFIRMED",
    }


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/New_York", "Africa/Tunis"])
def test_the_zone_that_is_written_is_the_zone_that_is_meant(name: str) -> None:
    zone, written = ZoneInfo(name), time_zone(name, 2026).to_tz()
    moments = [datetime(2027, 1, 1, 0, 30, tzinfo=UTC) + timedelta(hours=hours) for hours in range(0, 24 * 365, 7)]
    assert [moment for moment in moments if moment.astimezone(written).utcoffset() != moment.astimezone(zone).utcoffset()] == []
