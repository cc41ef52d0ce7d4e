"""Notice to message."""
