"""Examples for the model that tells names from words by their letters."""

from collections.abc import Sequence

from processor.reading.lexicon import fold, tables, words
from processor.reading.tokens import tokens_of
from training.corpus import Labelled
from training.persons import known_names

WORD_LISTS = ("function_words", "common_words")


def examples(mails: Sequence[Labelled]) -> tuple[list[str], list[str]]:
    """Folded words and for each "name" or "word"; every word once."""
    names = {fold(part) for file in ("first_names", "family_names") for table in tables(file).values() for word in table["words"] for part in word.replace("-", " ").split()}
    labelled = {fold(part) for mail in mails for name in known_names(mail) for part in name.replace("-", " ").split()}
    written = {part for mail in mails for token in tokens_of(mail.text) if token.is_word and token.place != "signature" for part in token.folded.strip(".").split("-")}
    listed = {word for name in WORD_LISTS for word in words(name)}
    everyday = {word for word in written | listed if word.isalpha()} - names - labelled
    chosen = sorted(name for name in names | labelled if name.isalpha() and len(name) > 1) + sorted(word for word in everyday if len(word) > 1)
    return chosen, ["name" if word in names or word in labelled else "word" for word in chosen]
