"""What a mail as a whole wants of the office, judged from all its words: a second reader beside the rules on clauses."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from processor.domain.request import Act, Evidence
from processor.reading import sentences
from processor.reading.acts import Clause, groups_in
from processor.reading.lexicon import fold, pattern, words
from processor.reading.linear import load
from processor.reading.people import Person
from processor.reading.sayings import EARLIER
from processor.reading.sentences import Does
from processor.reading.tagger import hints
from processor.reading.text import ReadingText
from processor.reading.tokens import Token, tokens_of


class Purpose(StrEnum):
    """What a clerk would do with the mail."""

    REGISTER = "register"
    CHANGE = "change"
    CANCEL = "cancel"
    STAFF = "staff"
    THANKS = "thanks"


# Below these the mail is left to people: a wrong act costs more than a question.
CERTAIN = {Purpose.REGISTER: .6, Purpose.CHANGE: .6, Purpose.CANCEL: .65, Purpose.STAFF: 0.0, Purpose.THANKS: 0.75}
# What the rules may say where they agree with the model; where they don't, the model must be nearly sure.
AGREEING = {
    Purpose.REGISTER: {"register"}, Purpose.CHANGE: {"change", "both"}, Purpose.CANCEL: {"cancel"},
    Purpose.STAFF: {"question", "none"}, Purpose.THANKS: {"thanks"},
}
ANSWERED_OTHERWISE = 0.7
CERTAIN_ALONE = 0.85
LEVELS = (0.15, 0.3, 0.45, 0.6, 0.75, 0.9)
_IN_GERMAN = {
    Purpose.REGISTER: "eine Anmeldung", Purpose.CHANGE: "eine Änderung", Purpose.CANCEL: "eine Absage",
    Purpose.STAFF: "eine Frage oder etwas anderes", Purpose.THANKS: "ein Dank",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the mail wants, with the probability of each purpose; `asks` where it also puts a question."""

    purpose: Purpose
    probabilities: Mapping[Purpose, float]
    asks: bool
    by_rule: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def certainty(self) -> float:
        """The probability of the purpose."""
        return self.probabilities[self.purpose]

    @property
    def is_unsure(self) -> bool:
        """Whether the words leave it open: the model hesitates, or the rules read something else."""
        needed = CERTAIN[self.purpose] if self.by_rule in AGREEING[self.purpose] else CERTAIN_ALONE
        return self.certainty < needed and self.purpose is not Purpose.STAFF

    @property
    def acts(self) -> tuple[Act, ...]:
        """The acts of the mail, most important first."""
        asked = (Act.QUESTION,) if self.asks else ()
        if self.purpose is Purpose.STAFF:
            return asked
        if self.purpose is Purpose.THANKS:
            return (Act.THANKS,)
        return (Act(self.purpose.value), *asked)

    def as_sentence(self) -> str:
        """Why a human should decide."""
        first, second = sorted(self.probabilities, key=lambda purpose: -self.probabilities[purpose])[:2]
        return f"Es ist nicht klar, ob das {_IN_GERMAN[first]} oder {_IN_GERMAN[second]} ist."


def judge(text: ReadingText, clauses: Sequence[Clause], people: Sequence[Person]) -> Verdict:
    """The purpose of the mail, with the clause that shows it best."""
    does = sentences.judge(clauses)
    seen = features(text, clauses, people, does)
    found = load("purpose").probabilities(seen)
    probabilities = {purpose: found.get(purpose.value, 0.0) for purpose in Purpose}
    if text.thread.asked and max(probabilities[Purpose.CANCEL], probabilities[Purpose.STAFF]) < ANSWERED_OTHERWISE:
        return _answer(text, clauses, does)
    best = max(probabilities, key=lambda purpose: probabilities[purpose])
    asks = load("question").probabilities(seen).get("yes", 0.0) > 0.5
    return Verdict(best, probabilities, asks, acts_by_rule(text, clauses, people), _evidence(clauses, does, best, probabilities[best]))


def _answer(text: ReadingText, clauses: Sequence[Clause], does: Sequence[Mapping[str, float]]) -> Verdict:
    """We asked, and the writer answers: two words then say what a whole sentence would say elsewhere."""
    found = {purpose: 0.95 if purpose is Purpose.REGISTER else 0.0 for purpose in Purpose}
    asks = any("?" in part.text for part in text.body)
    return Verdict(Purpose.REGISTER, found, asks, "register", _evidence(clauses, does, Purpose.REGISTER, 0.95))


def _evidence(clauses: Sequence[Clause], does: Sequence[Mapping[str, float]], purpose: Purpose, probability: float) -> tuple[Evidence, ...]:
    """The clause whose words speak most for the purpose."""
    if not clauses or purpose is Purpose.STAFF:
        return ()
    telling = max(zip(clauses, does, strict=True), key=lambda pair: pair[1].get(purpose.value, 0.0))[0]
    return (Evidence("acts", purpose.value, telling.part.number, telling.words.strip(), "purpose", round(probability, 2)),)


def features(text: ReadingText, clauses: Sequence[Clause], people: Sequence[Person], does: Sequence[Mapping[str, float]]) -> set[str]:
    """What the model sees: the surest clause of each kind, what the rules say, the thread, and who is named."""
    found = {f"rule:{acts_by_rule(text, clauses, people)}"}
    most = {kind.value: max((known.get(kind.value, 0.0) for known in does), default=0.0) for kind in Does}
    levels = {kind: tuple(step for step in LEVELS if value >= step) for kind, value in most.items()}
    found |= {f"{kind}>{step}" for kind, steps in levels.items() for step in steps}
    acts = ("register", "cancel", "change", "question", "thanks")
    surely = [kind for kind in acts if most[kind] >= 0.5]
    found |= {f"surely:{'+'.join(surely)}", f"best:{max(acts, key=lambda kind: most[kind])}"}
    if clauses:
        found |= {f"first:{act.value}" for act in clauses[0].acts} | {f"last:{act.value}" for act in clauses[-1].acts}
    subject = fold(text.subject)
    found |= {f"subject:{group}" for group in groups_in(subject)}
    signs = (("reply", text.thread.is_reply_to_us), ("forwarded", text.is_forwarded), ("lists", bool(text.lists)), ("answer", text.is_answer),
             ("structured", any(person.is_structured for person in people)), ("unsure", any(clause.is_unsure for clause in clauses)),
             ("other", pattern("acts", "other").search(text.folded) is not None), ("earlier", EARLIER.search(text.folded) is not None))
    said = {name for name, is_so in signs if is_so}
    found |= said | {f"{name}+{kind}" for name in said for kind in surely or ["none"]}
    found |= _of_words(text, people) | _of_subject(subject, people)
    found.add(f"people:{min(4, sum(not person.is_sender for person in people))}")
    return found | {f"len:{min(5, int(math.log2(1 + sum(len(clause.words) // 40 for clause in clauses))))}"}


def acts_by_rule(text: ReadingText, clauses: Sequence[Clause], people: Sequence[Person]) -> str:
    """What the rules alone make of the clauses; one of the signs that the model weighs."""
    acts = {act for clause in clauses for act in clause.acts}
    speaks_of_earlier = text.thread.is_reply_to_us or EARLIER.search(text.folded) is not None
    if Act.CHANGE in acts and (speaks_of_earlier or Act.CANCEL in acts):
        return "change"
    if Act.CANCEL in acts:
        return "both" if Act.REGISTER in acts else "cancel"
    if acts & {Act.REGISTER, Act.CHANGE} or any(person.is_structured for person in people):
        return "register"
    return "question" if Act.QUESTION in acts else "thanks" if acts else "none"


def _of_words(text: ReadingText, people: Sequence[Person]) -> set[str]:
    """Words and pairs of words of body and greeting; names and numbers only as such."""
    found: set[str] = set()
    names = _names(people) | hints(text)
    previous = ""
    for token in tokens_of(text):
        if token.place not in {"body", "greeting"}:
            continue
        word = _masked(token, names)
        if len(word) > 1 or word == "?":
            found.add(f"w:{word}")
        if len(word) > 5 and word[0] != "<":
            found.add(f"s:{word[:5]}")
        if previous and word:
            found.add(f"b:{previous} {word}")
        previous = word
    return found


def _of_subject(subject: str, people: Sequence[Person]) -> set[str]:
    return {f"sw:{word[:6]}" for word in re.findall(r"[^\W\d_]{2,}", subject) if word not in _names(people)}


def _masked(token: Token, names: frozenset[str]) -> str:
    if token.is_word:
        bare = token.folded.rstrip(".")
        return "<name>" if bare in names or bare in words("first_names") or bare in words("family_names") else bare
    if token.text.isdigit():
        return "<number>"
    return "?" if token.text in "?؟" else ""


def _names(people: Sequence[Person]) -> frozenset[str]:
    return frozenset(fold(word).rstrip(".") for person in people for mention in person.mentions for word in mention.name.split())
