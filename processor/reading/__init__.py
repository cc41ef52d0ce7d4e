"""Text to Request."""
