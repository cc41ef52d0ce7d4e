"""What calendar programs answer, as they write it."""

from email import message_from_bytes

import pytest

from processor.domain.mail import CalendarReply
from processor.mime.calendar import read_reply

OUTLOOK = r"""BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VEVENT
ATTENDEE;PARTSTAT=DECLINED;CN="Kaya, Aylin":MAILTO:Aylin.Kaya@verein.exa
 mple
COMMENT;LANGUAGE=de-DE:Bin leider krank\, Frau Winter\nkommt für mich.
UID:registration-1001-fachtag-2027@stadt.example
DTSTAMP:20270227T080309Z
SEQUENCE:0
END:VEVENT
END:VCALENDAR
"""
GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20270312T143000Z
ORGANIZER;CN=Integrationszentrum:mailto:anmeldung@stadt.example
UID:registration-1001-fachtag-2027@stadt.example
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Aylin
  Kaya;X-NUM-GUESTS=0:mailto:kaya@verein.example
SEQUENCE:0
END:VEVENT
END:VCALENDAR
"""
UID = "registration-1001-fachtag-2027@stadt.example"


def mail(calendar: str) -> str:
    return (
        "From: kaya@verein.example\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n\n"
        f"--b\nContent-Type: text/calendar; charset=utf-8; method=REPLY\n\n{calendar}\n--b--\n"
    )


@pytest.mark.parametrize(("calendar", "expected"), [
    (OUTLOOK, CalendarReply(UID, "aylin.kaya@verein.example", "DECLINED", "Bin leider krank, Frau Winter kommt für mich.")),
    (OUTLOOK.replace("\n", "\r\n"), CalendarReply(UID, "aylin.kaya@verein.example", "DECLINED", "Bin leider krank, Frau Winter kommt für mich.")),
    (GOOGLE, CalendarReply(UID, "kaya@verein.example", "ACCEPTED")),
    (GOOGLE.replace("METHOD:REPLY", "METHOD:REQUEST"), None),
    ("BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR", None),
    ("", None),
])
def test_an_answer_is_read_with_what_was_written_beside_it(calendar: str, expected: CalendarReply | None) -> None:
    assert read_reply(message_from_bytes(mail(calendar).encode())) == expected
