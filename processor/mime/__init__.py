"""Bytes to Mail."""
