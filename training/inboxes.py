"""Labelled inboxes as examples for the network: where the label names a person, every word of that name gets its role."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from processor.domain.event import EventMode
from processor.reading.letter.text import Part, ReadingText
from processor.reading.letter.tokens import Token, split
from processor.reading.lexicon import fold, words
from processor.reading.network.encoding import all_tokens
from processor.reading.options.single_words import options_meant_by
from processor.reading.people.names import PARTICLES, is_given_name
from training import people
from training.corpus import Labelled
from training.display_names import is_bearer, is_somebody, is_told
from training.tags import ASKS, MODES, PURPOSES, WRITERS, Example, bit, number_in, seats_in

PURPOSE_OF = {"confirm": "register", "ask": "register", "late": "register", "change": "change", "cancel": "cancel", "staff": "staff"}
UNSAID = ("O", "B-K", "I-K", "B-X", "I-X")
SHORTEST = 3
SHORT = 5  # letters of a name of which another case replaces one at most
LONGEST_ENDING = 2  # letters of a name that another case replaces
SIGNED = ("signature", "sender")


def example_of(mail: Labelled) -> Example | None:
    """What the label says of every word; where it says nothing, more than one answer is right."""
    tokens = all_tokens(mail.text)
    if not tokens:
        return None
    roles = _roles(mail)
    marked = _marked(tokens, roles, words_of(display_of(mail)))
    bodies = _bodies(mail, tokens)
    picks = _picks(mail, tokens)
    allowed = tuple(bodies.get(index) or (picks.get(index) if not marked[index] else 0) or _allowed(mail, tokens, index, marked) for index in range(len(tokens)))
    return Example(
        mail.text, allowed, (-1,) * len(tokens), _purpose(mail), _asks(mail), _writer(mail), _mode(mail), _seats(mail), f"{mail.inbox}-{mail.key}",
        has_cases=any(_with_cases(tokens, name, _all_of(roles)) - name for name, _ in roles),
    )


def _roles(mail: Labelled) -> list[tuple[frozenset[str], str]]:
    """The words of each known name, folded, with the role of its bearer."""
    label = mail.label
    found = [(words_of(name), role) for key, role in (("attendees", "A"), ("cancelled", "C"), ("other", "N")) for name in map(plain, label.get(key) or [])]
    taken = [words for words, _ in found]
    known = [person for event in mail.text.events for person in event.people] + [mail.text.office.contact.name]
    display = display_of(mail)
    if is_somebody(display):
        known.append(display)
    return found + [(name, "N") for name in map(words_of, known) if name and not any(name <= other or other <= name for other in taken)]


def _all_of(roles: Sequence[tuple[frozenset[str], str]]) -> frozenset[str]:
    return frozenset().union(*(name for name, _ in roles))


def plain(name: object) -> str:
    return str(name["name"]) if isinstance(name, dict) else str(name)


def words_of(name: str) -> frozenset[str]:
    dropped = words("people", "titles") | words("people", "honorifics")
    return frozenset(fold(word).rstrip(".") for word in name.replace(",", " ").split() if fold(word).rstrip(".") not in dropped and fold(word) not in dropped)


def _marked(tokens: Sequence[Token], roles: Sequence[tuple[frozenset[str], str]], writer: frozenset[str]) -> list[set[tuple[int, str]]]:
    """For every token the people, by number and role, whose name it may belong to; whole names first, then parts. A writer of whom the label knows nothing signs with the own family name, not with a relative's."""
    marked: list[set[tuple[int, str]]] = [set() for _ in tokens]
    everybody = _all_of(roles)
    for is_whole in (True, False):
        for number, (name, role) in enumerate(roles):
            written = _with_cases(tokens, name, everybody)
            for start, end in _runs(tokens, written):
                run = tokens[start:end]
                fits = len({token.folded.rstrip(".") for token in run}) == len(name) if is_whole else any(len(token.folded) >= SHORTEST and not token.text.islower() for token in run)
                free = is_whole or not any(len(names) and not _is_partial(names) for names in marked[start:end])
                is_signed = not is_whole and run[0].place in SIGNED and (writer, "N") in roles and name != writer and {token.folded.rstrip(".") for token in run} <= writer
                if fits and free and not is_signed:
                    for position in range(start, end):
                        marked[position].add((number if is_whole else number + 1000, role))
    return marked


def _is_partial(names: set[tuple[int, str]]) -> bool:
    return all(number >= 1000 for number, _ in names)


def _with_cases(tokens: Sequence[Token], name: frozenset[str], names: frozenset[str]) -> frozenset[str]:
    """The words of a name and, for those that stand nowhere as they are, what may be a case of them: "Ergin'i", "Wilczka" for "Wilczek"; `names`: those of all people, which are none."""
    said = {token.folded.rstrip(".") for token in tokens}
    return name | {token.folded for token in tokens if token.is_word and not token.text.islower() and token.folded not in names and any(is_case_of(token.folded, word) for word in name - said)}


def is_case_of(written: str, word: str) -> bool:
    """Whether a folded word differs from a name's in nothing but a short ending."""
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(written, word, strict=False)))
    replaced = LONGEST_ENDING if len(word) > SHORT else 1
    return stem >= max(SHORTEST, len(word) - replaced) and 0 < len(written) - stem <= LONGEST_ENDING + 1


def _runs(tokens: Sequence[Token], name: frozenset[str]) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(tokens):
        end = start
        while end < len(tokens) and tokens[end].folded.rstrip(".") in name and tokens[end].part is tokens[start].part:
            end += 1
        if end > start and any(token.folded not in PARTICLES for token in tokens[start:end]):
            yield start, end
        start = max(end, start + 1)


def _allowed(mail: Labelled, tokens: Sequence[Token], index: int, marked: Sequence[set[tuple[int, str]]]) -> int:
    names = marked[index]
    if names:
        begins = index == 0 or tokens[index - 1].part is not tokens[index].part or not ({number % 1000 for number, _ in names} & {number % 1000 for number, _ in marked[index - 1]})
        found = bit(*(f"{'B' if begins else 'I'}-{role}" for _, role in names))
        return found | (bit("B-F") if len(names) > 1 else 0)
    token = tokens[index]
    found = bit(*UNSAID)
    if token.is_word and not token.text.islower() and (is_given_name(token.text) or token.folded in words("family_names") or _follows_salutation(tokens, index)):
        found |= bit("B-N", "I-N")
    if _is_of_organisation(mail, token):
        found |= bit("B-G", "I-G")
    return found


def _follows_salutation(tokens: Sequence[Token], index: int) -> bool:
    return any(token.folded in words("people", "honorifics") for token in tokens[max(0, index - 3):index])


def _bodies(mail: Labelled, tokens: Sequence[Token]) -> dict[int, int]:
    """The tags of the words that are the whole name of the attendees' organisation, longest name first."""
    found: dict[int, int] = {}
    for name in sorted(_names_of_bodies(mail), key=len, reverse=True):
        wanted = [token.folded.rstrip(".") for token in split(Part(0, name, fold(name)), "body")]
        for start in range(len(tokens) - len(wanted) + 1):
            run = tokens[start:start + len(wanted)]
            if start not in found and [token.folded.rstrip(".") for token in run] == wanted and run[0].part is run[-1].part:
                found |= {start + step: bit("I-G" if step else "B-G") for step in range(len(run))}
    return found


def _picks(mail: Labelled, tokens: Sequence[Token]) -> dict[int, int]:
    """The tags of the words that name an option which the label picks; where several lines name it, it is open which of them does."""
    picked = set(mail.label.get("choices") or [])
    found: dict[int, int] = {}
    for event in mail.text.events:
        named = [(index, option) for index, token in enumerate(tokens) if token.is_word and len(token.text) >= SHORTEST for option in options_meant_by(token.folded, event)]
        for option in picked & {option for _, option in named}:
            places = [index for index, other in named if other == option and tokens[index].place != "sender"]
            is_plain = len({tokens[index].part.number for index in places}) == 1
            for index in places:
                found |= {beside: bit("O", "B-T", "I-T") for beside in (index - 1, index + 1) if 0 <= beside < len(tokens) and beside not in places}
            found |= dict.fromkeys(places, bit("B-T", "I-T") if is_plain else bit("O", "B-T", "I-T"))
    return found


def _names_of_bodies(mail: Labelled) -> list[str]:
    bodies = mail.label.get("organisation") or []
    return [bodies] if isinstance(bodies, str) else list(bodies)


def _is_of_organisation(mail: Labelled, token: Token) -> bool:
    pieces = {piece for body in _names_of_bodies(mail) for piece in fold(body).replace(".", ". ").split()}
    return token.folded in pieces or token.folded.rstrip(".") in pieces


def _purpose(mail: Labelled) -> int:
    label = mail.label
    if label["kind"] != "person":
        return number_in(PURPOSES, "machine")
    acts = label.get("acts") or []
    first = label["action"][0]
    if first == "ignore":
        return number_in(PURPOSES, "thanks" if "thanks" in acts else "staff")
    return number_in(PURPOSES, PURPOSE_OF[first])


def _asks(mail: Labelled) -> int:
    acts = mail.label.get("acts") or []
    return number_in(ASKS, "yes" if "question" in acts else "no") if acts else -1


def _writer(mail: Labelled) -> int:
    """Whether the writer is among those who come, those who are taken off, or neither; a relative of the same name is somebody else."""
    display, named = display_of(mail), {key: [plain(name) for name in mail.label.get(key) or []] for key in ("attendees", "cancelled")}
    for key, role in (("attendees", "attends"), ("cancelled", "cancels")):
        if any(is_bearer(display, name) for name in named[key]):
            return number_in(WRITERS, role)
    return number_in(WRITERS, "none") if is_somebody(display) and is_told(display, [*named["attendees"], *named["cancelled"]]) else -1


def display_of(mail: Labelled) -> str:
    return mail.text.sender.name if mail.text.sender else ""


def _mode(mail: Labelled) -> int:
    """The mode of all, or "mixed". Where everybody comes the one way in any case, labels do not tell whether a mail says so: nothing is learned."""
    if not mail.label.get("mode") and not any(event.mode is EventMode.HYBRID for event in mail.text.events):
        return -1
    of_each = {name.get("mode") for name in mail.label.get("attendees") or [] if isinstance(name, dict)}
    modes = {mail.label.get("mode"), *of_each} - {None}
    return number_in(MODES, "mixed" if len(modes) > 1 else next(iter(modes), "none"))


def _seats(mail: Labelled) -> int:
    """An answer of ours, or a mail that takes off, says nothing of all seats."""
    label = mail.label
    is_whole = "register" in (label.get("acts") or []) and not label.get("answers")
    return seats_in(label.get("count")) if is_whole or label["action"][0] == "change" else -1


def with_other_names(example: Example, tokens: Sequence[Token], language: str, chance: random.Random) -> tuple[tuple[Token, ...], dict[str, str]]:
    """The tokens with other people's names in the same writing, and which folded word became which."""
    others: dict[str, str] = {}
    found = []
    names = bit("B-A", "I-A", "B-C", "I-C", "B-N", "I-N", "B-F")
    for token, allowed in zip(tokens, example.allowed, strict=True):
        bare = token.folded.rstrip(".")
        if not (allowed & names) or allowed & bit("O") or not token.is_word or bare in PARTICLES or len(bare) < 2 or token.text[0] >= "\u0250":
            found.append(token)
            continue
        if bare not in others:
            drawn = people.draw(language if language in {"tr", "pl", "fr", "en", "ro"} else "de", chance)
            others[bare] = (drawn.given if is_given_name(token.text) else drawn.family).split()[-1]
        found.append(_renamed(token, others[bare]))
    return tuple(found), {bare: fold(name) for bare, name in others.items()}


def _renamed(token: Token, name: str) -> Token:
    text = name.upper() if token.text.isupper() and len(token.text) > 1 else name.lower() if token.text.islower() else name
    text = text + "." if token.text.endswith(".") else text
    return replace(token, text=text, folded=fold(text))


__all__ = ["ReadingText", "example_of", "with_other_names"]
