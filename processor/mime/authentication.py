"""What our own mail server found out about the sender (RFC 8601)."""

import re
from email.message import Message

from processor.domain.mail import SenderVerdict

DMARC = re.compile(r"\bdmarc\s*=\s*(\w+)", re.IGNORECASE)


def verdict_of(message: Message, authserv_id: str) -> SenderVerdict:
    """The DMARC result of the server called `authserv_id`.

    Without a configured name the topmost header counts: servers add theirs on top, a forged one of the sender stands below
    (RFC 8601, section 5). Where our server writes none at all, a forger's could be topmost, so a pass of an unnamed server is unknown.
    """
    headers = [str(value) for value in message.get_all("Authentication-Results") or []]
    if authserv_id:
        headers = [value for value in headers if value.split(";")[0].split()[:1] == [authserv_id]]
    results = DMARC.findall(headers[0]) if headers else []
    words = {word.lower() for word in results}
    if "fail" in words:
        return SenderVerdict.FAIL
    return SenderVerdict.PASS if "pass" in words and authserv_id else SenderVerdict.UNKNOWN
