"""Letters with realistic facts, to look at and to test the templates with."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from processor.domain import calendar
from processor.domain.calendar import HeldEntry
from processor.domain.decision import Notice, NoticeKind
from processor.domain.event import DialIn, Event, EventMode, Mode, Required
from processor.domain.letters_wanted import IN_ONE_LETTER
from processor.domain.mail import Address, Attachment
from processor.domain.office import Office
from processor.domain.registration import Attendee, ModeWish, Offer, Registration, Status
from processor.letters.facts import AnsweredMail, EntryToSend, LetterFacts

STATUS = {
    NoticeKind.WAITLISTED: Status.WAITLISTED, NoticeKind.ASKED: Status.INCOMPLETE, NoticeKind.CANCELLED: Status.CANCELLED,
    NoticeKind.OFFERED: Status.WAITLISTED, NoticeKind.OFFERED_PART: Status.WAITLISTED, NoticeKind.OFFER_EXPIRED: Status.CANCELLED,
}
OFFERS = frozenset({NoticeKind.OFFERED, NoticeKind.OFFERED_PART})
WITHOUT_REGISTRATION = frozenset({NoticeKind.PASSED_ON, NoticeKind.TOO_LATE})
OCCASIONS: dict[NoticeKind, dict[str, dict[str, Any]]] = {
    NoticeKind.ASKED: {"noch einmal": {"is_again": True}, "neben einer anderen Anmeldung": {"beside": 1041}},
    NoticeKind.WAITLISTED: {"neben einer anderen Anmeldung": {"beside": 1041}},
    NoticeKind.CONFIRMED: {"durch jemand anderen angemeldet": {"registered_by": Address("sekretariat@kulturverein.example", "Sekretariat Kulturverein")}},
}
WITH_CHANGED_EVENT = frozenset({NoticeKind.EVENT_CHANGED, NoticeKind.EVENT_CANCELLED})
WRITERS = {
    "de": "Katrin Albers", "en": "Grace Mensah", "tr": "Özlem Kaya", "ar": "ليلى حداد", "uk": "Олена Коваль", "ru": "Виктор Миллер", "fr": "Aminata Diallo",
}
ANSWERS = WITHOUT_REGISTRATION | {NoticeKind.CONFIRMED, NoticeKind.WAITLISTED, NoticeKind.ASKED, NoticeKind.CHANGED, NoticeKind.CANCELLED, NoticeKind.SEVERAL}


class Party(StrEnum):
    """For whom somebody writes."""

    ONE = "eine Person"
    GROUP = "eine Gruppe"
    OTHER = "für jemand anderen"


@dataclass(frozen=True, slots=True)
class Sample:
    """A notice and its facts, and in what it differs from the others of its kind."""

    title: str
    notice: Notice
    facts: LetterFacts


def samples(office: Office, event: Event, language: str, parties: tuple[Party, ...] = (Party.ONE, Party.GROUP)) -> Iterator[Sample]:
    """Every letter in a language; those about a registration once for each party."""
    for kind in NoticeKind:
        event = replace(event, is_cancelled=kind is NoticeKind.EVENT_CANCELLED)
        for party in _parties(kind, parties):
            notice = _notice(kind, party, event, language)
            title = f"{kind.value}.md" if kind in WITHOUT_REGISTRATION else f"{kind.value}.md, {party.value}"
            yield Sample(title, notice, _facts(notice, office, event))
            for occasion, facts in OCCASIONS.get(kind, {}).items():
                if "registered_by" in facts and party is not Party.ONE:  # such a letter is to one about himself
                    continue
                varied = replace(notice, facts={**notice.facts, **facts})
                yield Sample(f"{title}, {occasion}", varied, _facts(varied, office, event))


def _parties(kind: NoticeKind, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    if kind in WITHOUT_REGISTRATION:
        return parties[:1]
    return tuple(party for party in parties if party is Party.GROUP) if kind is NoticeKind.OFFERED_PART else parties


def with_everything(event: Event) -> Event:
    """The event with dial-in data, so that all letters can be shown."""
    return event if event.dial_in else replace(event, dial_in=DialIn("https://konferenz.example/raum-4711, Kenncode 2718", event.starts_at - timedelta(days=3)))


def _facts(notice: Notice, office: Office, event: Event) -> LetterFacts:
    now = event.starts_at - timedelta(days=1 if notice.kind in {NoticeKind.REMINDER, NoticeKind.DIAL_IN} else 20)
    has_files = notice.kind in {NoticeKind.CONFIRMED, NoticeKind.PROMOTED}
    files = tuple(Attachment(name, "application/pdf", b"%PDF") for name in event.attachments) if has_files else ()
    answered = AnsweredMail("mail@example.invalid", ()) if notice.kind in ANSWERS else None
    entry = calendar.entry_for(notice, event, _held(notice, event, now), now)
    to_send = EntryToSend(entry, notice.registration, event) if entry and notice.registration else None
    parts = tuple(_facts(part, office, event) for part in notice.parts)
    beside = sum(part.entry is not None for part in parts)
    return LetterFacts(office, None if parts else event, "preview@example.invalid", now, answered, files, to_send, beside, parts)


def _held(notice: Notice, event: Event, now: datetime) -> HeldEntry | None:
    """What the calendar holds since the confirmation."""
    is_first = notice.kind is NoticeKind.CALENDAR_ENTRY and bool(notice.registration and notice.registration.present)
    if is_first or notice.kind in STATUS.keys() - {NoticeKind.CANCELLED} | {NoticeKind.CONFIRMED, NoticeKind.PROMOTED}:
        return None
    confirmation = replace(notice, kind=NoticeKind.CONFIRMED, registration=notice.before or notice.registration)
    sent = calendar.entry_for(confirmation, notice.facts.get("was", event), None, now)
    return HeldEntry(sent.sequence, sent.content) if sent else None


def _notice(kind: NoticeKind, party: Party, event: Event, language: str) -> Notice:
    writer = Address("kontakt@kulturverein.example", WRITERS.get(language, WRITERS["de"]))
    key = f"preview-{kind.value}"
    if kind in WITHOUT_REGISTRATION:
        return Notice(kind, writer, language, key, event.id)
    if kind is NoticeKind.SEVERAL:
        kinds = {Party.ONE: IN_ONE_LETTER[:2], Party.GROUP: (*IN_ONE_LETTER[2:4], NoticeKind.OFFERED_PART), Party.OTHER: IN_ONE_LETTER[4:7]}[party]
        return Notice(kind, writer, language, key, parts=tuple(_notice(part, party, event, language) for part in kinds))
    confirmed = _registration(party, event, writer, language)
    registration = replace(confirmed, status=STATUS.get(kind, Status.CONFIRMED))
    if kind in OFFERS:
        seats = 2 if kind is NoticeKind.OFFERED_PART else registration.seats
        registration = replace(registration, offer=Offer(seats, event.starts_at - timedelta(days=10)))
    if kind is NoticeKind.MODE_FULL:
        wish = ModeWish(Mode.IN_PERSON if registration.attendees[0].mode is Mode.ONLINE else Mode.ONLINE, event.starts_at)
        registration = replace(registration, attendees=tuple(replace(attendee, mode=registration.attendees[0].mode, wish=wish) for attendee in registration.attendees))
    if registration.status is Status.CANCELLED:
        registration = replace(registration, attendees=tuple(replace(attendee, is_cancelled=True) for attendee in registration.attendees))
    missing = _missing(event) if kind is NoticeKind.ASKED else frozenset()
    facts: dict[str, Any] = {"has_question": party is Party.GROUP}
    if kind in WITH_CHANGED_EVENT:
        week = timedelta(days=7)
        facts["was"] = replace(event, starts_at=event.starts_at - week, ends_at=event.ends_at - week, venue="Stadtbibliothek, Raum 3", is_cancelled=False)
    if kind is NoticeKind.WISH_DOUBTED:
        facts |= {"wished": _wished(registration, party), "wished_by": "a.hodzic@verein.example"}
    return Notice(kind, writer, language, key, event.id, registration, _before(kind, confirmed), missing, facts)


def _before(kind: NoticeKind, confirmed: Registration) -> Registration | None:
    if kind is NoticeKind.CHANGED:
        return replace(confirmed, attendees=confirmed.attendees[:1], phone="+495211234567")
    return confirmed if kind in {NoticeKind.CANCELLED, NoticeKind.OFFER_EXPIRED} else None


def _wished(registration: Registration, party: Party) -> Registration:
    """One of a group is taken off, else everybody."""
    gone = registration.attendees[-1:] if party is Party.GROUP else registration.attendees
    left = registration.attendees[:-1] if party is Party.GROUP else ()
    return replace(registration, attendees=(*left, *(replace(attendee, is_cancelled=True) for attendee in gone)))


def _registration(party: Party, event: Event, writer: Address, language: str) -> Registration:
    options = event.choices.options if event.choices else ()
    first = Attendee(writer.name if party is not Party.OTHER else "Lena Gruber", event.starts_at, Mode.ONLINE, options[:1])
    others = (Attendee("Adnan Hodžić", event.starts_at, Mode.IN_PERSON, options[-1:]), *(Attendee("", event.starts_at, Mode.IN_PERSON, options[:1]),) * 3)
    return Registration(
        number=1042, event_id=event.id, registrant=writer, status=Status.CONFIRMED, attendees=(first, *others) if party is Party.GROUP else (first,),
        ranked_at=event.starts_at, organisation="Kulturverein Brücke e.V.", phone="+4952112345678", language=language,
    )


def _missing(event: Event) -> frozenset[Required]:
    needed = {Required.NAMES, Required.ORGANISATION, Required.PHONE}
    if event.mode is EventMode.HYBRID:
        needed.add(Required.MODE)
    return frozenset(needed | {Required.CHOICE} if event.choices else needed)
