"""Text to Request: what a mail asks for, with the words that it was read from; no input or output, no clock, no log."""
