"""Sends what lies in the outbox: claimed and committed first, sent with no transaction open, the result written after."""

from collections.abc import Callable
from datetime import datetime

from processor.steps.desk import Desk
from processor.storage import changes, outbox
from processor.transport.delivery import Delivery, DeliveryOutcome

Deliver = Callable[[str, str, bytes], Delivery]


def deliver_next(desk: Desk, deliver: Deliver, now: datetime) -> Delivery | None:
    """Sends the letter that waits longest; None where none is due or the rate is used up. `now` is aware, UTC."""
    with desk.database.transaction() as session:
        if outbox.sent_last_minute(session, desk.mailbox.address, now) >= desk.mailbox.smtp.per_minute:
            return None
        letter = outbox.claim_letter(session, desk.mailbox.address, now)
    if letter is None:
        return None
    delivery = deliver(desk.mailbox.address, letter.recipient, letter.message)
    with desk.database.transaction() as session:
        outbox.finish_letter(session, letter, delivery.outcome.value, delivery.detail, now)
        if delivery.outcome is DeliveryOutcome.REFUSED and delivery.is_recipient_fault:
            changes.suppress(session, letter.recipient, delivery.detail, now)
    return delivery
