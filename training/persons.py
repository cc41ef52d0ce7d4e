"""Trains the tagger of people's names: labelled mails, each again with other people's names put in."""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pycrfsuite

from processor.domain.naming import words_of
from processor.reading import tagger
from processor.reading.lexicon import fold, tables, words
from processor.reading.names import PARTICLES, is_given_name
from processor.reading.text import Part, ReadingText
from processor.reading.tokens import Token, split, tokens_of
from processor.reading.wordshape import likeness
from training.corpus import Labelled
from training.patterns import LIST_HEADS, LIST_LINES, ORGANISATIONS, SENTENCES, TAILS

COPIES = 6
SYNTHETIC = 3_500
SLOT = re.compile(r"(\{\w\})")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A mail's tokens with the number of the person whose name each is part of, or None."""

    tokens: tuple[Token, ...]
    persons: tuple[int | None, ...]
    hints: frozenset[str]


def train(mails: Sequence[Labelled], target: Path, *, seed: int = 1) -> None:
    """Writes the model to `target`; the same mails and seed give the same model."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.15, "c2": 0.02, "max_iterations": 90, "feature.minfreq": 2})
    chance = random.Random(seed)
    pools = _pools(mails)
    for mail in mails:
        tagged = tag(mail.text, known_names(mail))
        if not tagged.tokens:
            continue
        trainer.append(tagger.features(tagged.tokens, tagged.hints), _tags(tagged))
        for _ in range(COPIES):
            other = with_other_names(tagged, pools, chance)
            trainer.append(tagger.features(other.tokens, other.hints), _tags(other))
    for tokens, persons in made_up(pools, chance):
        trainer.append(tagger.features(tokens, frozenset()), _tags(Tagged(tokens, persons, frozenset())))
    trainer.train(str(target))


def made_up(pools: dict[str, list[str]], chance: random.Random) -> Iterator[tuple[tuple[Token, ...], tuple[int | None, ...]]]:
    """Mails put together from the patterns, with names from the lists."""
    for _ in range(SYNTHETIC):
        if chance.random() < 0.45:
            head = [chance.choice(LIST_HEADS)]
            lines = [chance.choice(LIST_LINES)] * chance.randint(1, 6)
        else:
            head = [chance.choice(SENTENCES) for _ in range(chance.randint(1, 3))]
            lines = []
        yield _written([*head, *lines, chance.choice(TAILS)], pools, chance)


def _written(lines: Sequence[str], pools: dict[str, list[str]], chance: random.Random) -> tuple[tuple[Token, ...], tuple[int | None, ...]]:
    tokens: list[Token] = []
    persons: list[int | None] = []
    writing = chance.choice((str, str, str, str, str, str, str.lower, str.upper))
    place = chance.choices(("body", "signature", "attached"), (80, 8, 12))[0]
    number = 0
    for at, line in enumerate(lines):
        text, spans = "", []
        for piece in SLOT.split(line):
            filled = _filled(piece, pools, chance)
            if piece in {"{p}", "{f}", "{l}", "{P}", "{U}"}:
                number += 1
                spans.append((len(text), len(text) + len(filled), number))
            text += filled
        part = Part(at, writing(text), fold(text))
        for token in split(part, place):
            tokens.append(token)
            persons.append(next((owner for start, end, owner in spans if start <= token.start < end and (token.is_word or token.text == ",")), None))
    return tuple(tokens), tuple(persons)


def _filled(piece: str, pools: dict[str, list[str]], chance: random.Random) -> str:
    given = chance.choice(pools["given"]) + (f"{chance.choice(('-', ' ', ' '))}{chance.choice(pools['given'])}" if chance.random() < 0.2 else "")
    family = chance.choice(pools["family"])
    if chance.random() < 0.25:
        second = chance.choice(pools["family"])
        family = chance.choice((f"von {family}", f"{family}-{second}", f"{family}-{second}", f"{family} {second}", f"{family} {second}", f"Al {family}", f"de {family}", f"El {family}", f"El-{family}", f"van der {family}", f"Lo {family}"))
    forms = {"{p}": f"{given} {family}", "{f}": given, "{l}": family, "{P}": f"{family}, {given}", "{U}": f"{family.upper()} {given}", "{o}": chance.choice(ORGANISATIONS)}
    return forms.get(piece, piece)


def tag(text: ReadingText, names: Iterable[str]) -> Tagged:
    """The tokens of a mail, told apart by the known names in it; what strict rules find is taken for names as well."""
    tokens = tokens_of(text)
    persons: list[int | None] = [None] * len(tokens)
    everybody = [name_words for name_words in (_name_words(name) for name in [*names, *_plainly_named(tokens)]) if name_words]
    for number, name_words in enumerate(everybody):
        _mark(tokens, persons, name_words, number, least=len(name_words))
    for number, name_words in enumerate(everybody):
        _mark(tokens, persons, name_words, number, least=1)
    return Tagged(tokens, tuple(persons), tagger.hints(text))


def with_other_names(tagged: Tagged, pools: dict[str, list[str]], chance: random.Random) -> Tagged:
    """The same mail about other people: each name is replaced throughout, in the same writing; sometimes all in small letters."""
    is_lower = chance.random() < 0.12
    others: dict[str, str] = {}
    tokens = []
    for token, person in zip(tagged.tokens, tagged.persons, strict=True):
        text = token.text
        if person is not None and _is_replaced(token):
            pool = pools["given" if is_given_name(token.text) else "family"]
            chosen = others.setdefault(token.folded, chance.choice(pool))
            text = _in_the_writing_of(token.text, chosen)
        if is_lower:
            text = text.lower()
        tokens.append(replace(token, text=text, folded=fold(text)))
    hints = frozenset(fold(others.get(hint, hint)) for hint in tagged.hints) if chance.random() < 0.7 else frozenset[str]()
    return Tagged(tuple(tokens), tagged.persons, hints)


def _plainly_named(tokens: Sequence[Token]) -> list[str]:
    """Names that no label mentions: what follows a salutation, and a known given name with a capitalised word that sounds like a name."""
    found = []
    for index, token in enumerate(tokens):
        if token.folded in words("people", "honorifics") and not (index and tokens[index - 1].folded in words("people", "possessives")):
            found.append(_run(tokens, index + 1))
        elif is_given_name(token.text) and token.text[0].isupper():
            run = _run(tokens, index)
            found.append(run if len(run.split()) > 1 else "")
    return [name for name in found if name]


def _run(tokens: Sequence[Token], start: int) -> str:
    end = start
    while end < min(start + 4, len(tokens)) and tokens[end].is_word and tokens[end].part is tokens[start].part and (tokens[end].folded in PARTICLES or _sounds_right(tokens[end])):
        end += 1
    return " ".join(token.text for token in tokens[start:end] if token.folded not in words("people", "titles"))


def _sounds_right(token: Token) -> bool:
    return token.text[0].isupper() and (token.folded in words("people", "titles") or likeness(token.text) > 0.5)


def _is_replaced(token: Token) -> bool:
    """Particles and initials stay, and names of scripts for which there are no others."""
    bare = token.folded.rstrip(".")
    return token.is_word and len(bare) > 1 and bare not in PARTICLES and token.text[0].upper() != token.text[0].lower()


def known_names(mail: Labelled) -> list[str]:
    """Everybody of whom the label, the event or the sender says the name."""
    text, label = mail.text, mail.label
    names = [*label.get("attendees", []), *label.get("cancelled", []), *label.get("other", [])]
    names += [person for event in text.events for person in event.people] + [text.office.contact.name]
    display = text.sender.name if text.sender else ""
    if any(words_of(display) & words_of(name) for name in names) or any(is_given_name(word) for word in display.split()):
        names.append(display)
    return [name["name"] if isinstance(name, dict) else name for name in names]


def _name_words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in name.replace(",", " ").replace("(", " ").replace(")", " ").split() if len(word.strip(".")) > 1 or word.endswith("."))


def _mark(tokens: Sequence[Token], persons: list[int | None], words: frozenset[str], number: int, *, least: int) -> None:
    """Marks runs of the name's words; a lone small word such as 'der' is none."""
    index = 0
    while index < len(tokens):
        end = index
        while end < len(tokens) and persons[end] is None and tokens[end].folded.rstrip(".") in {word.rstrip(".") for word in words} and (end == index or tokens[end].part is tokens[index].part):
            end += 1
        run = tokens[index:end]
        if len(run) >= least and any(len(token.folded) > 2 and (not token.text[0].islower() or least > 1) for token in run):
            persons[index:end] = [number] * len(run)
        index = max(end, index + 1)


def _tags(tagged: Tagged) -> list[str]:
    tags = []
    for index, person in enumerate(tagged.persons):
        if person is None:
            tags.append("O")
        else:
            tags.append("I" if index and tagged.persons[index - 1] == person else "B")
    return tags


def _pools(mails: Sequence[Labelled]) -> dict[str, list[str]]:
    labelled = {word for mail in mails for name in known_names(mail) for word in name.split()[-1:] if not is_given_name(word) and len(word) > 2 and word.isalpha()}
    given = sorted({word for table in tables("first_names").values() for word in table["words"]})
    family = sorted({word for table in tables("family_names").values() for word in table["words"]} | labelled)
    return {"given": [*given, *chosen(family, len(given) // 8)], "family": [*family, *chosen(given, len(family) // 8)]}


def chosen(names: list[str], number: int) -> list[str]:
    """Every n-th of a list: a family name may stand where a given name is expected, and the other way round."""
    return names[:: max(1, len(names) // max(1, number))]


def _in_the_writing_of(pattern: str, name: str) -> str:
    if pattern.isupper() and len(pattern) > 1:
        return name.upper()
    if pattern.islower():
        return name.lower()
    return name
