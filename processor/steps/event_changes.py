"""The event changes: noticed in the configuration, confirmed by staff with a mail, told to everybody concerned."""

from datetime import datetime

from sqlmodel import Session

from processor.domain.addressees import of_event
from processor.domain.decision import Notice, NoticeKind, StaffNoticeKind
from processor.domain.event import Event
from processor.domain.event_facts import EventFacts, as_told, facts_of
from processor.domain.registration import Registration
from processor.letters.language import Language
from processor.letters.staff import StaffLetter
from processor.steps import posting
from processor.steps.desk import Desk
from processor.steps.posting import Occasion
from processor.storage import changes, event_news

NOTHING = "Zu {title} gibt es keine Änderung, die zu bestätigen wäre."
CHANGED_AGAIN = "{title} hat sich seither noch einmal geändert; dazu bekommen Sie eine neue Mail."
DECLINED = "Niemand bekommt einen Brief. Bitte prüfen Sie die Konfiguration: Wer sich jetzt anmeldet, bekommt, was dort steht."


def ask_staff(desk: Desk, now: datetime) -> None:
    """Asks about each event that the configuration has otherwise than people know it; once for each change."""
    for event in desk.events:
        with desk.database.transaction() as session:
            changes.lock_event(session, desk.mailbox.address, event)
            _ask(session, desk, event, now)


def announce(session: Session, desk: Desk, event: Event, now: datetime) -> str:
    """Tells everybody concerned of a change that staff say yes to; returns what became of it. The event must be locked."""
    news, current = event_news.news_of(session, event.id), facts_of(event)
    if news.told is None or news.proposed is None or news.proposed_at is None:
        return NOTHING.format(title=event.title)
    if news.proposed != current:
        return CHANGED_AGAIN.format(title=event.title)
    unreached, letters = [], 0
    for registration in event_news.concerned(session, event.id, news.proposed_at):
        problem = _tell(session, desk, event, (registration, news.told), now)
        letters += 0 if problem else len(of_event(registration))
        unreached += [problem] if problem else []
    event_news.note_told(session, event.id, current)
    calls = f" Bitte anrufen: {'; '.join(unreached)}." if unreached else ""
    return f"{letters} {'Brief geht' if letters == 1 else 'Briefe gehen'} hinaus.{calls}"


def _ask(session: Session, desk: Desk, event: Event, now: datetime) -> None:
    news, current = event_news.news_of(session, event.id), facts_of(event)
    if current == news.proposed or (current == news.told and news.proposed is None):
        return
    people = event_news.concerned(session, event.id, now)
    if news.told is None or current == news.told or not people or max(news.told.ends_at, event.ends_at) <= now:
        event_news.note_told(session, event.id, current)
        return
    event_news.note_proposed(session, event.id, current, now)
    values = {
        "title": event.title, "event_id": event.id, "is_cancelled": event.is_cancelled, "letters": sum(len(of_event(found)) for found in people),
        "people": sum(registration.seats for registration in people), "changes": _differences(event, news.told),
    }
    for address in sorted(desk.office.staff):
        letter = StaffLetter(StaffNoticeKind.EVENT_CHANGED, address, posting.new_message_id(session, desk), now, values)
        posting.post_to_staff(session, desk, letter, f"event-change-{event.id}-{now:%Y%m%dT%H%M%S}-{address}", event.id)


def _differences(event: Event, told: EventFacts) -> list[dict[str, str]]:
    was = as_told(event, told)
    found = [("Termin", _time(was), _time(event)), ("Ort", was.venue, event.venue)]
    return [{"what": what, "old": old, "new": new} for what, old, new in found if old != new]


def _time(event: Event) -> str:
    german = Language("de")
    begins, ends = (f"{german.day(at, event.timezone)}, {german.clock(at, event.timezone)}" for at in (event.starts_at, event.ends_at))
    return f"{begins} Uhr bis {ends} Uhr"


def _tell(session: Session, desk: Desk, event: Event, told: tuple[Registration, EventFacts], now: datetime) -> str:
    """The letter to one; where it cannot be written, whom staff call."""
    registration, facts = told
    names = ", ".join(attendee.name for attendee in registration.present if attendee.name) or "ohne Namen"
    if registration.registrant is None:
        return f"{names} ({registration.phone or 'ohne Telefonnummer'})"
    kind = NoticeKind.EVENT_CANCELLED if event.is_cancelled else NoticeKind.EVENT_CHANGED
    notice = Notice(
        kind, registration.registrant, registration.language, f"{kind.value}-{registration.number}-{now:%Y%m%dT%H%M%S}", event.id, registration,
        missing=registration.missing, facts={"was": as_told(event, facts)},
    )
    problem = posting.post(session, desk, (notice,), Occasion(now))
    return f"{names} ({registration.phone or problem})" if problem else ""
