"""What people were told of an event and must be told again where it changes."""

from dataclasses import dataclass, replace
from datetime import datetime

from processor.domain.event import Event


@dataclass(frozen=True, slots=True)
class EventFacts:
    """Time and place of an event, and whether it takes place; times in UTC."""

    starts_at: datetime
    ends_at: datetime
    venue: str
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class EventNews:
    """Of an event: what people know, and a change that staff were asked about; None where there is none."""

    told: EventFacts | None = None
    proposed: EventFacts | None = None
    proposed_at: datetime | None = None


def facts_of(event: Event) -> EventFacts:
    """As the configuration has it."""
    return EventFacts(event.starts_at, event.ends_at, event.venue, event.is_cancelled)


def as_told(event: Event, facts: EventFacts) -> Event:
    """The event as it was when people were told these facts."""
    return replace(event, starts_at=facts.starts_at, ends_at=facts.ends_at, venue=facts.venue, is_cancelled=facts.is_cancelled)
