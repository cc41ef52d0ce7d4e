"""Turns a plain e-mail inbox into a reliable registration office."""

__version__ = "0.1.0"
