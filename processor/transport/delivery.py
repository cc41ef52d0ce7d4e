"""What became of a letter that was handed to the mail server."""

from dataclasses import dataclass
from enum import StrEnum


class DeliveryOutcome(StrEnum):
    """What became of a letter."""

    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"
    IN_DOUBT = "in_doubt"


class Phase(StrEnum):
    """How far a letter came; only after its last dot may the server have taken it without our knowing (RFC 1047)."""

    BEFORE_DATA = "before_data"
    DATA = "data"
    AFTER_DOT = "after_dot"


@dataclass(frozen=True, slots=True)
class Delivery:
    """The end of one attempt.

    Attributes:
        detail: the server's words, or the error's; never the letter's.
        is_recipient_fault: the address does not exist or cannot take mail; all other addresses may do well.
        is_account_fault: nothing goes out until somebody mends password, certificate or sending rights, or a quota is over.
        is_server_fault: the server could not be reached at all; no other letter would fare better at the moment.

    """

    outcome: DeliveryOutcome
    detail: str
    phase: Phase = Phase.BEFORE_DATA
    is_recipient_fault: bool = False
    is_account_fault: bool = False
    is_server_fault: bool = False


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait for the server; the last dot has its own, because giving up early makes doubles (RFC 5321, section 4.5.3.2.6)."""

    command: float = 60
    after_dot: float = 600
