"""What each clause does, judged by a model from its words and the lexicon's patterns."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from processor.reading.acts import CONDITION, POLITE, Clause, groups_in
from processor.reading.lexicon import words
from processor.reading.linear import load
from processor.reading.sayings import EARLIER, FIRST_PERSON, NOT_MYSELF, REGISTERS_OTHERS, SPLIT


class Does(StrEnum):
    """What a clause does."""

    REGISTER = "register"
    CANCEL = "cancel"
    CHANGE = "change"
    QUESTION = "question"
    THANKS = "thanks"
    OTHER = "other"


def judge(clauses: Sequence[Clause]) -> list[Mapping[str, float]]:
    """For every clause the probability of each thing that it may do."""
    model = load("clauses")
    return [model.probabilities(features(clause)) for clause in clauses]


def features(clause: Clause) -> set[str]:
    """What the model sees of one clause."""
    groups = groups_in(clause.words)
    found = {f"g:{group}" for group in groups} | {f"act:{act.value}" for act in clause.acts}
    found |= {f"gg:{one}+{other}" for position, one in enumerate(groups) for other in groups[position + 1:]}
    said = [name for name, saying in (("if", CONDITION), ("polite", POLITE), ("i", FIRST_PERSON), ("others", REGISTERS_OTHERS), ("notme", NOT_MYSELF), ("earlier", EARLIER)) if saying.search(clause.words)]
    found |= {f"x:{name}" for name in said} | {f"{name}+{group}" for name in said for group in groups}
    seen = [_masked(word) for word in SPLIT.findall(clause.words)]
    found |= {f"w:{word}" for word in seen} | {f"s:{word[:5]}" for word in seen if len(word) > 5 and word[0] != "<"}
    found |= {f"b:{one} {other}" for one, other in zip(["^", *seen], [*seen, "$"], strict=True)}
    return found | {f"len:{min(5, len(seen) // 4)}", f"subject:{clause.part.number == 0}"}


def _masked(word: str) -> str:
    if word.isdigit():
        return "<number>"
    return "<name>" if word in words("first_names") or word in words("family_names") else word
