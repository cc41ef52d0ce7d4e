"""Trains the reader's small models from the labelled inboxes: `python -m training DIR…`."""
