"""Every letter in every language with realistic facts, as one page to look at."""

from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from processor.domain.event import Event
from processor.domain.office import Office
from processor.letters.compose import GERMAN, compose
from processor.letters.environment import render
from processor.letters.language import Language
from processor.letters.samples import samples, with_everything
from processor.letters.staff import compose_for_staff
from processor.letters.staff_samples import staff_samples


def write_gallery(folder: Path, office: Office, events: Sequence[Event]) -> Path:
    """Writes `index.html`, which holds all letters; returns its path. Raises WrongTemplate."""
    event = with_everything(events[0])
    groups = []
    for code in office.languages:
        letters = [_shown(f"{code}-{number}", sample.title, compose(sample.notice, sample.facts)) for number, sample in enumerate(samples(office, event, code), 1)]
        groups.append({"name": Language(code).name, "letters": letters})
    staff = [_shown(f"staff-{letter.kind.value}", f"{letter.kind.value}.md", compose_for_staff(office, letter)) for letter in staff_samples(office.address, event.starts_at)]
    groups.append({"name": "An das Team", "letters": staff})
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "index.html"
    page.write_text(render("gallery.html", GERMAN, {"office": office.name, "groups": groups}), encoding="utf-8")
    return page


def _shown(anchor: str, title: str, message: EmailMessage) -> dict[str, Any]:
    text, html = (message.get_body((form,)) for form in ("plain", "html"))
    return {
        "anchor": anchor,
        "title": title,
        "subject": str(message["Subject"]),
        "html": str(html.get_content()) if html else "",
        "text": str(text.get_content()) if text else "",
        "files": [part.get_filename() or "" for part in message.iter_attachments()],
    }
