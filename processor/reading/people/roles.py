"""What everybody named does: comes, is taken off, or is only named."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from processor.domain.request import Act
from processor.reading.acts import Clause
from processor.reading.letter.text import GREETING, ReadingText
from processor.reading.lexicon import fold, words
from processor.reading.people.absence import is_absent, is_said_to_stay_away
from processor.reading.people.party import Party
from processor.reading.people.person import Person
from processor.reading.people.persons import find_writer
from processor.reading.people.role_case import CERTAIN, COMES, GONE, NAMED, SURE_OF_WRITER, SURE_TO_CANCEL, RoleCase, is_far_surer
from processor.reading.people.seats_and_roles import outnumbered, seated, surplus
from processor.reading.people.staying import apart, staying, told_to_come
from processor.reading.purpose import Purpose, Verdict
from processor.reading.sayings import FIRST_PERSON, IN_PLACE

# From this on it is a sentence that names somebody in full, though it stands where greetings and signatures do.
SURE_OF_SENTENCE = 0.97
# A writer who names nobody else means themselves, unless the whole mail speaks against it.
ALONG = 0.5
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
    by_rule = {person: _by_rule(clauses, person) for person in people}
    case = RoleCase(text, clauses, verdict, party, find_writer(text, people), by_rule, {person: max(person.roles, key=person.roles.__getitem__) for person in people})
    case.roles |= _of_shared_account(case) | _gone_by_rule(case)
    settled: dict[Person, str] = {}
    absent: set[Person] = set()
    for plain in (_around_the_letter, _absent, _of_writer, staying, told_to_come, apart, _swapped, surplus, seated, outnumbered):
        found = plain(case)
        case.roles |= found
        settled |= found
        absent |= found.keys() if plain in {_absent, apart, surplus, outnumbered} and verdict.purpose is Purpose.REGISTER else set()
    return Roles(case.roles, by_rule, frozenset(settled), frozenset(absent), case.writer, case.whole["attends"])


def _of_shared_account(case: RoleCase) -> dict[Person, str]:
    """'Christa und Rolf Weidner' is the name of an account; who of them writes is told by the text."""
    if not any(person.is_in("sender") and person.is_in("body", "signature") for person in case.roles):
        return {}
    return {person: NAMED for person in case.roles if person is not case.writer and all(mention.place == "sender" for mention in person.mentions)}


def _gone_by_rule(case: RoleCase) -> dict[Person, str]:
    if case.verdict.purpose is not Purpose.CANCEL or GONE in case.roles.values():
        return {}
    return {person: GONE for person, role in case.by_rule.items() if role == GONE and person is not case.writer}


def _around_the_letter(case: RoleCase) -> dict[Person, str]:
    """Whoever else stands below the letter works there, whoever is greeted reads it; not the one of a sentence that begins or ends the mail ("Hallo, bitte Ina Kurz anmelden")."""
    if case.writer is None:
        return {}
    beside = [person for person in case.roles if person is not case.writer and not person.is_in("body", "attached", "sender", "subject")]
    return {person: NAMED for person in beside if " " not in person.name or max(person.roles[COMES], person.roles[GONE]) < SURE_OF_SENTENCE or _is_greeted(person)}


def _is_greeted(person: Person) -> bool:
    """'Hallo Ina Kurz und Leo Adler, …' speaks to both: nothing but names and "and" stands between the greeting and the name."""
    for mention in person.mentions:
        opening = GREETING.match(mention.part.folded)
        between = mention.part.text[opening.end():mention.start].split() if opening else []
        if opening and all(not word.islower() or fold(word) in words("people", "and") or GREETING.match(fold(word)) for word in between):
            return True
    return False


def _absent(case: RoleCase) -> dict[Person, str]:
    is_registration = case.verdict.purpose is Purpose.REGISTER
    return {person: NAMED for person in case.roles if is_absent(case.text, person) or (is_registration and person is not case.writer and is_said_to_stay_away(person))}


def _of_writer(case: RoleCase) -> dict[Person, str]:
    if case.writer is None:
        return _who_speaks_for_others(case)
    is_settled = _settle_writer(case.roles, case.writer, case.party, case.verdict, case.whole["attends"], case.whole["cancels"])
    is_unsure = case.roles[case.writer] == GONE and case.whole["cancels"] < SURE_TO_CANCEL and case.verdict.certainty < 1
    return {case.writer: case.roles[case.writer]} if is_settled and not is_unsure else _who_speaks_for_others(case)


def _swapped(case: RoleCase) -> dict[Person, str]:
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


def _settle_writer(roles: dict[Person, str], writer: Person, party: Party, verdict: Verdict, attends: float, cancels: float) -> bool:
    """Where the words leave open whether the writer is meant, the number of seats or the lack of anybody else tells; True where it did."""
    wanted = {Purpose.REGISTER: COMES, Purpose.CANCEL: GONE}.get(verdict.purpose)
    is_alone = not any(person.is_in("body", "attached") for person in roles if person is not writer)
    if wanted == GONE and is_alone and writer.roles[NAMED] > SURE_OF_WRITER and cancels < UNLIKELY:
        roles[writer] = NAMED
        return True
    if wanted is not None and is_alone and not (wanted == COMES and attends < ALONG) and writer.roles[NAMED] < SURE_OF_WRITER:
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
    others = [person for person, role in roles.items() if role == COMES and person is not writer]
    return writer.roles[COMES] < SURE_OF_WRITER and all(is_far_surer(person.roles[COMES], writer.roles[COMES]) for person in others)


def _who_speaks_for_others(case: RoleCase) -> dict[Person, str]:
    """Those who plainly take somebody else off the list, and so stay: the writer and whoever signs."""
    if case.verdict.purpose not in {Purpose.CANCEL, Purpose.CHANGE} or not any(role == case.by_rule[person] == GONE for person, role in case.roles.items()):
        return {}
    return {person: NAMED for person in case.roles
            if (person is case.writer or not person.is_in("body", "attached")) and person.roles[GONE] < CERTAIN and case.by_rule[person] != GONE}


def _by_rule(clauses: Sequence[Clause], person: Person) -> str:
    """The role that the rules alone give to somebody in whose clause one thing is done, and not to the writer; "" where they are silent."""
    key = fold(person.name.split()[-1])
    acts = {act for clause in clauses if key in clause.words for act in clause.acts if act is not Act.CANCEL or not FIRST_PERSON.search(clause.words)}
    if acts == {Act.CANCEL}:
        return GONE
    return COMES if acts and acts <= {Act.REGISTER, Act.CHANGE} else ""
