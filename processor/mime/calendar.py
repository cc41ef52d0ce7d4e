"""Reads what a calendar program answered (RFC 5546, METHOD:REPLY)."""

import re
from email.message import Message

from processor.domain.mail import CalendarReply

MAX_CALENDAR = 100_000
METHOD = re.compile(r"(?im)^METHOD:(?:REPLY|COUNTER)[ \t]*$")
UID = re.compile(r"(?im)^UID(?:;[^\r\n:]{0,200})?:([^\r\n]{1,300})$")
ATTENDEE = re.compile(r"(?im)^ATTENDEE[^\r\n]{0,500}PARTSTAT=\"?([A-Z-]{1,20})[^\r\n]{0,500}mailto:([^\s\r\n\"]{3,200})")
COMMENT = re.compile(r"(?im)^COMMENT(?:;[^\r\n:]{0,200})?:([^\r\n]{1,2000})$")


def read_reply(message: Message) -> CalendarReply | None:
    """The first answer in the mail, or None; an invitation is no answer."""
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            text = _unfolded(part)
            attendee = ATTENDEE.search(text)
            if attendee and METHOD.search(text):
                return CalendarReply(_value(UID, text), attendee[2].lower(), attendee[1].upper(), " ".join(_value(COMMENT, text).split()))
    return None


def _unfolded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    text = (payload if isinstance(payload, bytes) else b"")[:MAX_CALENDAR].decode("utf-8", "replace")
    return re.sub(r"\r?\n[ \t]", "", text).replace("\r\n", "\n")


def _value(line: re.Pattern[str], text: str) -> str:
    """The value of a property, without the escapes of RFC 5545, section 3.3.11."""
    found = line.search(text)
    return re.sub(r"\\(.)", lambda escaped: " " if escaped[1] in "nN" else escaped[1], found[1]).strip() if found else ""
