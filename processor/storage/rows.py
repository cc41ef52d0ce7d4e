"""Rows to domain values and back."""

import unicodedata
from dataclasses import replace
from datetime import datetime
from typing import Any

from processor.domain.event import Mode, Required
from processor.domain.mail import Address
from processor.domain.registration import Attendee, ModeWish, Offer, Registration, Status
from processor.storage.tables import AttendeeRow, RegistrationRow


def registration_of(row: RegistrationRow, attendees: list[AttendeeRow]) -> Registration:
    """The registration of a row and its attendees in their order."""
    assert row.number is not None
    return Registration(
        number=row.number,
        event_id=row.event_id,
        registrant=Address(row.registrant_email, row.registrant_name) if row.registrant_email else None,
        status=Status(row.status),
        attendees=tuple(_attendee_of(attendee) for attendee in sorted(attendees, key=lambda attendee: attendee.position)),
        ranked_at=row.ranked_at,
        organisation=row.organisation,
        phone=row.phone,
        language=row.language,
        missing=frozenset(Required(word) for word in row.missing.split()),
        wishes=row.wishes,
        offer=Offer(row.offered_seats, row.offered_until) if row.offered_until else None,
        is_together=row.is_together,
    )


def fill_registration(row: RegistrationRow, registration: Registration) -> None:
    """Writes the values of a registration, attendees aside, into its row."""
    row.event_id = registration.event_id
    row.registrant_email = registration.registrant.email.lower() if registration.registrant else ""
    row.registrant_name = storable(registration.registrant.name) if registration.registrant else ""
    row.status = registration.status.value
    row.organisation = storable(registration.organisation)
    row.phone = registration.phone
    row.language = registration.language
    row.missing = " ".join(sorted(required.value for required in registration.missing))
    row.wishes = storable(registration.wishes)
    row.ranked_at = registration.ranked_at
    offer = registration.open_offer
    row.offered_seats, row.offered_until = (offer.seats, offer.until) if offer else (0, None)
    row.is_together = registration.is_together


def attendee_row(number: int, position: int, attendee: Attendee) -> AttendeeRow:
    """The row of an attendee."""
    return AttendeeRow(
        registration_number=number, position=position, name=storable(attendee.name), name_key=name_key(attendee.name),
        mode=attendee.mode.value if attendee.mode else "", choices=list(attendee.choices), email=attendee.email.lower(),
        phone=attendee.phone, ranked_at=attendee.ranked_at, is_cancelled=attendee.is_cancelled,
        wished_mode=attendee.wish.mode.value if attendee.wish else "", wished_since=attendee.wish.since if attendee.wish else None,
    )


def as_history(registration: Registration) -> dict[str, Any]:
    """A registration as JSON, for the history."""
    return {
        "event": registration.event_id,
        "status": registration.status.value,
        "registrant": registration.registrant.email.lower() if registration.registrant else "",
        "registrant_name": registration.registrant.name if registration.registrant else "",
        "attendees": [
            {
                "name": attendee.name, "mode": attendee.mode.value if attendee.mode else "", "choices": list(attendee.choices),
                "cancelled": attendee.is_cancelled, "email": attendee.email.lower(), "phone": attendee.phone, "ranked_at": attendee.ranked_at.isoformat(),
                "wish": {"mode": attendee.wish.mode.value, "since": attendee.wish.since.isoformat()} if attendee.wish else None,
            }
            for attendee in registration.attendees
        ],
        "organisation": registration.organisation,
        "phone": registration.phone,
        "missing": sorted(required.value for required in registration.missing),
        "offer": {"seats": registration.open_offer.seats, "until": registration.open_offer.until.isoformat()} if registration.open_offer else None,
        "together": registration.is_together,
    }


def as_it_was(registration: Registration, stored: dict[str, Any]) -> Registration:
    """The registration with the values that its history holds of an earlier time; the language never changes.

    An offer does not come back: the seats may be another's by now.
    """
    attendees = tuple(
        Attendee(
            name=known["name"],
            ranked_at=datetime.fromisoformat(known["ranked_at"]) if "ranked_at" in known else registration.ranked_at,
            mode=Mode(known["mode"]) if known["mode"] else None, choices=tuple(known["choices"]),
            email=known.get("email", ""), phone=known.get("phone", ""), is_cancelled=known["cancelled"], wish=_wish_of(known.get("wish")),
        )
        for known in stored["attendees"]
    )
    registrant = Address(stored["registrant"], stored.get("registrant_name", "")) if stored["registrant"] else None
    return replace(
        registration, event_id=stored.get("event", registration.event_id), registrant=registrant, status=Status(stored["status"]),
        attendees=attendees, organisation=stored["organisation"], phone=stored["phone"],
        missing=frozenset(Required(word) for word in stored["missing"]), offer=None, is_together=stored.get("together", False),
    )


def name_key(name: str) -> str:
    """A name folded: words sorted, without case and marks, so that it is found however it is written."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i").replace("ł", "l"))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(sorted(word for word in "".join(c if c.isalnum() else " " for c in letters).split()))[:200]


def storable(text: str) -> str:
    """Text that every database takes: no NUL (PostgreSQL refuses it), no lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _attendee_of(row: AttendeeRow) -> Attendee:
    return Attendee(
        name=row.name, ranked_at=row.ranked_at, mode=Mode(row.mode) if row.mode else None, choices=tuple(row.choices),
        email=row.email, phone=row.phone, is_cancelled=row.is_cancelled,
        wish=ModeWish(Mode(row.wished_mode), row.wished_since) if row.wished_mode and row.wished_since else None,
    )


def _wish_of(stored: dict[str, str] | None) -> ModeWish | None:
    return ModeWish(Mode(stored["mode"]), datetime.fromisoformat(stored["since"])) if stored else None
