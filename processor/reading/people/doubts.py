"""Why a human should look at the people of a mail."""

from collections.abc import Iterator

from processor.domain.naming import may_be
from processor.domain.request import Doubt
from processor.reading.letter.text import ReadingText
from processor.reading.people.before_names import begins_with_no_name
from processor.reading.people.party import Party
from processor.reading.people.person import Person
from processor.reading.people.role_case import CERTAIN, COMES, GONE, NAMED
from processor.reading.people.roles import Roles
from processor.reading.purpose import Purpose, Verdict
from processor.reading.sayings import FIRST_PERSON, OF_ONESELF

# Below these it is a question for staff whether words are a name at all: one word alone, and several.
CERTAIN_NAME = 0.8
CERTAIN_WHOLE_NAME = 0.7
# Where the rules read the same role, less is enough.
AGREED = 0.35
# Where as many come as the mail tells as a whole, this is enough.
COUNTED = 0.5
# Who comes, or is only named, is less grave to mistake than who is taken off.
CERTAIN_TO_COME = 0.7
# The writer of a change or cancellation stays, or goes: below this nothing speaks for the latter.
VAGUE = 0.35
# Where a mail surely takes somebody off, whoever surely does not come, this is enough to be the one.
CERTAIN_TO_GO = 0.75
CERTAIN_PURPOSE = 0.9
VERY_UNLIKELY = 0.1
# Whoever writes a mail that cancels means him- or herself from here on.
OFF_MYSELF = 0.7
OFF_MYSELF_BESIDE_OTHERS = 0.85
# A mail that registers takes nobody off: of somebody only named nothing can be overlooked but that he or she comes, and that from this probability on.
OVERLOOKED = 0.4
SALUTATIONS = ("Frau ", "Herr ")


def doubts_about_people(text: ReadingText, roles: Roles, verdict: Verdict, *, is_counted: bool) -> Iterator[Doubt]:
    """An unclear role, words that may be no name (however plain the role), or somebody who comes in a mail that cancels; `is_counted`: as many come as the mail tells as a whole."""
    grave = {person: role for person, role in roles.of.items() if _is_grave(role, verdict)}
    open_roles = {person: role for person, role in grave.items() if person not in roles.settled}
    for person, role in grave.items():
        where = person.mentions[0].part.text
        is_registered = any(may_be(person.name, name) for name in text.thread.registered_names if name)
        if is_registered and role != GONE:
            continue
        is_agreed = (roles.by_rule[person] == role and not (GONE in open_roles.values() and role == COMES)) or (role == COMES and bool(text.thread.asked))
        is_told = (is_agreed and person.roles[role] > AGREED) or (is_counted and person.roles[role] > COUNTED)
        if person in open_roles and not is_told and _is_unclear(person, role, person is roles.writer, verdict):
            yield Doubt(f"Es ist nicht klar, ob {person.name} kommt.", where)
        elif role != NAMED and not is_registered and ((person in open_roles and _is_hardly_seen(person)) or begins_with_no_name(person.name)):
            yield Doubt(f"Es ist nicht sicher, ob «{person.name}» ein Name ist.", where)
    if verdict.purpose is Purpose.CANCEL and roles.writer is not None and _may_mean_another(text, roles, roles.writer):
        yield Doubt(f"Es ist nicht klar, ob {roles.writer.name} oder jemand anderes absagt.")
    if verdict.purpose is Purpose.CANCEL and any(role == COMES and person.roles[COMES] > CERTAIN for person, role in open_roles.items()):
        yield Doubt("Die Mail sagt ab und nennt zugleich jemanden, der kommt.")


def _may_mean_another(text: ReadingText, roles: Roles, writer: Person) -> bool:
    """Whether a cancellation that seems to be the writer's own names somebody else who may be the one, or who comes where nobody says "I"."""
    others = [person for person in roles.of if person is not writer and person.is_in("body", "subject", "attached") and person.roles[NAMED] < COUNTED]
    is_impersonal = OF_ONESELF.search(text.folded) is None and FIRST_PERSON.search(text.folded) is None
    is_other_staying = is_impersonal and any(roles.of[person] == NAMED for person in others)
    return roles.of[writer] == GONE and bool(others) and (writer.roles[GONE] < OFF_MYSELF_BESIDE_OTHERS or is_other_staying)


def _is_hardly_seen(person: Person) -> bool:
    """Whether the network is not sure that words are a name."""
    return person.certainty < (CERTAIN_WHOLE_NAME if " " in person.name else CERTAIN_NAME) and not person.is_structured and not person.name.startswith(SALUTATIONS)


def _is_grave(role: str, verdict: Verdict) -> bool:
    """Whether somebody may be struck off, or registered, by mistake: in a change who is not taken off loses nothing, in a cancellation who is only named stays."""
    return role == GONE if verdict.purpose is Purpose.CHANGE else role != NAMED or verdict.purpose is not Purpose.CANCEL


def doubts_about_number(party: Party, named: int, coming: int) -> Iterator[Doubt]:
    """More people than seats, or several numbers. Where as many are named in full as seats are wished for, a lone given name beside them is somebody's pet name, or that of a child who stays at home."""
    numbers = {number for number in (party.total, party.as_a_whole) if number}
    wanted = min(numbers, default=coming)
    if wanted < coming and numbers != {named}:
        yield Doubt(f"Es werden mehr Personen genannt ({coming}), als Plätze gewünscht sind ({wanted}).")
    elif party.is_contradictory:
        yield Doubt("Die Mail nennt verschiedene Zahlen von Personen.")


def _is_unclear(person: Person, role: str, is_writer: bool, verdict: Verdict) -> bool:
    """Whether it matters what the person does, and is not plain. Who is only addressed, or only sends the mail, is nobody's question."""
    if role == NAMED and not person.is_in("body", "attached", "signature"):
        return False
    if is_writer and verdict.purpose in {Purpose.CHANGE, Purpose.CANCEL}:
        return person.roles[GONE] < (OFF_MYSELF if verdict.purpose is Purpose.CANCEL else CERTAIN) if role == GONE else person.roles[GONE] > VAGUE
    if role == NAMED:
        return person.roles[COMES] > OVERLOOKED and (is_writer or not person.is_in("sender"))
    if role == GONE and verdict.certainty > CERTAIN_PURPOSE and person.roles[COMES] < VERY_UNLIKELY:
        return person.roles[role] < CERTAIN_TO_GO
    return person.roles[role] < (CERTAIN if role == GONE else CERTAIN_TO_COME) and (is_writer or not person.is_in("sender"))
