"""The form of a letter: its parts and lines, labelled lines, tables, and the words in a row."""
