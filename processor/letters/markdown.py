"""Markdown to the two forms of a letter: plain text and HTML."""

import re
from html import escape

from markdown_it import MarkdownIt

from processor.letters.environment import render

RIGHT_TO_LEFT = frozenset({"ar", "fa"})


def to_html(markdown: str, *, subject: str, language: str, office: str) -> str:
    """A whole HTML page in the one frame of all letters."""
    body = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True}).enable("table").render(markdown)
    values = {
        "body": body, "subject": escape(subject), "language": language, "office": escape(office),
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
    }
    return render("layout.html", language, values)


def to_text(markdown: str) -> str:
    """The same as plain text: emphasis and escapes are gone, headings and lists stay readable."""
    lines = []
    for line in markdown.split("\n"):
        heading = re.match(r"#{1,3}\s+(.*)", line)
        plain = f"{heading[1]}\n{'-' * min(len(heading[1]), 60)}" if heading else line.rstrip()
        plain = re.sub(r"^\*([^*].*[^*\\])\*$", r"\1", plain)
        plain = re.sub(r"(?<!\\)\*\*(.+?)(?<!\\)\*\*", r"\1", plain)
        lines.append(re.sub(r"\\([\\`*_{}\[\]<>()#+!|~&.-])", r"\1", plain))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
