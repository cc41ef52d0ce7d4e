"""Sends what lies in the outbox: claimed and committed first, sent with no transaction open, the result written after."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from processor.steps import trouble
from processor.steps.desk import Desk
from processor.storage import changes, mailboxes, outbox
from processor.storage.outbox import ClaimedLetter
from processor.transport.delivery import Delivery, DeliveryOutcome

Deliver = Callable[[str, str, bytes], Delivery]


def deliver_next(desk: Desk, deliver: Deliver, now: datetime) -> Delivery | None:
    """Sends the letter that waits longest; None where none is due, the rate is used up or the server is left alone.

    `now` is aware, UTC.
    """
    address = desk.mailbox.address
    with desk.database.transaction() as session:
        if not mailboxes.may_send(session, address, now) or outbox.sent_this_minute(session, address, now) >= desk.mailbox.smtp.per_minute:
            return None
        letter = outbox.claim_letter(session, address, now)
    if letter is None:
        return None
    delivery = deliver(address, letter.recipient, letter.message)
    with desk.database.transaction() as session:
        _write(session, letter, delivery, now)
        _note_server(session, desk, delivery, now)
    return delivery


def _write(session: Session, letter: ClaimedLetter, delivery: Delivery, now: datetime) -> None:
    if delivery.is_account_fault or delivery.is_server_fault:
        outbox.put_back(session, letter, now)
        return
    outbox.finish_letter(session, letter, delivery.outcome.value, delivery.detail, now)
    if delivery.outcome is DeliveryOutcome.REFUSED and delivery.is_recipient_fault:
        changes.suppress(session, letter.recipient, delivery.detail, now)


def _note_server(session: Session, desk: Desk, delivery: Delivery, now: datetime) -> None:
    if delivery.is_account_fault or delivery.is_server_fault:
        trouble.note_unsent(session, desk, delivery.detail, now, needs_human=delivery.is_account_fault)
    elif delivery.outcome is DeliveryOutcome.IN_DOUBT:
        # A server that leaves one letter in doubt would do so with the next.
        mailboxes.pause_sending(session, desk.mailbox.address, now + trouble.SERVER_PAUSE)
    elif delivery.outcome in {DeliveryOutcome.SENT, DeliveryOutcome.REFUSED}:
        trouble.note_sent(session, desk, now)
