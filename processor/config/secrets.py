"""Passwords, which stand in files, in the environment or with systemd, and never in the configuration."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path


class SecretUnavailable(Exception):
    """A secret cannot be read; the message names its key and what to do."""


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a secret stands; `source` is file, env or credential. It is read when it is needed and never shown."""

    key: str
    source: str
    name: str

    def __repr__(self) -> str:
        return f"Secret({self.source}=…)"

    def reveal(self) -> str:
        """The secret itself; raises SecretUnavailable."""
        if self.source == "env":
            return self._from_environment()
        path = Path(self.name)
        if self.source == "credential":
            # systemd, LoadCredential=: the folder is private to the unit
            path = Path(os.environ.get("CREDENTIALS_DIRECTORY", "/run/credentials")) / self.name
        return self._from_file(path, is_checked=self.source == "file")

    def _from_environment(self) -> str:
        value = os.environ.get(self.name)
        if not value:
            raise SecretUnavailable(f"{self.key}: the environment variable {self.name} is not set.")
        return value

    def _from_file(self, path: Path, *, is_checked: bool) -> str:
        try:
            status = path.stat()
            if is_checked and stat.S_IMODE(status.st_mode) & 0o077:
                raise SecretUnavailable(f"{self.key}: others may read {path}; run: chmod 600 {path}")
            if is_checked and status.st_uid not in {os.geteuid(), 0}:
                raise SecretUnavailable(f"{self.key}: {path} belongs to another user; run: chown to the user that runs the processor.")
            value = path.read_text(encoding="utf-8").strip("\r\n")
        except OSError as error:
            raise SecretUnavailable(f"{self.key}: {path} cannot be read ({error.strerror}).") from error
        if not value:
            raise SecretUnavailable(f"{self.key}: {path} is empty; it must hold the password and nothing else.")
        return value
