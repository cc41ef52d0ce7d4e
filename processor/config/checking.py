"""Takes values out of a TOML table by key and type, and collects what is wrong with them."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

NAMES = {
    str: "a text in quotes", int: "a whole number", bool: "true or false", list: "a list in [ ]", dict: "a table in { }",
    datetime: "a date with time such as 2024-12-13T15:30:00", date: "a date such as 2024-12-09",
}


@dataclass(slots=True)
class Table:
    """A TOML table with its key in full; `errors` is one list for the whole file."""

    key: str
    values: dict[str, Any]
    errors: list[str]
    seen: set[str] = field(default_factory=set)

    def full(self, key: str) -> str:
        """The key as it is called in messages."""
        return f"{self.key}.{key}" if self.key else key

    def error(self, key: str, sentence: str) -> None:
        """Notes what is wrong with a key."""
        self.errors.append(f"{self.full(key)} {sentence}")

    def take(self, key: str, kind: type, default: Any = None, *, required: bool = False) -> Any:
        """The value of `key`, or `default` where it is absent or of another type (which is noted)."""
        self.seen.add(key)
        value = self.values.get(key)
        if value is None:
            if required:
                self.error(key, f"is missing; it must be {NAMES[kind]}")
            return default
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            # Where a table belongs, a password may stand.
            self.error(key, f"must be {NAMES[kind]}" + ("" if kind is dict else f", not {_shown(value)}"))
            return default
        return value

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A text without surrounding space."""
        value: str = self.take(key, str, default, required=required)
        value = value.strip()
        if required and value == "" and isinstance(self.values.get(key), str):
            self.error(key, "is empty")
        return value

    def one_of(self, key: str, allowed: Iterable[str], default: str) -> str:
        """One of the words in `allowed`."""
        value = self.text(key, default)
        words = list(allowed)
        if value not in words:
            self.error(key, f"must be one of {', '.join(words)}, not {value!r}")
            return default
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts."""
        values = self.take(key, list, [], required=required)
        for index, value in enumerate(values):
            if not isinstance(value, str):
                self.error(f"{key}[{index}]", f"must be {NAMES[str]}, not {value!r}")
        return tuple(value for value in values if isinstance(value, str))

    def number(self, key: str, default: int | None = None, *, least: int = 1, most: int | None = None) -> int | None:
        """A whole number from `least` to `most`."""
        value: int | None = self.take(key, int, default)
        if value is not None and (value < least or (most is not None and value > most)):
            self.error(key, f"must be at least {least}{f' and at most {most}' if most else ''}, not {value}")
            return default
        return value

    def table(self, key: str, *, required: bool = False) -> "Table":
        """A table inside this one; empty where it is absent."""
        return Table(self.full(key), self.take(key, dict, {}, required=required), self.errors)

    def close(self) -> None:
        """Notes every key that nobody asked for."""
        for key in self.values.keys() - self.seen:
            near = difflib.get_close_matches(key, self.seen, n=1)
            hint = f"; did you mean {near[0]}?" if near else f"; known here: {', '.join(sorted(self.seen))}"
            self.error(key, f"is not a known setting{hint}")


def _shown(value: Any) -> str:
    """A value as it is written in the file."""
    return value.isoformat() if isinstance(value, date) else repr(value)
