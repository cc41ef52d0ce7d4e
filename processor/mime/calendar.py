"""Reads what a calendar program answered (RFC 5546, METHOD:REPLY)."""

import re
from email.message import Message

from processor.domain.mail import CalendarReply

MAX_CALENDAR = 100_000


def read_reply(message: Message) -> CalendarReply | None:
    """The first answer in the mail, or None."""
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            payload = part.get_payload(decode=True)
            text = (payload if isinstance(payload, bytes) else b"")[:MAX_CALENDAR].decode("utf-8", "replace")
            unfolded = re.sub(r"\r?\n[ \t]", "", text)
            uid = re.search(r"(?im)^UID:(.{1,200})$", unfolded)
            attendee = re.search(r"(?im)^ATTENDEE[^\r\n]{0,500}PARTSTAT=([A-Z-]{1,20})[^\r\n]{0,500}mailto:([^\s\r\n]{3,200})", unfolded)
            if attendee:
                return CalendarReply(uid[1].strip() if uid else "", attendee[2].lower(), attendee[1].upper())
    return None
