"""Who stays although the mail takes somebody off: "Frau Krug und ich bleiben", "Jo ja, Cem nein", "von den Angemeldeten (…) muss Cem passen"."""

import re
from collections.abc import Sequence
from functools import cache

from processor.domain.request import Act
from processor.reading.acts import Clause
from processor.reading.lexicon import alternatives, fold, pattern, words
from processor.reading.people.person import Mention, Person
from processor.reading.people.role_case import COMES, GONE, NAMED, SURE_OF_WRITER, SURE_TO_CANCEL, RoleCase
from processor.reading.purpose import Purpose
from processor.reading.sayings import COMES_MYSELF, FIRST_PERSON, OF_ONESELF, ONLY_OTHERS

KIN = re.compile(rf"(?<!\w)(?:{alternatives('people', 'possessives')}) (?:{alternatives('people', 'kin')})(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_BRACKETS = re.compile(r"\([^()]*\)")


def staying(case: RoleCase) -> dict[Person, str]:
    """Whoever is said to stay; 'So bleibt mir die Erinnerung, bitte streichen Sie mich' does not mean the list."""
    return {person: NAMED if role == GONE else role for person, role in case.roles.items()
            if not (role == GONE and _is_surely_gone(case, person)) and _is_said_to_stay(case.clauses, person, is_writer=person is case.writer)}


def told_to_come(case: RoleCase) -> dict[Person, str]:
    """Of those whom a mail that takes somebody off seems to mean: who comes by its very words, and who only stands in its list of all."""
    if case.verdict.purpose not in {Purpose.CANCEL, Purpose.CHANGE}:
        return {}
    gone = [person for person, role in case.roles.items() if role == GONE]
    listed = _only_listed(gone) if len(gone) > 1 else []
    return {person: NAMED for person in gone if person in listed or _is_told_to_come(person) or _comes_with_writer(case.clauses, person)}


def apart(case: RoleCase) -> dict[Person, str]:
    """'Meine Frau fällt aus, ich komme aber', 'Ich selbst nehme nicht teil': the writer is plainly not one of those whom the mail takes off or registers."""
    if case.writer is None:
        return {}
    others_come = any(role == COMES for person, role in case.roles.items() if person is not case.writer) or (case.party.as_a_whole or 0) > 1
    may_stay = case.verdict.purpose is Purpose.CANCEL and case.roles[case.writer] == GONE and case.writer.roles[GONE] < SURE_OF_WRITER
    stays = may_stay and (_says_to_come(case.clauses) or _speaks_of_kin_alone(case))
    keeps_away = case.verdict.purpose is Purpose.REGISTER and others_come and ONLY_OTHERS.search(case.text.folded) is not None
    return {case.writer: NAMED} if stays or keeps_away else {}


def _is_surely_gone(case: RoleCase, person: Person) -> bool:
    return person.roles[GONE] > SURE_OF_WRITER or (person is case.writer and min(person.roles[GONE], case.whole["cancels"]) > SURE_TO_CANCEL)


def _is_said_to_stay(clauses: Sequence[Clause], person: Person, *, is_writer: bool) -> bool:
    """'Frau Krug und ich bleiben angemeldet': nothing changes for the two; 'sie fällt aus, alles andere bleibt' does not mean her."""
    key = fold(person.name.split()[-1])
    pieces = [piece for clause in clauses if Act.CANCEL not in clause.acts for piece in clause.words.split(",")]
    return any(pattern("acts", "stays").search(piece) and (key in piece or (is_writer and _speaks_of_self(piece))) for piece in pieces)


def _is_told_to_come(person: Person) -> bool:
    """'Jo und Ann ja, …', 'Cem: ja': wherever the text names the person."""
    told = [mention for mention in person.mentions if mention.place == "body"]
    said = [_comes().match(fold(mention.part.text[mention.end:])) for mention in told]
    return bool(told) and all(match is not None and not pattern("acts", "negation").search(match[0]) for match in said)


@cache
def _comes() -> re.Pattern[str]:
    joint = alternatives("people", "and")
    return re.compile(rf"(?:\s*,\s*\w+|\s+(?:{joint})\s+\w+(?: \w+)?){{0,3}}\s*:?\s+(?:{alternatives('absence', 'present')})(?=\s*(?:[.,;!]|$))")


def _comes_with_writer(clauses: Sequence[Clause], person: Person) -> bool:
    """'Ich komme mit Jo'."""
    key = fold(person.name.split()[-1])
    pieces = (piece for clause in clauses for piece in clause.words.split(",") if key in _WORD.findall(piece))
    return any(COMES_MYSELF.search(piece) and not pattern("acts", "negation").search(piece) for piece in pieces)


def _only_listed(gone: Sequence[Person]) -> list[Person]:
    """'Angemeldet sind wir (Ina, Lea, Uwe), Lea muss passen': those in brackets beside one whom the text names outside of them as well."""
    bodies = {person: [mention for mention in person.mentions if mention.place == "body"] for person in gone}
    inside = {person: [mention for mention in mentions if _is_in_brackets(mention)] for person, mentions in bodies.items()}
    is_one_meant = any(0 < len(inside[person]) < len(mentions) for person, mentions in bodies.items())
    return [person for person, mentions in bodies.items() if is_one_meant and mentions and len(inside[person]) == len(mentions)]


def _is_in_brackets(mention: Mention) -> bool:
    return any(match.start() < mention.start < match.end() for match in _BRACKETS.finditer(mention.part.text))


def _speaks_of_kin_alone(case: RoleCase) -> bool:
    """'Meine Frau liegt mit Fieber, sie kann nicht': a cancellation without a word on the writer, in which nobody else is named."""
    is_other_named = any(person.is_in("body") for person in case.roles if person is not case.writer)
    return not is_other_named and KIN.search(case.text.folded) is not None and FIRST_PERSON.search(case.text.folded) is None and OF_ONESELF.search(case.text.folded) is None


def _says_to_come(clauses: Sequence[Clause]) -> bool:
    """'Meine Frau fällt aus. Ich komme aber': whoever takes others off says that he or she comes."""
    return any(COMES_MYSELF.search(piece) and not pattern("acts", "negation").search(piece) for clause in clauses for piece in clause.words.split(","))


def _speaks_of_self(piece: str) -> bool:
    return not words("people", "writer").isdisjoint(_WORD.findall(piece))
