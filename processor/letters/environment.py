"""Finds and fills the templates: strict, sandboxed, and deaf to markup in what people wrote."""

from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

MARKUP = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>()#+!|~&"})


class WrongTemplate(Exception):
    """A template cannot be filled; the message names its file and line."""


def render(name: str, language: str, values: dict[str, Any]) -> str:
    """The template `name` in `language`, else in German; raises WrongTemplate."""
    try:
        template = _environment().select_template([f"{language}/{name}", f"de/{name}", name])
        return template.render(values, language=language)
    except TemplateNotFound as error:
        raise WrongTemplate(f"the template {name} is missing below {templates_folder()}; put the delivered file back.") from error
    except TemplateSyntaxError as error:
        raise WrongTemplate(f"{error.filename}, line {error.lineno}: {error.message}") from error
    except TemplateError as error:
        place = extract_tb(error.__traceback__)[-1]  # Jinja's tracebacks end in the template
        raise WrongTemplate(f"{place.filename}, line {place.lineno}: {error.message}") from error


def language_of(name: str, wished: str, office_languages: tuple[str, ...]) -> str:
    """The language in which a letter is written: the wished one where the office has it, else the office's own."""
    for language in (wished, *office_languages[:1], "de"):
        if (language in office_languages or language == "de") and (templates_folder() / language / name).is_file():
            return language
    return "de"


def templates_folder() -> Path:
    """In a clone beside the package, in an installed wheel inside it."""
    inside = Path(__file__).parents[1] / "templates"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "templates"


def untranslated(languages: tuple[str, ...]) -> tuple[str, ...]:
    """The letters that these languages lack and that go out in German instead."""
    folder = templates_folder()
    names = sorted(path.relative_to(folder / "de") for path in (folder / "de").rglob("*.md"))
    return tuple(f"{language}/{name}" for language in languages for name in names if not (folder / language / name).is_file())


def plain(text: str) -> str:
    """What somebody wrote, so that it is text in Markdown: no link, no markup, no line of its own."""
    return " ".join(text.split()).translate(MARKUP)


@pass_context
def _part(context: Context, name: str, **more: Any) -> str:
    """A piece that many letters have, in the letter's own language and with its values."""
    language: str = context["language"]
    return render(f"parts/{name}.md", language, {**context.get_all(), **more})


@cache
def _environment() -> SandboxedEnvironment:
    # Letters are Markdown, not HTML: what people wrote is escaped for Markdown by `plain`, and raw HTML is off in the renderer.
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(templates_folder()), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False, keep_trailing_newline=False,
    )
    environment.filters |= {"plain": plain}
    environment.globals["part"] = _part
    return environment
