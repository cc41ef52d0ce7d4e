"""What everybody named does: comes, is taken off, or is only named."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from processor.domain.event import Required
from processor.domain.naming import is_near, may_be, words_of
from processor.domain.request import Act
from processor.reading import network
from processor.reading.absence import is_absent
from processor.reading.acts import Clause
from processor.reading.lexicon import alternatives, fold, pattern, words
from processor.reading.mentions import ITEM
from processor.reading.names import PARTICLES
from processor.reading.party import Party
from processor.reading.people import Person, find_writer
from processor.reading.purpose import Purpose, Verdict
from processor.reading.sayings import COMES_MYSELF, FIRST_PERSON, IN_PLACE, OF_ONESELF, ONLY_OTHERS
from processor.reading.text import ReadingText

KIN = re.compile(rf"(?<!\w)(?:{alternatives('people', 'possessives')}) (?:{alternatives('people', 'kin')})(?!\w)")
WORD = re.compile(r"[^\W\d_]+")
COMES, GONE, NAMED = "A", "C", "N"
# Below this a person's role is a question for staff.
CERTAIN = 0.8
# Above this the number of seats does not overrule what the words say of the writer.
SURE_OF_WRITER = 0.9
# From this on nobody is left out because fewer seats are wished for.
SURELY_COMES = 0.9
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


@dataclass(slots=True)
class _Case:
    """A mail with the roles as far as they are known."""

    text: ReadingText
    clauses: Sequence[Clause]
    verdict: Verdict
    party: Party
    writer: Person | None
    by_rule: dict[Person, str]
    roles: dict[Person, str]

    @property
    def whole(self) -> Mapping[str, float]:
        """What the network makes of the writer from the mail as a whole."""
        return network.look(self.text).whole["writer"]


def find_roles(text: ReadingText, clauses: Sequence[Clause], people: Sequence[Person], verdict: Verdict, party: Party) -> Roles:
    """The network's judgement, set right by what the mail is about and by who stands where in it."""
    by_rule = {person: _by_rule(clauses, person) for person in people}
    case = _Case(text, clauses, verdict, party, find_writer(text, people), by_rule, {person: max(person.roles, key=person.roles.__getitem__) for person in people})
    case.roles |= _of_shared_account(case) | _gone_by_rule(case)
    settled: dict[Person, str] = {}
    absent: set[Person] = set()
    for plain in (_around_the_letter, _absent_by_list, _of_writer, _staying, _apart, _swapped, _surplus, _wanted, _outnumbered):
        found = plain(case)
        case.roles |= found
        settled |= found
        absent |= found.keys() if plain in {_absent_by_list, _apart, _surplus, _outnumbered} and verdict.purpose is Purpose.REGISTER else set()
    return Roles(case.roles, by_rule, frozenset(settled), frozenset(absent), case.writer, case.whole["attends"])


def _of_shared_account(case: _Case) -> dict[Person, str]:
    """'Christa und Rolf Weidner' is the name of an account; who of them writes is told by the text."""
    if not any(person.is_in("sender") and person.is_in("body", "signature") for person in case.roles):
        return {}
    return {person: NAMED for person in case.roles if person is not case.writer and all(mention.place == "sender" for mention in person.mentions)}


def _gone_by_rule(case: _Case) -> dict[Person, str]:
    if case.verdict.purpose is not Purpose.CANCEL or GONE in case.roles.values():
        return {}
    return {person: GONE for person, role in case.by_rule.items() if role == GONE and person is not case.writer}


def _around_the_letter(case: _Case) -> dict[Person, str]:
    """Whoever else stands below the letter works there, whoever is greeted reads it."""
    if case.writer is None:
        return {}
    return {person: NAMED for person in case.roles if person is not case.writer and not person.is_in("body", "attached", "sender", "subject")}


def _absent_by_list(case: _Case) -> dict[Person, str]:
    return {person: NAMED for person in case.roles if is_absent(case.text, person)}


def _of_writer(case: _Case) -> dict[Person, str]:
    if case.writer is None:
        return _who_speaks_for_others(case)
    is_settled = _settle_writer(case.roles, case.writer, case.party, case.verdict, case.whole["attends"])
    is_unsure = case.roles[case.writer] == GONE and case.whole["cancels"] < SURE_TO_CANCEL and case.verdict.certainty < 1
    return {case.writer: case.roles[case.writer]} if is_settled and not is_unsure else _who_speaks_for_others(case)


def _staying(case: _Case) -> dict[Person, str]:
    return {person: NAMED if role == GONE else role for person, role in case.roles.items() if _is_said_to_stay(case.clauses, person, is_writer=person is case.writer)}


def _apart(case: _Case) -> dict[Person, str]:
    """'Meine Frau fällt aus, ich komme aber', 'Ich selbst nehme nicht teil': the writer is plainly not one of those whom the mail takes off or registers."""
    if case.writer is None:
        return {}
    others_come = any(role == COMES for person, role in case.roles.items() if person is not case.writer)
    stays = case.verdict.purpose is Purpose.CANCEL and case.roles[case.writer] == GONE and (_says_to_come(case.clauses) or _speaks_of_kin_alone(case))
    keeps_away = case.verdict.purpose is Purpose.REGISTER and others_come and ONLY_OTHERS.search(case.text.folded) is not None
    return {case.writer: NAMED} if stays or keeps_away else {}


def _swapped(case: _Case) -> dict[Person, str]:
    """'Frau Obermann ist im Urlaub, an ihrer Stelle kommt Frau Nguyen': the two between whom such words stand, where the network, too, sees the one go and the other come."""
    found: dict[Person, str] = {}
    if case.verdict.purpose is not Purpose.CHANGE:
        return found
    for part in case.text.body:
        here = sorted(((mention.start, person) for person in case.roles for mention in person.mentions if mention.part is part and mention.start >= 0), key=itemgetter(0))
        for swap in IN_PLACE.finditer(part.folded):
            before = next((person for start, person in reversed(here) if start < swap.start()), None)
            behind = next((person for start, person in here if start >= swap.end()), None)
            if before and behind and (case.roles[before], case.roles[behind]) == (GONE, COMES):
                found |= {before: GONE, behind: COMES}
    return found


def _surplus(case: _Case) -> dict[Person, str]:
    """Who is named beside a list of just as many as seats are wished for, and of whom the rules read that they do not come."""
    if case.verdict.purpose is not Purpose.REGISTER:
        return {}
    coming = [person for person, role in case.roles.items() if role == COMES]
    listed = [person for person in coming if any(ITEM.match(mention.part.text) for mention in person.mentions if mention.place in {"body", "attached"})]
    beside = [person for person in coming if person not in listed] if len(listed) > 1 and len(listed) == (case.party.total or case.party.as_a_whole) else []
    denied = [person for person, role in case.by_rule.items() if role == GONE and person.roles[COMES] < CERTAIN and person is not case.writer]
    return dict.fromkeys([*beside, *denied], NAMED)


def _wanted(case: _Case) -> dict[Person, str]:
    """Those of whom the words leave open whether they come, where just as many seats are left for them; and whoever is named where we asked for names ("Die zweite Person ist Emre Kaya")."""
    if case.verdict.purpose is not Purpose.REGISTER:
        return {}
    named = [person for person, role in case.roles.items() if role != GONE and person.is_in("body", "attached") and not is_absent(case.text, person)]
    possible = [person for person in named if case.roles[person] == NAMED and person is not case.writer and person.roles[COMES] > POSSIBLE and case.by_rule[person] != GONE]
    left = (case.party.as_a_whole or 0) - sum(role == COMES for role in case.roles.values())
    # "Mit meinem Mann": he may be one of those whose names follow, or another.
    found = possible if len(possible) in {left, left - case.party.companions} else []
    if Required.NAMES in case.text.thread.asked:
        found += [person for person in named if " " in person.name and person.roles[COMES] > HARDLY and not any(may_be(person.name, known) for known in case.text.thread.registered_names)]
    return dict.fromkeys(found, COMES)


def _outnumbered(case: _Case) -> dict[Person, str]:
    """Where fewer seats are wished for than people seem to come, those of whom this is by far the least sure: 'Mme Koffi aurait bien voulu venir', one seat."""
    sure = {person: max(person.roles[COMES], case.whole["attends"] if person is case.writer else 0.0) for person, role in case.roles.items() if role == COMES}
    coming = sorted(sure, key=sure.__getitem__)
    seats = case.party.total or case.party.as_a_whole or 0
    if case.verdict.purpose is not Purpose.REGISTER or not 0 < seats < len(coming):
        return {}
    beside, kept = coming[:-seats], coming[-seats:]
    is_plain = sure[beside[-1]] < SURELY_COMES and _is_far_surer(sure[kept[0]], sure[beside[-1]])
    # A name and the same in another spelling correct each other.
    is_respelled = any(is_near(one.name, other.name) or words_of(one.name) <= words_of(other.name) | PARTICLES for one in beside for other in kept)
    return dict.fromkeys(beside, NAMED) if is_plain and not is_respelled and case.writer not in beside else {}


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
    return all(_is_far_surer(person.roles[COMES], writer.roles[COMES]) for person, role in roles.items() if role == COMES and person is not writer)


def _is_far_surer(one: float, other: float) -> bool:
    return 1 - other > DOUBLE * (1 - one) + 0.005


def _who_speaks_for_others(case: _Case) -> dict[Person, str]:
    """Those who plainly take somebody else off the list, and so stay: the writer and whoever signs."""
    if case.verdict.purpose not in {Purpose.CANCEL, Purpose.CHANGE} or not any(role == case.by_rule[person] == GONE for person, role in case.roles.items()):
        return {}
    return {person: NAMED for person in case.roles
            if (person is case.writer or not person.is_in("body", "attached")) and person.roles[GONE] < CERTAIN and case.by_rule[person] != GONE}


def _is_said_to_stay(clauses: Sequence[Clause], person: Person, *, is_writer: bool) -> bool:
    """'Frau Krug und ich bleiben angemeldet': nothing changes for the two; 'sie fällt aus, alles andere bleibt' does not mean her."""
    key = fold(person.name.split()[-1])
    pieces = [piece for clause in clauses if Act.CANCEL not in clause.acts for piece in clause.words.split(",")]
    return any(pattern("acts", "stays").search(piece) and (key in piece or (is_writer and _speaks_of_self(piece))) for piece in pieces)


def _speaks_of_kin_alone(case: _Case) -> bool:
    """'Meine Frau liegt mit Fieber, sie kann nicht': a cancellation without a word on the writer, in which nobody else is named."""
    is_other_named = any(person.is_in("body") for person in case.roles if person is not case.writer)
    return not is_other_named and KIN.search(case.text.folded) is not None and FIRST_PERSON.search(case.text.folded) is None and OF_ONESELF.search(case.text.folded) is None


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
