"""Short texts with room for names (training/texts/*.txt), made into mails by people whose names come from the lists.

A line `> PURPOSE WRITER LANGUAGE [question] [reply]` opens a text. PURPOSE is register, change, cancel, staff or thanks;
WRITER is what becomes of the writer: attends, cancels, stays or none. In the text {w} is the writer, {a1} … come,
{c1} … are taken off, {n1} … are only mentioned; {a1.f} is the given name alone, {a1.l} the family name alone.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from processor.config import load
from processor.domain.request import Thread
from processor.mime import parser
from processor.reading.lexicon import tables
from processor.reading.text import prepare
from training.corpus import Labelled

TEXTS = Path(__file__).parent / "texts"
CONFIGURATION = Path(__file__).parent.parent / "config.example.toml"
COPIES = 2
RECEIVED_AT = datetime(2024, 11, 25, 9, 0, tzinfo=UTC)
SLOT = re.compile(r"\{([wacn])(\d?)(?:\.([fl]))?\}")
ACTIONS = {"register": "confirm", "change": "change", "cancel": "cancel", "staff": "staff", "thanks": "ignore"}
SUBJECTS = {
    "register": ("Anmeldung", "anmeldung", "Veranstaltung", "Teilnahme", "Re: Einladung", "", "Flyer", "Registration"),
    "change": ("Änderung", "Re: Ihre Anmeldung", "Anmeldung", "Teilnehmerliste", "", "Veranstaltung"),
    "cancel": ("Absage", "Re: Ihre Anmeldung", "Anmeldung", "Veranstaltung", "", "Termin"),
    "staff": ("Frage", "Anfrage", "Veranstaltung", "", "Anmeldung", "Info"),
    "thanks": ("Re: Ihre Anmeldung", "AW: Bestätigung", "Danke", "Re: Anmeldung"),
}


@dataclass(frozen=True, slots=True)
class ShortText:
    """One text with what a clerk would do with it."""

    purpose: str
    writer: str
    language: str
    text: str
    asks: bool = False
    is_reply: bool = False


def load_texts() -> list[Labelled]:
    """All texts as labelled mails, each COPIES times with other names; the same at every call."""
    chance = random.Random(7)
    names = _names()
    found = [short for path in sorted(TEXTS.glob("*.txt")) for short in _entries(path.read_text(encoding="utf-8"))]
    return [_mail(short, f"{index}-{copy}", names, chance) for copy in range(COPIES) for index, short in enumerate(found)]


def _entries(content: str) -> Iterator[ShortText]:
    for block in re.split(r"^> ", content, flags=re.MULTILINE)[1:]:
        head, _, text = block.partition("\n")
        purpose, writer, language, *marks = head.split()
        yield ShortText(purpose, writer, language, text.strip(), "question" in marks, "reply" in marks)


def _mail(short: ShortText, key: str, names: dict[str, dict[str, list[str]]], chance: random.Random) -> Labelled:
    script = {"ar": "arabic", "fa": "arabic", "uk": "cyrillic", "ru": "cyrillic", "bg": "cyrillic"}.get(short.language, "latin")
    people: dict[str, tuple[str, str]] = {}
    for slot in SLOT.finditer(short.text):
        people.setdefault(slot[1] + slot[2], (chance.choice(names[script]["given"]), chance.choice(names[script]["family"])))
    people.setdefault("w", (chance.choice(names[script]["given"]), chance.choice(names[script]["family"])))
    text = SLOT.sub(lambda slot: _form(people[slot[1] + slot[2]], slot[3]), short.text)
    settings = load(CONFIGURATION)
    raw = _raw(short, text, people["w"], chance)
    mail = parser.parse(raw, RECEIVED_AT, authserv_id="", own_texts=[])
    reading = prepare(mail, settings.events[:1], settings.office, Thread(is_reply_to_us=short.is_reply))
    return Labelled(f"texts-{hash_of(key) % 6}", key, mail, reading, _label(short, people))


def hash_of(key: str) -> int:
    """A number that stays the same, so that the copies of one text fall into the same fold."""
    return int(key.partition("-")[0])


def _raw(short: ShortText, text: str, writer: tuple[str, str], chance: random.Random) -> bytes:
    message = EmailMessage()
    display = chance.choices((" ".join(writer), writer[0], "", f"{writer[1]}, {writer[0]}"), (70, 8, 14, 8))[0]
    local = "".join(character for character in ".".join(writer).lower() if character.isascii() and (character.isalnum() or character == ".")) or "post"
    address = f"{chance.choice((local, 'info', 'kontakt', local, local))}@beispiel.example"
    message["From"] = f'"{display}" <{address}>' if display else address
    message["To"] = "anmeldung@stadt.example"
    message["Subject"] = chance.choice(SUBJECTS[short.purpose])
    message["Message-ID"] = f"<{chance.random()}@beispiel.example>"
    message.set_content(text)
    return message.as_bytes()


def _label(short: ShortText, people: dict[str, tuple[str, str]]) -> dict[str, Any]:
    attendees = [" ".join(name) for key, name in people.items() if key[0] == "a" or (key == "w" and short.writer == "attends")]
    cancelled = [" ".join(name) for key, name in people.items() if key[0] == "c" or (key == "w" and short.writer == "cancels")]
    acts = {"staff": [], "thanks": ["thanks"]}.get(short.purpose, [short.purpose])
    return {
        "kind": "person", "acts": [*acts, *(["question"] if short.asks else [])], "attendees": attendees, "cancelled": cancelled,
        "language": short.language, "action": [ACTIONS[short.purpose]], "other": [" ".join(name) for key, name in people.items() if key[0] == "n"],
    }


def _form(name: tuple[str, str], form: str | None) -> str:
    return {"f": name[0], "l": name[1]}.get(form or "", " ".join(name))


def _names() -> dict[str, dict[str, list[str]]]:
    """Given and family names by script."""
    found: dict[str, dict[str, list[str]]] = {script: {"given": [], "family": []} for script in ("latin", "cyrillic", "arabic")}
    for kind, file in (("given", "first_names"), ("family", "family_names")):
        for word in sorted({word for table in tables(file).values() for word in table["words"]}):
            found[_script(word)][kind].append(word)
    return found


def _script(word: str) -> str:
    if "\u0400" <= word[0] <= "\u04ff":
        return "cyrillic"
    return "arabic" if "\u0600" <= word[0] <= "\u06ff" else "latin"

