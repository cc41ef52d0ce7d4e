"""What a person does in a mail: clause by clause, negation heeded."""

import re
from dataclasses import dataclass
from functools import lru_cache

from processor.domain.request import Act
from processor.reading.letter.text import Part, ReadingText, joined
from processor.reading.lexicon import fold, one_of, pattern, words

_NO_ABBREVIATION = "".join(rf"(?<!\b{word})" for word in sorted(words("acts", "abbreviations")))
SENTENCE_END = re.compile(rf"(?<![\d\s]){_NO_ABBREVIATION}[.!?؟]+\s+|\n{{2,}}|(?<=[!?])\s+")
CLAUSE_END = re.compile(rf"\s*(?:[;:]|,\s*(?={one_of('acts', 'turn_behind_comma')})|(?<=\s)(?:{one_of('acts', 'turn')})(?=\s))\s*")
CONDITION = re.compile(rf"^\W*(?:{one_of('acts', 'condition')})\b")
ACT_GROUPS = ("register", "cancel", "change", "question", "thanks", "negation", "idioms", "invitation", "harmless", "unsure", "other", "invited")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and what its words do."""

    part: Part
    words: str
    acts: frozenset[Act]
    is_unsure: bool = False


def find_clauses(text: ReadingText) -> list[Clause]:
    """All clauses of the body; the subject's only where the body says nothing."""
    found = [_clause(part, said) for part in joined(text.body) for sentence in _sentences(part) for said in CLAUSE_END.split(sentence) if said.strip()]
    if not any(clause.acts - {Act.THANKS} for clause in found) and text.subject:
        from_subject = _clause(Part(0, text.subject, fold(text.subject)), fold(text.subject))
        found.insert(0, from_subject)
    return found


@lru_cache(maxsize=512)
def groups_in(folded: str) -> frozenset[str]:
    """The groups of the lexicon of which a pattern stands in a clause."""
    return frozenset(group for group in ACT_GROUPS if pattern("acts", group).search(folded))


def _clause(part: Part, folded: str) -> Clause:
    said = groups_in(folded)
    plain = pattern("acts", "invitation").sub(" ", pattern("acts", "harmless").sub(" ", folded)) if said & {"invitation", "harmless"} else folded
    meant = groups_in(plain)
    acts: set[Act] = set()
    if "change" in meant:
        acts.add(Act.CHANGE)
    if "cancel" in meant:
        acts.add(Act.CANCEL)
    elif "register" in meant or "idioms" in said:
        acts.add(Act.CANCEL if _is_negated(plain) else Act.REGISTER)
    if "question" in said and not pattern("acts", "polite").search(folded):
        acts = {Act.QUESTION}
    if not acts and "thanks" in said:
        acts.add(Act.THANKS)
    if CONDITION.search(folded):
        acts -= {Act.CANCEL}
    return Clause(part, folded, frozenset(acts), "unsure" in said)


def _is_negated(plain: str) -> bool:
    """Whether a piece that speaks of coming denies it."""
    return any(pattern("acts", "negation").search(piece) for piece in plain.split(",") if pattern("acts", "register").search(piece))


def _sentences(part: Part) -> list[str]:
    """The sentences of a text, folded, their marks kept; a full stop behind a number or an abbreviation ends none."""
    ends = [match.end() for match in SENTENCE_END.finditer(part.folded)]
    cut = [part.folded[start:end] for start, end in zip([0, *ends], [*ends, len(part.folded)], strict=True)]
    return [sentence for sentence in cut if sentence.strip()]
