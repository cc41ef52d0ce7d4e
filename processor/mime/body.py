"""Walks through a parsed message and finds its text: never that of attached or returned mails."""

from email.message import Message

from processor.mime.html import to_text
from processor.mime.text import clean, decode

MAX_DEPTH = 120
CLOSED = frozenset({"message/rfc822", "message/delivery-status", "message/disposition-notification", "text/rfc822-headers", "message/global"})


def body_text(message: Message) -> str:
    """The text that a reader sees: all inline text parts in their order, plain where there is plain."""
    return "\n".join(text for text in _texts(message, 0) if text.strip())


def attachments(message: Message) -> list[Message]:
    """The parts that are files."""
    return [part for part in _leaves(message, 0) if _is_file(part)]


def part_text(part: Message) -> str:
    """The decoded text of one part."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else str(part.get_payload()).encode("utf-8", "surrogateescape")
    text = decode(raw, str(part.get_content_charset() or ""))
    if part.get_content_type() == "text/html":
        return clean(to_text(text))
    if str(part.get_param("format", "")).lower() == "flowed":
        return _unflowed(clean(text), is_delsp=str(part.get_param("delsp", "")).lower() == "yes")
    return clean(text)


def _texts(part: Message, depth: int) -> list[str]:
    if depth > MAX_DEPTH or part.get_content_type() in CLOSED:
        return []
    if part.is_multipart():
        children = [child for child in part.get_payload() if isinstance(child, Message)]
        if part.get_content_type() == "multipart/alternative":
            return _best_of(children, depth)
        return [text for child in children for text in _texts(child, depth + 1)]
    if part.get_content_maintype() == "multipart":
        # a multipart without its boundary: what stands there is read as it is
        return [part_text(part)]
    if part.get_content_type() in {"text/plain", "text/html"} and not _is_file(part):
        return [part_text(part)]
    return []


def _best_of(children: list[Message], depth: int) -> list[str]:
    """Plain text where it says something, else the HTML, else whatever there is."""
    of_kind = {child.get_content_type(): child for child in children}
    plain = "\n".join(_texts(of_kind["text/plain"], depth + 1)) if "text/plain" in of_kind else ""
    if plain.strip() and not _has_table(children):
        return [plain]
    found = {kind: "\n".join(_texts(child, depth + 1)) for kind, child in of_kind.items()}
    rest = [text for text in found.values() if text.strip()]
    html = found.get("text/html") or next((text for kind, text in found.items() if kind.startswith("multipart/") and text.strip()), "")
    return [html] if html.strip() else rest[:1]


def _has_table(children: list[Message]) -> bool:
    """Plain text loses the columns of a table of people; one with header cells or four rows is read from the HTML."""
    for child in children:
        if child.get_content_type() == "text/html":
            payload = child.get_payload(decode=True)
            html = (payload if isinstance(payload, bytes) else b"").lower()
            return html.count(b"<th") >= 2 and b"msonormaltable" not in html
    return False


def _leaves(part: Message, depth: int) -> list[Message]:
    if depth > MAX_DEPTH:
        return []
    if part.get_content_type() in CLOSED:
        return [part]
    if part.is_multipart():
        return [leaf for child in part.get_payload() if isinstance(child, Message) for leaf in _leaves(child, depth + 1)]
    return [part]


def _is_file(part: Message) -> bool:
    if part.get_content_type() in CLOSED:
        return True
    if part.get_content_disposition() == "attachment":
        return True
    return part.get_content_maintype() not in {"text", "multipart"}


def _unflowed(text: str, *, is_delsp: bool) -> str:
    """RFC 3676: a line that ends in a space goes on in the next; '-- ' does not; a first space is stuffing."""
    lines: list[str] = []
    is_open = False
    for line in text.split("\n"):
        content = line.removeprefix(" ")
        if is_open and not content.startswith(">") and not lines[-1].startswith(">"):
            lines[-1] = (lines[-1][:-1] if is_delsp else lines[-1]) + content
        else:
            lines.append(content)
        is_open = content.endswith(" ") and content != "-- " and bool(content.strip())
    return "\n".join(lines)
