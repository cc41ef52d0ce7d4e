"""What is found of the events that a mail means."""

from dataclasses import dataclass

from processor.domain.request import Evidence


@dataclass(frozen=True, slots=True)
class EventMatch:
    """The events meant.

    Attributes:
        event_ids: in the order of the events; empty where none is named.
        is_unclear: several events, and the mail does not tell which.
        is_other: the mail plainly speaks of a day on which none of ours is.
    """

    event_ids: tuple[str, ...]
    is_unclear: bool = False
    is_other: bool = False
    evidence: tuple[Evidence, ...] = ()
