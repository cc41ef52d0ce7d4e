"""Addresses, message bytes and refusals as SMTP writes them."""

import re


def ascii_address(address: str) -> str | None:
    """The address as plain SMTP can carry it: an international domain in its ASCII form, None where that is not possible."""
    local, _, domain = address.rpartition("@")
    if not local or not local.isascii() or not domain or re.search(r"[\x00-\x20\x7f<>,;]", address):
        return None
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return None


def dotted(message: bytes) -> bytes:
    """The message with CRLF line ends and doubled leading dots (RFC 5321, section 4.5.2): no mail content can end the mail."""
    lines = re.sub(rb"\r\n|\n|\r", b"\r\n", message)
    doubled = re.sub(rb"(?m)^\.", b"..", lines)
    return doubled if doubled.endswith(b"\r\n") else doubled + b"\r\n"


def is_policy(answer: bytes) -> bool:
    """Whether a refused RCPT speaks of rights (5.7.x, "relaying denied"), not of the address (RFC 3463, section 3.8)."""
    return bool(re.match(rb"5\.7\.\d", answer))


def is_mailbox_fault(answer: bytes) -> bool:
    """Whether a refused letter failed for the address or its mailbox (5.1.x, 5.2.x; RFC 3463, sections 3.2 and 3.3)."""
    return bool(re.match(rb"5\.[12]\.\d", answer))
