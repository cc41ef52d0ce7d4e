"""The commands: what an administrator types; no logic of the office."""

from processor.cli.main import main

__all__ = ["main"]
