"""HTML to text, with what mail programs mark as quotation or signature kept apart."""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_HTML = 1_000_000
BLOCKS = frozenset({"p", "div", "tr", "li", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "section", "pre", "hr", "dt", "dd"})
DROPPED = frozenset({"script", "style", "head", "title", "meta", "link", "noscript", "template", "svg", "object"})
_TAB = re.compile(r"(?<=\S) *\t[ \t]*(?=\S)")


def to_text(html: str) -> str:
    """The visible text; lines of a quotation start with '> ', a signature with '-- ', cells of a row are parted by tabs."""
    tree = LexborHTMLParser(html[:MAX_HTML])
    root = tree.body or tree.root
    if root is None:
        return ""
    page = _Page()
    _walk(root, page)
    page.end_line()
    return "\n".join(page.lines).strip("\n")


@dataclass(slots=True)
class _Page:
    lines: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    depth: int = 0  # of quotations
    cells: int = 0  # of table cells: paragraphs in a cell make no line

    def end_line(self, *, is_break: bool = False) -> None:
        is_blank_paragraph = any(not word.strip() and "\xa0" in word for word in self.words)
        line = "".join(self.words).strip(" ")
        self.words.clear()
        if line.strip("\xa0 \t") or is_break or is_blank_paragraph:
            self.lines.append(("> " * self.depth + line).rstrip(" "))


def _walk(root: LexborNode, page: _Page) -> None:
    """Without recursion: hostile mails nest tens of thousands of levels."""
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, is_end = stack.pop()
        if is_end:
            _leave(node, page)
            continue
        if node.tag == "-text":
            page.words.append(_folded(node.text_content or "", keeps_lines=_is_preformatted(node)))
            continue
        if node.tag is None or node.tag in DROPPED or _is_hidden(node) or node.tag.startswith(("-", "!")):
            continue
        _enter(node, page)
        stack.append((node, True))
        children = list(node.iter(include_text=True))
        stack.extend((child, False) for child in reversed(children))


def _enter(node: LexborNode, page: _Page) -> None:
    if node.tag == "br":
        page.words.append(" ") if page.cells else page.end_line(is_break=True)
    elif node.tag in {"td", "th"}:
        page.cells += 1
    elif node.tag in BLOCKS and not (page.cells and node.tag in {"p", "div"}):
        page.end_line()
    if node.tag == "li":
        page.words.append("- ")
    if _is_quotation(node):
        page.end_line()
        page.depth += 1
    elif _is_signature(node):
        page.end_line()
        page.lines.append("> " * page.depth + "-- ")


def _leave(node: LexborNode, page: _Page) -> None:
    if node.tag in {"td", "th"}:
        page.cells -= 1
        page.words.append("\t" if not page.cells else " ")
    elif node.tag in BLOCKS and not (page.cells and node.tag in {"p", "div"}):
        page.end_line()
    if _is_quotation(node):
        page.end_line()
        page.depth -= 1


def _folded(text: str, *, keeps_lines: bool) -> str:
    """White space as one blank, as browsers show it; but a tab between words of one line parts the columns of a list that was typed or pasted."""
    if keeps_lines:
        return text
    if text.strip() == "" and "\xa0" in text:
        return "\xa0"
    folded = "\t".join(" ".join(piece.split()) for piece in _TAB.split(text))
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and folded else ""
    return f"{before}{folded}{after}"


def _is_preformatted(node: LexborNode) -> bool:
    return node.parent is not None and node.parent.tag == "pre"


def _is_hidden(node: LexborNode) -> bool:
    style = (node.attributes.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "mso-hide:all" in style or "hidden" in node.attributes


def _is_quotation(node: LexborNode) -> bool:
    """Marks seen in Gmail, Apple Mail, Thunderbird, Yahoo, GMX and web.de (2024)."""
    attributes = node.attributes
    classes = (attributes.get("class") or "").split()
    if node.tag == "blockquote":
        return attributes.get("type") == "cite" or "gmail_quote" in classes or "protonmail_quote" in classes
    return attributes.get("name") == "quoted-content" or "yahoo_quoted" in classes


def _is_signature(node: LexborNode) -> bool:
    classes = (node.attributes.get("class") or "").split()
    return node.attributes.get("id") == "Signature" or "gmail_signature" in classes or "moz-signature" in classes
