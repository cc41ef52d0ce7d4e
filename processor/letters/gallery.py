"""Every letter in every language with realistic facts, as one page to look at."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from html import escape
from pathlib import Path

from processor.domain.decision import Notice, NoticeKind
from processor.domain.event import DialIn, Event, Mode, Required
from processor.domain.mail import Address
from processor.domain.office import Office
from processor.domain.registration import Attendee, Registration, Status
from processor.letters.compose import LetterFacts, compose

STATUS = {NoticeKind.WAITLISTED: Status.WAITLISTED, NoticeKind.ASKED: Status.INCOMPLETE, NoticeKind.CANCELLED: Status.CANCELLED}
WRITER = Address("oezlem.kaya@kulturverein.example", "Özlem Kaya")


def write_gallery(folder: Path, office: Office, events: Sequence[Event]) -> Path:
    """Writes a file a letter and `index.html`; returns the path of that. Raises jinja2.TemplateError for a wrong template."""
    folder.mkdir(parents=True, exist_ok=True)
    event = events[0]
    if event.dial_in is None:
        event = replace(event, dial_in=DialIn("https://konferenz.example/raum, Kenncode 4711", event.starts_at - timedelta(days=3)))
    frames = []
    for language in office.languages:
        for kind in NoticeKind:
            name = f"{language}-{kind.value}.html"
            message = compose(_notice(kind, language, event), LetterFacts(office, event, "preview@example.invalid", event.starts_at - timedelta(days=20)))
            body = message.get_body(("html",))
            (folder / name).write_text(str(body.get_content()) if body else "", encoding="utf-8")
            frames.append(f'<section><h2>{escape(language)} · {escape(kind.value)} · {escape(str(message["Subject"]))}</h2><iframe src="{name}" title="{name}"></iframe></section>')
    page = folder / "index.html"
    page.write_text(
        '<!doctype html><html lang="de"><meta charset="utf-8"><title>Briefe</title><style>body{font-family:sans-serif}section{display:inline-block;width:48%;'
        "min-width:340px;vertical-align:top;margin:4px}h2{font-size:14px}iframe{width:100%;height:560px;border:1px solid #aaa}</style>" + "\n".join(frames) + "</html>\n",
        encoding="utf-8",
    )
    return page


def _notice(kind: NoticeKind, language: str, event: Event) -> Notice:
    registration = Registration(
        number=1042, event_id=event.id, registrant=WRITER, status=STATUS.get(kind, Status.CONFIRMED),
        attendees=(
            Attendee("Özlem Kaya", event.starts_at, Mode.IN_PERSON, event.choices.options[:1] if event.choices else ()),
            Attendee("Adnan Hodžić", event.starts_at, Mode.ONLINE), Attendee("", event.starts_at),
        ),
        ranked_at=event.starts_at, organisation="Kulturverein Brücke e.V.", phone="+4952112345678", language=language,
    )
    before = replace(registration, attendees=registration.attendees[:1])
    return Notice(kind, WRITER, language, f"preview-{kind.value}", event.id, registration, before, frozenset(Required) - {Required.NAME}, {"has_question": True})
