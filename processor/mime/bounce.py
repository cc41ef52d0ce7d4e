"""Reads delivery reports: by their parts (RFC 3464), else with flufl.bounce."""

import re
from email.message import Message

from flufl.bounce import scan_message

from processor.domain.mail import Bounce
from processor.mime.text import clean

ANGLED = re.compile(r"<([^<>\s]{3,200})>")
ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,190}")


def read_bounce(message: Message) -> Bounce:
    """Who could not be reached, and which letter came back."""
    groups = [block for part in message.walk() if part.get_content_type() == "message/delivery-status" for block in _blocks(part)]
    failed = [block for block in groups if (block.get("Action") or "").strip().lower() == "failed"]
    recipients = tuple(dict.fromkeys(address for block in failed if (address := _recipient(block))))
    status = next(((block.get("Status") or "").strip() for block in failed or groups if block.get("Status")), "")
    if not groups:
        recipients, is_permanent = _guessed(message)
    else:
        is_permanent = bool(failed) and status.startswith("5")
    return Bounce(recipients, is_permanent, status[:20], _returned_ids(message))


def _blocks(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [block for block in payload if isinstance(block, Message)] if isinstance(payload, list) else []


def _recipient(block: Message) -> str:
    value = block.get("Final-Recipient") or block.get("Original-Recipient") or ""
    found = ADDRESS.search(value.partition(";")[2] or value)
    return found[0].lower() if found else ""


def _guessed(message: Message) -> tuple[tuple[str, ...], bool]:
    """flufl.bounce raised on 13 of 1,062 mails and calls most soft bounces permanent: it names addresses, no more."""
    try:
        temporary, permanent = (set(found) for found in scan_message(message))
    except Exception:  # noqa: BLE001 -- whatever it stumbles over, the report stays a report
        return (), False
    addresses = sorted(bytes(address).decode("ascii", "replace").lower() for address in permanent - temporary)
    return tuple(addresses), bool(addresses)


def _returned_ids(message: Message) -> tuple[str, ...]:
    """Message-IDs of the returned letter: in its header, wherever the server put that."""
    found: list[str] = []
    for part in message.walk():
        if part is not message and part.get("Message-ID"):
            found += ANGLED.findall(clean(str(part["Message-ID"])))
        elif part.get_content_type() in {"text/rfc822-headers", "text/plain"}:
            payload = part.get_payload(decode=True)
            text = clean((payload if isinstance(payload, bytes) else b"")[:64_000].decode("latin-1"))
            found += [identity for line in text.splitlines() if line.lower().startswith("message-id:") for identity in ANGLED.findall(line)]
    for header in ("In-Reply-To", "References"):
        found += ANGLED.findall(clean(str(message.get(header) or "")))
    return tuple(dict.fromkeys(found))
