"""Writes letters and puts them into the outbox, in the transaction of the decision that wants them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from uuid import uuid4

from sqlmodel import Session

from processor.domain.decision import Notice
from processor.domain.mail import Attachment
from processor.letters.compose import AnsweredMail, LetterFacts, Undeliverable, compose
from processor.steps.desk import Desk
from processor.storage import changes
from processor.storage.changes import Letter


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why letters are written: the mail they answer, or none; `now` is aware, UTC."""

    now: datetime
    inbound_id: int | None = None
    answers: AnsweredMail | None = None


def post(session: Session, desk: Desk, notices: Sequence[Notice], occasion: Occasion) -> tuple[str, ...]:
    """Queues a letter for each notice that was not written before.

    Returns a sentence for staff for each letter that cannot be sent at all.
    """
    return tuple(problem for notice in notices if (problem := _post_one(session, desk, notice, occasion)))


def new_message_id(desk: Desk) -> str:
    """A Message-ID that nobody can guess, without angle brackets; it stays with the letter for all attempts."""
    return f"{uuid4().hex}@{desk.mailbox.address.rpartition('@')[2]}"


def _post_one(session: Session, desk: Desk, notice: Notice, occasion: Occasion) -> str:
    event = desk.event(notice.event_id)
    message_id = new_message_id(desk)
    facts = LetterFacts(
        office=desk.office, event=event, message_id=message_id, now=occasion.now, reply_to=occasion.answers,
        attachments=_attachments(desk, notice), instance=desk.mailbox.address,
    )
    try:
        message = compose(notice, facts)
    except Undeliverable as error:
        return str(error)
    changes.queue_letter(session, as_letter(desk, notice.key, notice.kind.value, message, occasion, notice))
    return ""


def as_letter(desk: Desk, key: str, kind: str, message: EmailMessage, occasion: Occasion, notice: Notice | None = None) -> Letter:
    """The outbox row of a message."""
    raise AssertionError


def _attachments(desk: Desk, notice: Notice) -> tuple[Attachment, ...]:
    raise AssertionError
