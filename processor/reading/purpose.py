"""What a mail as a whole wants of the office: the network's judgement, and beside it what the rules make of the clauses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from processor.domain.naming import words_of
from processor.domain.request import Act, Evidence
from processor.reading.acts import Clause
from processor.reading.attendance import find_mode
from processor.reading.letter.text import ReadingText
from processor.reading.letter.tokens import Token, tokens_of
from processor.reading.lexicon import pattern
from processor.reading.network.judgement import look
from processor.reading.network.spans import Span, find_spans
from processor.reading.network.surroundings import stretches_of
from processor.reading.options.choices import find_choices
from processor.reading.people.likely_names import is_person
from processor.reading.people.person import Person
from processor.reading.sayings import EARLIER


class Purpose(StrEnum):
    """What a clerk would do with the mail."""

    REGISTER = "register"
    CHANGE = "change"
    CANCEL = "cancel"
    STAFF = "staff"
    THANKS = "thanks"
    MACHINE = "machine"


# Below these the mail is left to people: a wrong act costs more than a question. Where the rules agree, less is enough.
CERTAIN = {Purpose.REGISTER: 0.65, Purpose.CHANGE: 0.6, Purpose.CANCEL: 0.7, Purpose.STAFF: 0.0, Purpose.THANKS: 0.9, Purpose.MACHINE: 0.95}
CERTAIN_ALONE = {Purpose.REGISTER: 0.8, Purpose.CHANGE: 0.8, Purpose.CANCEL: 0.85, Purpose.STAFF: 0.0, Purpose.THANKS: 0.97, Purpose.MACHINE: 0.97}
LIKELY = 0.1
SLIGHTLY = 0.02
# From this on it is plain what becomes of somebody.
PLAIN = 0.6
SHORTEST_MACHINE_MAIL = 12  # words
MOST_OTHER_WORDS = 3  # in an answer that is a list of names or a number
LONGEST_EVIDENCE = 160  # characters
MOST_WORDS_OF_WISH = 5  # "beide online, danke", "Absage! Tel. 0171 …"
# An answer to our question that cancels or asks something is plainly something else.
ANSWERED_OTHERWISE = 0.9
# "Muss absagen, 0171 …" is no answer of mere data.
LIKELY_OTHERWISE = 0.3
AGREEING = {
    Purpose.REGISTER: {"register"}, Purpose.CHANGE: {"change", "both"}, Purpose.CANCEL: {"cancel"},
    Purpose.STAFF: {"question", "none"}, Purpose.THANKS: {"thanks"}, Purpose.MACHINE: {"none"},
}
# Whoever cancels must not be registered.
CERTAIN_AGAINST_RULE = 0.98
_ACTS = {Purpose.REGISTER: Act.REGISTER, Purpose.CHANGE: Act.CHANGE, Purpose.CANCEL: Act.CANCEL, Purpose.THANKS: Act.THANKS}
_IN_GERMAN = {
    Purpose.REGISTER: "eine Anmeldung", Purpose.CHANGE: "eine Änderung", Purpose.CANCEL: "eine Absage", Purpose.STAFF: "eine Frage oder etwas anderes",
    Purpose.THANKS: "ein Dank", Purpose.MACHINE: "eine Werbung oder automatische Mail",
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
        """Whether the words leave it open: the network hesitates, or the rules read something else."""
        if self.purpose is Purpose.REGISTER and self.by_rule == "cancel":
            return self.certainty < CERTAIN_AGAINST_RULE
        if self.purpose is Purpose.THANKS and self.by_rule in {"cancel", "change", "both"}:
            return True  # a thank-you gets no answer: nobody's cancellation may be taken for one
        needed = CERTAIN if self.by_rule in AGREEING[self.purpose] else CERTAIN_ALONE
        return self.certainty < needed[self.purpose]

    @property
    def takes_off(self) -> bool:
        """Whether somebody is surely taken off the list, even where the words leave open whether somebody else comes instead."""
        return self.purpose is Purpose.CANCEL and self.certainty + self.probabilities[Purpose.CHANGE] >= CERTAIN_ALONE[Purpose.CANCEL]

    @property
    def acts(self) -> tuple[Act, ...]:
        """The acts of the mail, most important first."""
        act = _ACTS.get(self.purpose)
        return (*((act,) if act else ()), *((Act.QUESTION,) if self.asks else ()))

    def as_sentence(self) -> str:
        """Why a human should decide."""
        first, second = sorted(self.probabilities, key=lambda purpose: -self.probabilities[purpose])[:2]
        return f"Es ist nicht klar, ob das {_IN_GERMAN[first]} oder {_IN_GERMAN[second]} ist."


def judge(text: ReadingText, clauses: Sequence[Clause], people: Sequence[Person]) -> Verdict:
    """The purpose of the mail, with the clause that shows it best."""
    whole = look(text).whole
    probabilities = {purpose: whole["purpose"][purpose.value] for purpose in Purpose}
    if text.thread.is_reply_to_us or len(text.folded.split()) < SHORTEST_MACHINE_MAIL or any(person.is_structured for person in people):
        probabilities[Purpose.MACHINE] = 0.0  # "Ja" is a person's answer, and a form with a name a person's wish, whatever it resembles
    if text.thread.is_reply_to_us and not text.thread.asked and sum(len(part.text.split()) for part in text.body) == 1:
        probabilities |= {Purpose.REGISTER: 0.0, Purpose.CHANGE: 0.0}  # "Ja" to a letter that asked nothing, or asked somebody else, registers nobody and changes nothing
    by_rule = acts_by_rule(text, clauses, people)
    otherwise = max(probabilities[Purpose.CANCEL], probabilities[Purpose.STAFF])
    if text.thread.asked and otherwise < ANSWERED_OTHERWISE and by_rule != "cancel":
        # We asked, and the writer answers: two words then say what a whole sentence would say elsewhere.
        return _settled(Purpose.REGISTER, clauses, asks=any("?" in part.text for part in text.body))
    if text.thread.is_reply_to_us and otherwise < LIKELY_OTHERWISE and by_rule not in {"cancel", "both"} and _is_mere_data(text):
        return _settled(Purpose.CHANGE, clauses)
    if by_rule == "cancel" and len(text.folded.split()) <= MOST_WORDS_OF_WISH and "?" not in text.folded:
        return _settled(Purpose.CANCEL, clauses)
    probabilities = _with_people(_with_state(text, probabilities, by_rule), people)
    best = max(probabilities, key=lambda purpose: probabilities[purpose])
    asks = whole["asks"]["yes"] > 0.5 and best not in {Purpose.THANKS, Purpose.MACHINE}
    return Verdict(best, probabilities, asks, by_rule, _evidence(clauses, best, probabilities[best]))


def _settled(purpose: Purpose, clauses: Sequence[Clause], *, asks: bool = False) -> Verdict:
    """What is plain from the thread."""
    found = {other: float(other is purpose) for other in Purpose}
    return Verdict(purpose, found, asks, "register" if purpose is Purpose.REGISTER else "change", _evidence(clauses, purpose, 1.0))


def _is_mere_data(text: ReadingText) -> bool:
    """Whether an answer gives a whole name, a telephone number, a way of taking part or a choice, says little else and denies nothing."""
    if any("?" in part.text or pattern("acts", "negation").search(part.folded) for part in text.body):
        return False
    spans = [span for span in find_spans(text) if span.kind in {"person", "organisation", "family"}]
    named = {(token.part.number, token.start) for span in spans for token in span.tokens}
    words = [token for token in tokens_of(text) if token.place == "body" and token.is_word]
    lines = {part.number for part in text.body if len(part.text.split()) > 1 and is_person(part.text)}
    rest = [token for token in words if (token.part.number, token.start) not in named and token.part.number not in lines and not _is_in_stretch(token)]
    has_phone = any(line[2] == "phone" for part in text.body for line in stretches_of(part.text))
    has_name = any(span.kind == "person" and len(span.tokens) > 1 and span.tokens[0].place == "body" and not (rest and _is_signed(text, span)) for span in spans)
    if (has_phone or has_name or (lines and not rest)) and len(rest) <= MOST_OTHER_WORDS:
        return True
    return len(rest) <= MOST_WORDS_OF_WISH and (find_mode(text) is not None or bool(find_choices(text)))


def _is_signed(text: ReadingText, span: Span) -> bool:
    """Whether a name is but the sender's own, below what was written."""
    return text.sender is not None and words_of(span.text) <= words_of(text.sender.name)


def _is_in_stretch(token: Token) -> bool:
    return any(start <= token.start < end for start, end, _ in stretches_of(token.part.text))


def _with_people(probabilities: Mapping[Purpose, float], people: Sequence[Person]) -> dict[Purpose, float]:
    """Changing and cancelling differ in who comes and who goes; where both are likely, and somebody else than the writer is named, that tells."""
    both = probabilities[Purpose.CHANGE] + probabilities[Purpose.CANCEL]
    named = [person for person in people if person.is_in("body") and not person.is_in("sender", "signature")]
    coming = any(person.roles["A"] > PLAIN for person in named)
    gone = any(person.roles["C"] > PLAIN for person in named)
    if min(probabilities[Purpose.CHANGE], probabilities[Purpose.CANCEL]) < SLIGHTLY or not (coming or gone):
        return dict(probabilities)
    return {**probabilities, Purpose.CANCEL: 0.0 if coming else both, Purpose.CHANGE: both if coming else 0.0}


def _with_state(text: ReadingText, probabilities: Mapping[Purpose, float], by_rule: str) -> dict[Purpose, float]:
    """Registering and changing differ less in their words than in what was before; where both are likely, that tells."""
    register, change = probabilities[Purpose.REGISTER], probabilities[Purpose.CHANGE]
    if min(register, change) < LIKELY:
        return dict(probabilities)
    is_change = text.thread.is_reply_to_us or by_rule == "change"
    return {**probabilities, Purpose.REGISTER: 0.0 if is_change else register + change, Purpose.CHANGE: register + change if is_change else 0.0}


def _evidence(clauses: Sequence[Clause], purpose: Purpose, probability: float) -> tuple[Evidence, ...]:
    """The first clause that the rules read in the same way."""
    act = _ACTS.get(purpose)
    telling = next((clause for clause in clauses if act in clause.acts), clauses[0] if clauses else None)
    if act is None or telling is None:
        return ()
    return (Evidence("acts", purpose.value, telling.part.number, _as_written(telling), "network", round(probability, 2)),)


def _as_written(clause: Clause) -> str:
    """The clause with its capitals and umlauts, where folding kept the number of letters; else the beginning of its line."""
    start = clause.part.folded.find(clause.words)
    is_even = start >= 0 and len(clause.part.folded) == len(clause.part.text)
    return " ".join((clause.part.text[start:start + len(clause.words)] if is_even else clause.part.text[:LONGEST_EVIDENCE]).split())


def acts_by_rule(text: ReadingText, clauses: Sequence[Clause], people: Sequence[Person]) -> str:
    """What the rules alone make of the clauses."""
    acts = {act for clause in clauses for act in clause.acts}
    speaks_of_earlier = text.thread.is_reply_to_us or EARLIER.search(text.folded) is not None
    if Act.CHANGE in acts and (speaks_of_earlier or Act.CANCEL in acts):
        return "change"
    if Act.CANCEL in acts:
        return "both" if Act.REGISTER in acts else "cancel"
    if acts & {Act.REGISTER, Act.CHANGE} or any(person.is_structured for person in people):
        return "register"
    return "question" if Act.QUESTION in acts else "thanks" if acts else "none"
