"""Tells staff at once of a mail that cannot wait for the morning's summary."""

from datetime import datetime, timedelta

from sqlmodel import Session

from processor.domain.decision import StaffNoticeKind
from processor.domain.mail import Mail
from processor.domain.request import Act, Request
from processor.letters.staff import StaffLetter
from processor.steps import posting
from processor.steps.desk import Desk

SOON = timedelta(days=2)
LONGEST_EXCERPT = 1_500


def is_urgent(desk: Desk, request: Request, now: datetime) -> bool:
    """Whether an event begins within two days, or somebody wants off a list on which others wait for the seat. `now` is aware, UTC."""
    meant = [event for event in desk.events if not request.event_ids or event.id in request.event_ids]
    if any(now <= event.starts_at <= now + SOON for event in meant):
        return True
    return Act.CANCEL in request.acts and any(now < event.starts_at <= now + 3 * SOON for event in meant)


def alert(session: Session, desk: Desk, inbound_id: int, mail: Mail, why: str, now: datetime) -> None:
    """Queues the mail to those who get the summary; it quotes what was written."""
    values = {
        "id": inbound_id, "sender": mail.sender.email if mail.sender else "unbekannt", "subject": mail.subject or "(ohne Betreff)", "why": why,
        "lines": [line.strip() for line in mail.new_text[:LONGEST_EXCERPT].splitlines() if line.strip()],
    }
    for address in desk.config.staff.summary_to:
        letter = StaffLetter(StaffNoticeKind.FOR_YOU, address, posting.new_message_id(session, desk), now, values)
        posting.post_to_staff(session, desk, letter, f"for-you-{desk.mailbox.address}-{inbound_id}-{address}")
