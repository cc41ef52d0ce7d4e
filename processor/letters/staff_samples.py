"""Mails to staff with realistic facts, to look at."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from processor.domain.decision import StaffNoticeKind
from processor.letters.staff import StaffLetter

TITLE = "Fachtag: Vielfalt gestalten"
OUTAGE = {"address": "anmeldung@stadt.example", "since": "25.02.2027, 18:04", "until": "26.02.2027, 07:40", "waiting": 12, "error": "login refused (535 5.7.8)"}
VALUES: dict[StaffNoticeKind, dict[str, Any]] = {
    StaffNoticeKind.SUMMARY: {
        "headline": "4 neu, 2 für Sie", "received": 9, "open": 1, "is_balanced": True, "outcomes": "4 bestätigt, 1 nachgefragt, 1 geändert, 2 für Sie, 1 ohne Antwort",
        "for_you": [
            {"id": 17, "sender": "o.berger@kulturverein.example", "subject": "Frage zur Anmeldung", "why": "Eine Frage."},
            {"id": 21, "sender": "info@brueckenbau.example", "subject": "Aw: Fachtag", "why": "Eine Absage ohne Namen zu einer Anmeldung mit mehreren Personen."},
        ],
        "events": [{"title": TITLE, "confirmed": 71, "capacity": 80, "waiting": 0, "incomplete": 3}],
        "unconfirmed": [TITLE],
        "changes": ["1042 neu: Özlem Kaya, Adnan Hodžić", "1031 geändert: Grace Mensah", "1018 abgemeldet: niemand mehr"],
        "unanswered": ["1027 Ute Freitag (0209 1234567, ute.freitag@post.example): es fehlt Organisation"],
        "undeliverable": ["b88 an m.petrov@verein.example: Ihre Anmeldung ist bestätigt [Anmeldung 1040] (unzustellbar 5.1.1)"],
        "in_doubt": ["b91 an amt@kreis.example: Ihre Anmeldung ist bestätigt [Anmeldung 1041] (Verbindung brach beim Übergeben ab)"],
    },
    StaffNoticeKind.FOR_YOU: {
        "id": 17, "sender": "o.berger@kulturverein.example", "subject": "Absage für morgen", "why": "Eine Absage ohne Namen zu einer Anmeldung mit mehreren Personen.",
        "lines": ["Guten Tag,", "leider muss eine von uns morgen zu Hause bleiben.", "Viele Grüße", "Olga Berger"],
    },
    StaffNoticeKind.EVENT_CHANGED: {
        "title": TITLE, "event_id": "fachtag-2027", "is_cancelled": False, "letters": 61, "people": 83, "changes": [
            {"what": "Ort", "old": "Rathaus, Großer Saal", "new": "Stadtbibliothek, Raum 3"},
        ],
    },
    StaffNoticeKind.FINAL_LIST: {"title": TITLE, "confirmed": 78, "waiting": 5, "incomplete": 1},
    StaffNoticeKind.MAILBOX_UNREAD: OUTAGE,
    StaffNoticeKind.SENDING_RESUMED: OUTAGE,
    StaffNoticeKind.COMMAND_DONE: {"results": [
        {"line": "Anmeldung: Fatma Yılmaz, Caritas, 0521 1234567", "result": "Anmeldung 1043: Fatma Yılmaz, bestätigt."},
        {"line": "m17 erledigt", "result": "Erledigt."},
    ]},
}


def staff_samples(to: str, now: datetime) -> Iterator[StaffLetter]:
    """Every mail to staff."""
    for kind, values in VALUES.items():
        yield StaffLetter(kind, to, "preview@example.invalid", now, values)
