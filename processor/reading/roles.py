"""What everybody named does: comes, is taken off, or is only named."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from processor.domain.event import Required
from processor.domain.naming import may_be
from processor.domain.request import Act
from processor.reading import network
from processor.reading.absence import is_absent
from processor.reading.acts import Clause
from processor.reading.lexicon import fold, pattern, words
from processor.reading.party import Party
from processor.reading.people import Person, find_writer
from processor.reading.purpose import Purpose, Verdict
from processor.reading.sayings import COMES_MYSELF, FIRST_PERSON, ONLY_OTHERS
from processor.reading.text import ReadingText

WORD = re.compile(r"[^\W\d_]+")
COMES, GONE, NAMED = "A", "C", "N"
# Below this a person's role is a question for staff.
CERTAIN = 0.8
# Above this the number of seats does not overrule what the words say of the writer.
SURE_OF_WRITER = 0.9
# A writer who names nobody else means themselves, unless the whole mail speaks against it.
ALONG = 0.5
DOUBLE = 2
# Below this the mail as a whole leaves it to the words whether the writer is the one who cancels.
SURE_TO_CANCEL = 0.8
# From here on somebody may come, if a seat is wished for.
POSSIBLE = 0.3
# Below this somebody is named in an answer without being meant.
HARDLY = 0.1
# Below this nobody thinks of somebody.
UNLIKELY = 0.2


@dataclass(frozen=True, slots=True)
class Roles:
    """The role of each person.

    Attributes:
        of: COMES, GONE or NAMED.
        by_rule: what the rules alone make of the person; "" where they are silent.
        settled: those whose role is plain from the mail as a whole, whatever single words leave open.
        absent: those of whom the mail says plainly that they do not come with the others.
        attends: the probability that the writer comes.
    """

    of: dict[Person, str]
    by_rule: dict[Person, str]
    settled: frozenset[Person]
    absent: frozenset[Person]
    writer: Person | None
    attends: float


def find_roles(text: ReadingText, clauses: Sequence[Clause], people: Sequence[Person], verdict: Verdict, party: Party) -> Roles:
    """The network's judgement, set right by what the mail is about and by who stands where in it."""
    writer = find_writer(text, people)
    roles = {person: max(person.roles, key=person.roles.__getitem__) for person in people}
    by_rule = {person: _by_rule(clauses, person) for person in people}
    if any(person.is_in("sender") and person.is_in("body", "signature") for person in people):
        # 'Christa und Rolf Weidner' is the name of an account; who of them writes is told by the text.
        roles |= {person: NAMED for person in people if person is not writer and all(mention.place == "sender" for mention in person.mentions)}
    below = {person for person in people if writer is not None and person is not writer and not person.is_in("body", "attached", "sender", "subject")}
    roles |= dict.fromkeys(below, NAMED)  # whoever else stands below the letter works there, whoever is greeted reads it
    if verdict.purpose is Purpose.CANCEL and GONE not in roles.values():
        roles |= {person: GONE for person, role in by_rule.items() if role == GONE and person is not writer}
    absent = {person for person in people if is_absent(text, person)}
    roles |= dict.fromkeys(absent, NAMED)
    whole = network.look(text).whole["writer"]
    attends = whole["attends"]
    is_settled = writer is not None and _settle_writer(roles, writer, party, verdict, attends) and not (roles[writer] == GONE and whole["cancels"] < SURE_TO_CANCEL and verdict.certainty < 1)
    plain = {writer} if is_settled and writer is not None else _who_speaks_for_others(roles, by_rule, writer, verdict)
    staying = {person for person in people if _is_said_to_stay(clauses, person, is_writer=person is writer)}
    roles |= {person: NAMED for person in staying if roles[person] == GONE}
    if writer is not None and _stands_apart(text, clauses, roles, writer, verdict):
        roles[writer] = NAMED
        plain |= {writer}
        absent |= {writer} if verdict.purpose is Purpose.REGISTER else set()
    wanted = _whom_seats_want(roles, party, plain | below | absent) | (_named_in_answer(text, roles) - absent) if verdict.purpose is Purpose.REGISTER else set()
    roles |= dict.fromkeys(wanted, COMES)
    return Roles(roles, by_rule, frozenset(plain | below | staying | absent | wanted), frozenset(absent), writer, attends)


def _whom_seats_want(roles: Mapping[Person, str], party: Party, settled: Collection[Person]) -> set[Person]:
    """Those of whom the words leave open whether they come, where just as many seats are left for them."""
    open_ones = {person for person, role in roles.items() if person.is_in("body", "attached") and person not in settled and role == NAMED and person.roles[COMES] > POSSIBLE}
    left = (party.as_a_whole or 0) - sum(role == COMES for role in roles.values())
    # "Mit meinem Mann": he may be one of those whose names follow, or another.
    return open_ones if len(open_ones) in {left, left - party.companions} else set()


def _stands_apart(text: ReadingText, clauses: Sequence[Clause], roles: Mapping[Person, str], writer: Person, verdict: Verdict) -> bool:
    """'Meine Frau fällt aus, ich komme aber', 'Ich selbst nehme nicht teil': the writer says plainly not to be one of those whom the mail takes off or registers."""
    if verdict.purpose is Purpose.CANCEL:
        return roles[writer] == GONE and _says_to_come(clauses)
    others_come = any(role == COMES for person, role in roles.items() if person is not writer)
    return verdict.purpose is Purpose.REGISTER and others_come and ONLY_OTHERS.search(text.folded) is not None


def _named_in_answer(text: ReadingText, roles: Mapping[Person, str]) -> set[Person]:
    """Whoever is named by whole name where we asked for names, and does not stand on the registration yet: 'Die zweite Person ist Emre Kaya'."""
    if Required.NAMES not in text.thread.asked:
        return set()
    return {person for person, role in roles.items()
            if person.is_in("body", "attached") and " " in person.name and role != GONE and person.roles[COMES] > HARDLY and not any(may_be(person.name, known) for known in text.thread.registered_names)}


def _settle_writer(roles: dict[Person, str], writer: Person, party: Party, verdict: Verdict, attends: float) -> bool:
    """Where the words leave open whether the writer is meant, the number of seats or the lack of anybody else tells; True where it did."""
    wanted = {Purpose.REGISTER: COMES, Purpose.CANCEL: GONE}.get(verdict.purpose)
    if wanted is not None and not any(person.is_in("body", "attached") for person in roles if person is not writer) and not (wanted == COMES and attends < ALONG):
        roles[writer] = wanted
        return True
    others = sum(role == COMES for person, role in roles.items() if person is not writer)
    if verdict.purpose is Purpose.CHANGE and others and roles[writer] == COMES and writer.roles[COMES] < CERTAIN:
        roles[writer] = NAMED  # who adds others stands on the list already
        return True
    if wanted is not None and not any(role == wanted for role in roles.values()) and not (wanted == COMES and attends < 0.1 and (party.total or writer.roles[COMES] < UNLIKELY)):
        meant = max((person for person in roles if person.is_in("body", "attached")), key=lambda person: person.roles[wanted], default=writer)
        roles[writer if meant.roles[wanted] < UNLIKELY else meant] = wanted
        return meant is writer or meant.roles[wanted] < UNLIKELY
    if verdict.purpose is Purpose.REGISTER and others and party.total in {others, others + 1} and not party.companions and max(writer.roles.values()) < SURE_OF_WRITER:
        roles[writer] = COMES if party.total == others + 1 else NAMED
        return True
    if verdict.purpose is Purpose.REGISTER and others and party.as_a_whole == others and party.total in {None, others} and not party.companions and roles[writer] == COMES and _is_least_sure(roles, writer):
        roles[writer] = NAMED  # a parent, a secretary: seats are wished for the others alone
        return True
    return False


def _is_least_sure(roles: dict[Person, str], writer: Person) -> bool:
    """Whether of all who seem to come the writer comes with the least certainty."""
    return all(1 - writer.roles[COMES] > DOUBLE * (1 - person.roles[COMES]) + 0.005 for person, role in roles.items() if role == COMES and person is not writer)


def _who_speaks_for_others(roles: dict[Person, str], by_rule: dict[Person, str], writer: Person | None, verdict: Verdict) -> set[Person]:
    """Those who plainly take somebody else off the list, and so stay: the writer and whoever signs; `roles` is set accordingly."""
    if verdict.purpose not in {Purpose.CANCEL, Purpose.CHANGE} or not any(role == by_rule[person] == GONE for person, role in roles.items()):
        return set()
    found = {person for person in roles if (person is writer or not person.is_in("body", "attached")) and person.roles[GONE] < CERTAIN and by_rule[person] != GONE}
    roles.update(dict.fromkeys(found, NAMED))
    return found


def _is_said_to_stay(clauses: Sequence[Clause], person: Person, *, is_writer: bool) -> bool:
    """'Frau Krug und ich bleiben angemeldet': nothing changes for the two; 'sie fällt aus, alles andere bleibt' does not mean her."""
    key = fold(person.name.split()[-1])
    pieces = [piece for clause in clauses if Act.CANCEL not in clause.acts for piece in clause.words.split(",")]
    return any(pattern("acts", "stays").search(piece) and (key in piece or (is_writer and _speaks_of_self(piece))) for piece in pieces)


def _says_to_come(clauses: Sequence[Clause]) -> bool:
    """'Meine Frau fällt aus. Ich komme aber': whoever takes others off says that he or she comes."""
    return any(COMES_MYSELF.search(piece) and not pattern("acts", "negation").search(piece) for clause in clauses for piece in clause.words.split(","))


def _speaks_of_self(piece: str) -> bool:
    return not words("people", "writer").isdisjoint(WORD.findall(piece))


def _by_rule(clauses: Sequence[Clause], person: Person) -> str:
    """The role that the rules alone give to somebody in whose clause one thing is done, and not to the writer; "" where they are silent."""
    key = fold(person.name.split()[-1])
    acts = {act for clause in clauses if key in clause.words for act in clause.acts if act is not Act.CANCEL or not FIRST_PERSON.search(clause.words)}
    if acts == {Act.CANCEL}:
        return GONE
    return COMES if acts and acts <= {Act.REGISTER, Act.CHANGE} else ""
