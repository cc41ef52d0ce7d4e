"""Everybody whom a mail names, what they do, and who comes or is taken off."""
