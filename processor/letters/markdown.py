"""Markdown to the two forms of a letter: plain text and HTML."""

import re
from collections.abc import Sequence
from html import escape

from markdown_it import MarkdownIt

from processor.letters.environment import render
from processor.letters.language import ISOLATE, POP, Language


def to_html(versions: Sequence[tuple[Language, str]], subject: str) -> str:
    """A whole HTML page in the one frame of all letters: the letter in one language, or in several below each other."""
    renderer = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True}).enable("table")
    values = {
        "versions": [(language, renderer.render(markdown).replace(ISOLATE, "<bdi>").replace(POP, "</bdi>")) for language, markdown in versions],
        "subject": escape(subject),
    }
    return render("layout.html", versions[0][0].code, values)


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
