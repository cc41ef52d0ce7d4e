"""What staff may order by mail, a line each."""

from dataclasses import dataclass
from enum import StrEnum

from processor.domain.event import Mode


class OrderKind(StrEnum):
    """What a line orders."""

    ADD = "add"
    CANCEL = "cancel"
    CONFIRM = "confirm"
    UNDO = "undo"
    SEATS = "seats"
    DONE = "done"
    AGREE = "agree"
    DISAGREE = "disagree"


@dataclass(frozen=True, slots=True)
class Order:
    """One line of a staff member's mail.

    Attributes:
        line: the line as written, for the answer.
        number: of the registration; of the mail with DONE.
        event_id: "" where the line names none.
        names: whom to add, or whom to cancel (none: everybody on the registration).
        seats: with SEATS.
    """

    kind: OrderKind
    line: str
    number: int = 0
    event_id: str = ""
    names: tuple[str, ...] = ()
    organisation: str = ""
    phone: str = ""
    email: str = ""
    mode: Mode | None = None
    seats: int = 0
