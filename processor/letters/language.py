"""How a language writes dates, times, lists and numbers of things, and keeps text of the other direction apart."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list

LOCALES = {"en": "en_GB"}  # English as it is written in Europe: day before month, 24 hours
RIGHT_TO_LEFT = frozenset({"ar", "fa"})
ISOLATE, POP = "\u2068", "\u2069"  # FIRST STRONG ISOLATE and its end (Unicode Standard Annex 9)
OTHER_THAN_LEFT_TO_RIGHT = frozenset({"R", "AL"})
OTHER_THAN_RIGHT_TO_LEFT = frozenset({"L", "EN"})
FIRST_OF_A_MONTH = re.compile(r"\b1\b")  # the only day that French counts by its place; Babel does not know it
MARKED_LINE = re.compile(r"(?m)^([ \t]*(?:(?:[-*+>]|#{1,3}|\d{1,3}[.)])[ \t]+)?)(\S.*)$")


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a letter; `code` is ISO 639-1."""

    code: str

    @property
    def direction(self) -> str:
        """'rtl' or 'ltr', as HTML calls it."""
        return "rtl" if self.code in RIGHT_TO_LEFT else "ltr"

    @property
    def locale(self) -> str:
        """The name under which Babel knows the language."""
        return LOCALES.get(self.code, self.code)

    @property
    def name(self) -> str:
        """As its speakers call it: 'Türkçe'."""
        return Locale.parse(self.code).get_language_name(self.code) or self.code

    def day(self, moment: datetime, zone: str) -> str:
        """'Freitag, 13. Dezember 2024', as the language writes it."""
        written = format_date(moment.astimezone(ZoneInfo(zone)).date(), "full", locale=self.locale)
        return FIRST_OF_A_MONTH.sub("1er", written) if self.code == "fr" else written

    def clock(self, moment: datetime, zone: str) -> str:
        """'15:30', on one line also where a word belongs to it."""
        return format_time(moment.astimezone(ZoneInfo(zone)), "short", locale=self.locale, tzinfo=ZoneInfo(zone)).replace(" ", "\u00a0")

    def listed(self, items: list[str]) -> str:
        """'A, B und C'."""
        return format_list(items, locale=self.locale)

    def plural(self, count: int, **forms: str) -> str:
        """The form that the language uses for `count` (one, two, few, many, else other) with the number in place of {}."""
        form = Locale.parse(self.locale).plural_form(count)
        return forms.get(form, forms["other"]).replace("{}", str(count))

    def isolated(self, text: str) -> str:
        """The text; where it runs against the letter's direction, so that it cannot reorder what stands around it."""
        foreign = OTHER_THAN_RIGHT_TO_LEFT if self.direction == "rtl" else OTHER_THAN_LEFT_TO_RIGHT
        return f"{ISOLATE}{text}{POP}" if any(unicodedata.bidirectional(character) in foreign for character in text) else text

    def isolated_lines(self, markdown: str) -> str:
        """The office's own Markdown, each line kept apart; what makes a list or a heading stays outside."""
        return MARKED_LINE.sub(lambda line: line[1] + self.isolated(line[2]), markdown)


def without_isolates(text: str) -> str:
    """The text as it stands where no direction needs care, such as in a subject."""
    return text.replace(ISOLATE, "").replace(POP, "")
