"""What the number of seats tells of those of whom the words leave open whether they come."""

from processor.domain.event import Required
from processor.domain.naming import is_near, may_be, words_of
from processor.reading.people.absence import is_absent, is_said_to_stay_away
from processor.reading.people.mentions import ITEM, LABEL
from processor.reading.people.names import PARTICLES
from processor.reading.people.person import Person
from processor.reading.people.role_case import CERTAIN, COMES, GONE, NAMED, RoleCase, is_far_surer
from processor.reading.purpose import Purpose

# From this on nobody is left out because fewer seats are wished for.
SURELY_COMES = 0.9
# From here on somebody may come, if a seat is wished for.
POSSIBLE = 0.3
# Below this somebody is named in an answer without being meant.
HARDLY = 0.1


def surplus(case: RoleCase) -> dict[Person, str]:
    """Who is named beside a list of just as many as seats are wished for, or in another field of a form, and of whom the rules read that they do not come."""
    if case.verdict.purpose is not Purpose.REGISTER:
        return {}
    coming = [person for person, role in case.roles.items() if role == COMES]
    seats = case.party.total or case.party.as_a_whole
    listed = [person for person in coming if any(ITEM.match(mention.part.text) for mention in person.mentions if mention.place in {"body", "attached"})]
    beside = [person for person in coming if person not in listed] if len(listed) > 1 and len(listed) == seats else []
    if sum(person.is_structured for person in coming) == seats:
        beside += [person for person in coming if not person.is_structured and all(LABEL.match(mention.part.text) for mention in person.mentions)]
    denied = [person for person, role in case.by_rule.items() if role == GONE and person.roles[COMES] < CERTAIN and person is not case.writer]
    return dict.fromkeys([*beside, *denied], NAMED)


def seated(case: RoleCase) -> dict[Person, str]:
    """Those of whom the words leave open whether they come, where just as many seats are left for them; and whoever is named where we asked for names ("Die zweite Person ist Emre Kaya")."""
    if case.verdict.purpose is not Purpose.REGISTER:
        return {}
    named = [person for person, role in case.roles.items()
             if role != GONE and person.is_in("body", "attached") and not is_absent(case.text, person) and not is_said_to_stay_away(person)]
    possible = [person for person in named if case.roles[person] == NAMED and person is not case.writer and person.roles[COMES] > POSSIBLE and case.by_rule[person] != GONE]
    left = (case.party.as_a_whole or 0) - sum(role == COMES for role in case.roles.values())
    # "Mit meinem Mann": he may be one of those whose names follow, or another.
    found = possible if len(possible) in {left, left - case.party.companions} else []
    if Required.NAMES in case.text.thread.asked:
        found += [person for person in named if " " in person.name and person.roles[COMES] > HARDLY and not any(may_be(person.name, known) for known in case.text.thread.registered_names)]
    return dict.fromkeys(found, COMES)


def outnumbered(case: RoleCase) -> dict[Person, str]:
    """Where fewer seats are wished for than people seem to come, those of whom this is by far the least sure: 'Mme Koffi aurait bien voulu venir', one seat."""
    sure = {person: max(person.roles[COMES], case.whole["attends"] if person is case.writer else 0.0) for person, role in case.roles.items() if role == COMES}
    coming = sorted(sure, key=sure.__getitem__)
    seats = case.party.total or case.party.as_a_whole or 0
    if case.verdict.purpose is not Purpose.REGISTER or not 0 < seats < len(coming):
        return {}
    beside, kept = coming[:-seats], coming[-seats:]
    is_plain = sure[beside[-1]] < SURELY_COMES and is_far_surer(sure[kept[0]], sure[beside[-1]])
    # A name and the same in another spelling correct each other.
    is_respelled = any(is_near(one.name, other.name) or words_of(one.name) <= words_of(other.name) | PARTICLES for one in beside for other in kept)
    return dict.fromkeys(beside, NAMED) if is_plain and not is_respelled and case.writer not in beside else {}
