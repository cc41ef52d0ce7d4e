"""Things with a date, each of which happens once."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DueKind(StrEnum):
    """What falls due."""

    REMINDER = "reminder"
    DIAL_IN = "dial_in"
    ASK_AGAIN = "ask_again"
    UNANSWERED = "unanswered"
    CLOSING = "closing"
    ERASING = "erasing"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that falls due; times are aware, UTC. After `expires_at` it would be nonsense and is left out."""

    kind: DueKind
    event_id: str
    number: int | None
    due_at: datetime
    expires_at: datetime
    key: str
