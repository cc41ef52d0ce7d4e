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


def has_status(answer: bytes) -> bool:
    """Whether a refusal says its reason by an enhanced status code (RFC 3463)."""
    return bool(re.match(rb"[245]\.\d{1,3}\.\d{1,3}\b", answer))


def is_mailbox_fault(answer: bytes) -> bool:
    """Whether a refused letter failed for the address or its mailbox (5.1.x, 5.2.x; RFC 3463, sections 3.2 and 3.3)."""
    return bool(re.match(rb"5\.[12]\.\d", answer))


def is_sender_fault(answer: bytes) -> bool:
    """Whether our own server lets this account send nothing, although it says so about one letter.

    Gmail's used-up quota is 5.4.5; Exchange Online says 5.7.57 (not authenticated), 5.7.60, 5.2.252 and 5.2.0 with
    "SendAsDenied" (no right to send from this address), 5.7.708 (no traffic accepted).
    """
    return bool(re.match(rb"5\.(?:4\.5|7\.57|7\.60|7\.708|2\.252)\b|5\.2\.0 STOREDRV.{0,200}SendAsDenied", answer))
