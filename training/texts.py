"""Short texts with room for names (training/texts/*.txt), made into mails by people whose names are drawn anew each time.

`training/texts/README.md` says how a text is written.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from processor.domain.event import Event, Required
from processor.domain.office import Office
from processor.domain.request import Thread
from processor.mime import parser
from processor.reading.letter.text import ReadingText, prepare
from processor.reading.letter.tokens import Token
from processor.reading.network.encoding import all_tokens
from processor.reading.people.before_names import without_titles
from training import noise, people
from training.checking import faults
from training.people import Name
from training.tags import ANY_TAG, ASKS, MODES, PURPOSES, WRITERS, Example, bit, number_in, seats_in

TEXTS = Path(__file__).parent / "texts"
RECEIVED_AT = datetime(2024, 11, 25, 9, 0, tzinfo=UTC)
PIECE = re.compile(r"\{[^{}]*\}|\[\+?\d+=|\]")
SIGNATURE = "\n--\n"
SIGNED = 0.2  # of the mails that have no signature of their own
NO_SIGNATURES: Mapping[str, Sequence[str]] = MappingProxyType({})
PERSON = re.compile(r"(?P<who>[wacns]\d*)(?:\.(?P<form>[flirub]))?$")
OPTION = re.compile(r"t\d$")
TAG_OF = {"a": "A", "c": "C", "n": "N", "s": "N"}
WRITER_TAG = {"attends": "A", "cancels": "C", "stays": "N", "none": "N"}
ASKED = {"names": Required.NAMES, "phone": Required.PHONE, "organisation": Required.ORGANISATION, "mode": Required.MODE, "choice": Required.CHOICE}
SUBJECTS = {
    "register": ("Anmeldung", "anmeldung", "Veranstaltung", "Teilnahme", "AW: Einladung", "", "Flyer", "Registration", "hallo", "WG: Einladung", "Rückmeldung"),
    "change": ("Änderung", "Re: Ihre Anmeldung", "Anmeldung", "Teilnehmerliste", "", "Veranstaltung"),
    "cancel": ("Absage", "Re: Ihre Anmeldung", "Anmeldung", "Veranstaltung", "", "Termin"),
    "staff": ("Frage", "Anfrage", "Veranstaltung", "", "Anmeldung", "Info"),
    "thanks": ("Re: Ihre Anmeldung", "AW: Bestätigung", "Danke", "Re: Anmeldung"),
    "machine": ("Information", "Newsletter", "Hinweis", "Automatische Antwort"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """A mailbox in which the texts may arrive."""

    events: tuple[Event, ...]
    office: Office


@dataclass(frozen=True, slots=True)
class ShortText:
    """One text with what a clerk would do with it."""

    purpose: str
    writer: str
    language: str
    marks: Mapping[str, str]
    text: str
    group: str


@dataclass(slots=True)
class Written:
    """A line of the mail with its marked stretches: start, end, tag, number of people."""

    text: str = ""
    marked: list[tuple[int, int, str, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cast:
    """What fills the slots of one mail."""

    people: Mapping[str, Name]
    writer_tag: str
    words: Mapping[str, str]


def load_texts(folder: Path = TEXTS) -> list[ShortText]:
    """All texts in the order of the files; raises ValueError with everything that is wrong in them."""
    texts = [short for path in sorted(folder.glob("*.txt")) for short in _entries(path.read_text(encoding="utf-8"), path.stem)]
    wrong = [f"{short.group}: {fault}" for short in texts for fault in faults((short.purpose, short.writer, short.language), short.marks, short.text)]
    if wrong:
        raise ValueError("\n".join(wrong))
    return texts


def _entries(content: str, group: str) -> Iterator[ShortText]:
    for number, block in enumerate(re.split(r"^> (?=(?:register|change|cancel|staff|thanks|machine) )", content, flags=re.MULTILINE)[1:]):
        head, _, text = block.partition("\n")
        purpose, writer, language, *marks = head.split()
        pairs = {mark.partition("=")[0]: mark.partition("=")[2] for mark in marks}
        yield ShortText(purpose, writer, language, pairs, text.strip("\n"), f"{group}-{number}")


def signatures_of(texts: Sequence[ShortText]) -> Mapping[str, Sequence[str]]:
    """The blocks below the mails, by language: anybody may sign with them."""
    found: dict[str, list[str]] = {}
    for short in texts:
        _, mark, block = short.text.partition(SIGNATURE)
        if mark and not re.search(r"\{(?:[acs]\d|F|t\d|mail)|\[", block):
            # Whoever else stands in a signature is nobody of the text above it.
            found.setdefault(short.language, []).append(re.sub(r"\{n(\d)", r"{n9\1", block))
    return found


def write(short: ShortText, settings: Sequence[Setting], chance: random.Random, signatures: Mapping[str, Sequence[str]] = NO_SIGNATURES) -> Example | None:
    """The text as a mail with other people each time, now and then with a signature from `signatures`; None where nothing of it is left to read."""
    short = _signed(short, signatures, chance)
    setting = _fitting(short, settings, chance)
    event = chance.choice(setting.events)
    cast = _cast(short, event, chance)
    subject, lines = _filled_lines(short, cast)
    lines = noise.spoil(lines, chance)
    subject = noise.spoil([subject], chance)[0] if subject.text else subject
    display, display_tag = _display(short, cast, chance)
    if not subject.text and "Subject:" not in short.text:
        subject = Written(chance.choice(SUBJECTS[short.purpose]))
    raw = _raw(display, cast.people["w"], subject.text, lines, chance)
    mail = parser.parse(raw, RECEIVED_AT, authserv_id="", own_texts=[])
    text = prepare(mail, setting.events, setting.office, _thread(short, cast, chance))
    return _example(short, text, _Answer(subject, lines, display, display_tag))


def _signed(short: ShortText, signatures: Mapping[str, Sequence[str]], chance: random.Random) -> ShortText:
    """A German signature stands below mails in other languages, too."""
    pool = signatures.get(short.language if chance.random() < 0.7 else "de", ())
    if SIGNATURE in short.text or not pool or short.purpose == "machine" or chance.random() > SIGNED:
        return short
    block = chance.choice(pool)
    marks = {"from": "full", **short.marks} if "{w" not in short.text + block else short.marks
    return replace(short, text=f"{short.text}{SIGNATURE}{block}", marks=marks)


@dataclass(frozen=True, slots=True)
class _Answer:
    subject: Written
    lines: Sequence[Written]
    display: str
    display_tag: str


def _fitting(short: ShortText, settings: Sequence[Setting], chance: random.Random) -> Setting:
    with_options = [setting for setting in settings if any(event.choices for event in setting.events)]
    return chance.choice(with_options if "{t" in short.text else list(settings))


def _cast(short: ShortText, event: Event, chance: random.Random) -> Cast:
    found: dict[str, Name] = {}
    for slot in ["w", *re.findall(r"\{([wacn]\d*)[.}]", short.text)]:
        found.setdefault(slot, people.draw(short.language, chance))
    if "family" in short.marks:
        family = found["w"].family if short.writer == "attends" else next((name.family for key, name in found.items() if key[0] == "a"), found["w"].family)
        found = {key: Name(name.given, family) if key[0] in "aw" else name for key, name in found.items()}
    flyer = [person.split() for person in map(without_titles, event.people) if " " in person] or [["Maria", "Bergen"]]
    for number in range(1, 4):
        words = chance.choice(flyer)
        found[f"s{number}"] = Name(" ".join(words[:-1]), words[-1])
    return Cast(found, WRITER_TAG[short.writer], _words(short, event, found, chance))


def _words(short: ShortText, event: Event, found: Mapping[str, Name], chance: random.Random) -> dict[str, str]:
    options = event.choices.options if event.choices else ("Thema 1", "Thema 2", "Thema 3")
    picked = chance.sample(options, k=min(3, len(options)))
    when = event.starts_at
    family = next((name.family for key, name in found.items() if key[0] == "a"), found["w"].family)
    return {
        "F": found["w"].family if short.writer == "attends" else family,
        "o": noise.organisation(short.language, chance), "q": noise.organisation(short.language, chance), "e": event.title, "v": event.venue,
        "d": chance.choice((f"{when:%d.%m.%Y}", f"{when:%d.%m.}", f"{when.day}.{when.month}.", f"{when.day}. {noise.MONTHS[when.month - 1]}")),
        **{f"t{number}": option for number, option in enumerate((*picked, *picked, *picked), 1)},
        "tel": noise.telephone(chance), "tel2": noise.telephone(chance), "mail": f"{found['w'].given.lower()}@beispiel.example",
    }


def _filled_lines(short: ShortText, cast: Cast) -> tuple[Written, list[Written]]:
    lines = [_filled(line, cast) for line in short.text.split("\n")]
    if lines and lines[0].text.startswith("Subject:"):
        return _cut(lines[0], len("Subject: ")), lines[1:]
    return Written(), lines


def _cut(line: Written, start: int) -> Written:
    return Written(line.text[start:], [(begin - start, end - start, tag, value) for begin, end, tag, value in line.marked if begin >= start])


def _filled(line: str, cast: Cast) -> Written:
    written = Written()
    position = 0
    opened: tuple[int, str, int] | None = None
    for piece in PIECE.finditer(line):
        written.text += line[position:piece.start()]
        position = piece.end()
        if piece[0].startswith("["):
            opened = (len(written.text), "X" if "+" in piece[0] else "K", int(re.sub(r"\D", "", piece[0])))
        elif piece[0] == "]" and opened is not None:
            written.marked.append((opened[0], len(written.text), opened[1], opened[2]))
            opened = None
        elif piece[0].startswith("{"):
            _fill(written, piece[0][1:-1], cast)
        else:
            written.text += piece[0]
    written.text += line[position:]
    return written


def _fill(written: Written, slot: str, cast: Cast) -> None:
    start = len(written.text)
    found = PERSON.match(slot)
    if found:
        written.text += _form(cast.people[found["who"]], found["form"])
        tag = cast.writer_tag if found["who"] == "w" else TAG_OF[found["who"][0]]
    else:
        written.text += cast.words.get(slot, slot)
        tag = "T" if OPTION.match(slot) else {"F": "F", "o": "G"}.get(slot, "")
    if tag:
        written.marked.append((start, len(written.text), tag, -1))


def _form(name: Name, form: str | None) -> str:
    return {
        "f": name.given, "l": name.family, "i": f"{name.given[0]}. {name.family}", "r": f"{name.family}, {name.given}",
        "u": f"{name.family.upper()} {name.given}", "b": f"{name.family} {name.given}",
    }.get(form or "", name.full)


def _display(short: ShortText, cast: Cast, chance: random.Random) -> tuple[str, str]:
    """The name in the From header and what its words are."""
    name = cast.people["w"]
    kinds = ("full", "first", "family_first", "org", "none", "local", "handle")
    kind = short.marks.get("from") or chance.choices(kinds, (58, 8, 9, 8 if "{o}" in short.text else 1, 10, 4, 3))[0]
    shown = {
        "full": name.full, "first": name.given, "family_first": f"{name.family}, {name.given}", "org": cast.words["o"],
        "handle": noise.handle(chance), "local": "", "none": "",
    }[kind]
    tag = {"org": "G" if "{o}" in short.text else "", "handle": ""}.get(kind, cast.writer_tag)
    if kind in {"full", "first"} and chance.random() < 0.08:
        shown = shown.lower()
    return shown, tag


def _raw(display: str, writer: Name, subject: str, lines: Sequence[Written], chance: random.Random) -> bytes:
    local = "".join(character for character in f"{writer.given}.{writer.family}".lower() if character.isascii() and (character.isalnum() or character == "."))
    address = f"{chance.choice((local or 'post', 'info', 'kontakt', local or 'post'))}@beispiel.example"
    shown = display.replace('"', "")
    head = (f'From: "{shown}" <{address}>' if shown else f"From: {address}", "To: anmeldung@stadt.example", f"Subject: {subject}", f"Message-ID: <{chance.random()}@beispiel.example>",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit")
    return "\r\n".join((*head, "", *(line.text for line in lines), "")).encode()


def _thread(short: ShortText, cast: Cast, chance: random.Random) -> Thread:
    asked = frozenset(ASKED[word] for word in short.marks.get("asked", "").split(",") if word in ASKED)
    stand = [name.full for key, name in cast.people.items() if key[0] == "c" or (key == "w" and short.writer in {"stays", "cancels"})]
    is_known = chance.random() < 0.5
    is_reply = "reply" in short.marks or bool(asked)
    return Thread(asked=asked if is_known else frozenset(), registered_names=tuple(stand) if is_known and is_reply else (), is_reply_to_us=is_reply)


def _example(short: ShortText, text: ReadingText, answer: _Answer) -> Example | None:
    tokens = all_tokens(text)
    if not tokens:
        return None
    tags: list[tuple[str, int]] = [_tag_of(token, answer) for token in tokens]
    allowed = []
    for index, (tag, _) in enumerate(tags):
        begins = index == 0 or tags[index - 1] != tags[index] or tokens[index - 1].part is not tokens[index].part or _is_new(tokens[index - 1], tokens[index], answer)
        allowed.append(bit("O") if not tag else bit(("B-" if begins else "I-") + tag))
    return Example(
        text, tuple(allowed), tuple(value for _, value in tags), number_in(PURPOSES, short.purpose),
        number_in(ASKS, "yes" if "question" in short.marks or (short.purpose == "staff" and "?" in short.text) else "no") if short.purpose != "staff" else -1,
        number_in(WRITERS, {"stays": "none"}.get(short.writer, short.writer)), number_in(MODES, short.marks.get("mode")), seats_of(short), short.group,
    )


def seats_of(short: ShortText) -> int:
    """The number in the mark, else everybody who comes; an answer of ours, or a mail that takes off, says nothing of all seats."""
    if "count" in short.marks and short.purpose in {"register", "change"}:
        return seats_in(int(short.marks["count"]))
    if short.purpose != "register" or short.marks.keys() & {"reply", "asked"}:
        return -1
    return seats_in(len(set(re.findall(r"\{(a\d+)[.}]", short.text))) + (short.writer == "attends"))


def _tag_of(token: Token, answer: _Answer) -> tuple[str, int]:
    if token.place == "sender":
        return answer.display_tag, -1
    line, offset = _line_of(token, answer)
    if line is None:
        return "", -1
    start = token.start + offset
    for begin, end, tag, value in line.marked:
        if begin <= start < end and (token.text[0].isalnum() or tag == "G" or (start > begin and start + len(token.text) < end)):
            return tag, value
    return "", -1


def _line_of(token: Token, answer: _Answer) -> tuple[Written | None, int]:
    """The written line that holds a token, and where the token's part begins in it."""
    line = answer.subject if token.place == "subject" else answer.lines[token.part.number - 1] if 0 < token.part.number <= len(answer.lines) else None
    if line is None:
        return None, 0
    offset = line.text.find(token.part.text)
    return (line, offset) if offset >= 0 else (None, 0)


def _is_new(before: Token, token: Token, answer: _Answer) -> bool:
    """Whether another marked stretch begins here ("Ayşe Kaya Mehmet Demir" without a comma)."""
    if token.place == "sender":
        return False
    line, offset = _line_of(token, answer)
    return line is not None and any(begin == token.start + offset for begin, *_ in line.marked)


__all__ = ["ANY_TAG", "Setting", "ShortText", "load_texts", "signatures_of", "write"]
