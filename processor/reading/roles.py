"""What each person named does in the mail: comes, is taken off, or is only mentioned."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from processor.reading.acts import CONDITION, Clause, groups_in
from processor.reading.lexicon import fold, words
from processor.reading.linear import load
from processor.reading.people import Mention, Person, find_writer
from processor.reading.purpose import Purpose
from processor.reading.sayings import ASSISTANT, FIRST_PERSON, NOT_MYSELF, REGISTERS_OTHERS, REPLACED
from processor.reading.text import ReadingText
from processor.reading.tokens import Token, tokens_of
from processor.reading.wordshape import likeness

NEAR = 4


class Role(StrEnum):
    """What a named person does."""

    ATTENDEE = "attendee"
    CANCELLED = "cancelled"
    MENTIONED = "mentioned"


def judge(text: ReadingText, clauses: Sequence[Clause], people: Sequence[Person], purposes: Mapping[Purpose, float]) -> list[dict[Role, float]]:
    """The probability of each role, for every person of a mail that registers, changes or cancels."""
    writer = find_writer(text, people)
    judged = []
    for person in people:
        model = load("writer" if person is writer else "others")
        judged.append(model.probabilities(features(text, clauses, people, person, purposes)))
    return [{role: found.get(role.value, 0.0) for role in Role} for found in judged]


def features(text: ReadingText, clauses: Sequence[Clause], people: Sequence[Person], person: Person, purposes: Mapping[Purpose, float]) -> set[str]:
    """What the model sees of one person: where the name stands, what is said beside it, and what the mail is about."""
    purpose = max(purposes, key=lambda known: purposes[known])
    own = {f"at:{place}" for place in ("greeting", "body", "signature", "attached", "sender") if person.is_in(place)}
    own |= {f"by:{mention.source}" for mention in person.mentions}
    own |= {f"words:{min(3, len(person.name.split()))}", f"kind:{_kind(person)}"}
    own |= {f"sure:{int(max(mention.confidence for mention in person.mentions) * 4)}"}
    for mention in person.mentions:
        if mention.place in {"body", "greeting"} and mention.start >= 0:
            own |= _nearby(text, mention)
        own |= _clause_of(mention, clauses)
    own |= _whole(text, people, person) | {f"p:{purpose}", f"p:{purpose}{int(purposes[purpose] * 4)}", f"like:{_likeness(person)}"}
    return own | {f"{purpose}|{feature}" for feature in own if feature.split(":")[0] in {"at", "kind", "cl", "others", "listed", "near", "w", "alone"}}


def _kind(person: Person) -> str:
    if person.is_sender:
        return "sender"
    if person.is_in("signature") and not person.is_in("body"):
        return "signed"
    if person.is_structured:
        return "listed"
    return "named"


def _likeness(person: Person) -> int:
    """How much the least likely of the words sounds like a name, in quarters."""
    return int(min((likeness(word) for word in person.name.split()), default=0.0) * 4)


def _nearby(text: ReadingText, mention: Mention) -> set[str]:
    """The everyday words before and behind the name."""
    tokens = [token for token in tokens_of(text) if token.part.number == mention.part.number and token.place == mention.place]
    start = next((index for index, token in enumerate(tokens) if token.start >= mention.start), len(tokens))
    behind = start + len(mention.name.split())
    found = {f"near<{_sort(token)}" for token in tokens[max(0, start - NEAR):start]} | {f"near>{_sort(token)}" for token in tokens[behind:behind + NEAR]}
    found |= {f"next<{_sort(token)}" for token in tokens[max(0, start - 1):start]} | {f"next>{_sort(token)}" for token in tokens[behind:behind + 1]}
    before = " ".join(token.folded for token in tokens[max(0, start - NEAR):start]) + " "
    return found | ({"near:replaced"} if REPLACED.search(before) else set())


def _sort(token: Token) -> str:
    """A word as the model may see it: kinds of words instead of names and rare words."""
    bare = token.folded.rstrip(".")
    for group in ("honorifics", "titles", "functions", "kin", "kin_plural"):
        if bare in words("people", group):
            return f"<{group}>"
    if token.text.isdigit():
        return "<number>"
    if token.is_word and (bare in words("first_names") or bare in words("family_names")):
        return "<name>"
    return bare


def _clause_of(mention: Mention, clauses: Sequence[Clause]) -> set[str]:
    key = fold(mention.name.split()[-1])
    found: set[str] = set()
    for clause in clauses:
        if key in clause.words and clause.part.number <= mention.part.number <= clause.part.number + clause.part.text.count("\n"):
            found |= {f"cl:{group}" for group in groups_in(clause.words)} | {f"cl:{act.value}!" for act in clause.acts}
            found |= {f"cl:{name}" for name, saying in (("i", FIRST_PERSON), ("others", REGISTERS_OTHERS), ("notme", NOT_MYSELF), ("if", CONDITION)) if saying.search(clause.words)}
    return found


def _whole(text: ReadingText, people: Sequence[Person], person: Person) -> set[str]:
    """Of the whole mail: who else is named, and what the writer says of themselves."""
    others = [other for other in people if other is not person and other.is_in("body", "attached")]
    folded = text.folded
    found = {f"others:{min(3, len(others))}", f"listed:{min(3, sum(person.is_structured for person in others))}"}
    found |= {f"w:{name}" for name, saying in (("i", FIRST_PERSON), ("regothers", REGISTERS_OTHERS), ("notme", NOT_MYSELF)) if saying.search(folded)}
    found |= {"w:assistant"} if any(ASSISTANT.match(part.text) for part in (*text.signature, *text.body)) else set()
    found |= {f"w:{name}" for name, is_so in (("reply", text.thread.is_reply_to_us), ("lists", bool(text.lists)), ("forwarded", text.is_forwarded)) if is_so}
    return found
