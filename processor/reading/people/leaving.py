"""Who is taken off the list: those whom the mail names, and the one whom only the list can name ("meine Frau kann nicht")."""

from collections.abc import Sequence
from dataclasses import dataclass

from processor.domain.request import Doubt
from processor.reading.letter.text import ReadingText
from processor.reading.letter.tokens import tokens_of
from processor.reading.lexicon import words
from processor.reading.people.known_names import known_people, not_listed, others_listed
from processor.reading.people.person import Person
from processor.reading.people.persons import signs_with_other_initial
from processor.reading.people.role_case import CERTAIN, GONE, NAMED
from processor.reading.people.roles import Roles
from processor.reading.people.written_names import presentable
from processor.reading.purpose import Purpose, Verdict

NOT_LISTED = Doubt("Die Mail sagt für jemanden ab, der nicht auf der Anmeldung steht.")
NOBODY_NAMED = Doubt("Die Mail sagt für jemanden ab, den sie nicht nennt; wer schreibt, kommt.")


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who is taken off.

    Attributes:
        named: those whom the mail names.
        by_list: the one whom the registration, or our letter below, names; "" where there is none.
        is_for_the_list: somebody is taken off of whom nothing is known but that it is not the writer, nor one of those who stay.
        staying: those beside the writer whom such a mail names.
    """

    named: tuple[Person, ...] = ()
    by_list: str = ""
    is_for_the_list: bool = False
    staying: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def find_leaving(text: ReadingText, people: Sequence[Person], roles: Roles, verdict: Verdict) -> Leaving:
    """Those whom a change or a cancellation takes off. A writer who is not registered means somebody else: a mother her children."""
    named = tuple(person for person in people if roles.of[person] == GONE and verdict.purpose is not Purpose.REGISTER)
    if verdict.purpose is not Purpose.CANCEL:
        return Leaving(named)
    if roles.writer is not None and named == (roles.writer,) and roles.writer.is_sender and not_listed(text, presentable(roles.writer.name)):
        return Leaving(named, doubts=(NOT_LISTED,))
    return _somebody_unnamed(text, people, roles) if not named and _is_other_meant(people, roles) else Leaving(named)


def _is_other_meant(people: Sequence[Person], roles: Roles) -> bool:
    """Whether it is plain that the writer stays, or that somebody else goes."""
    is_only_named = roles.writer is not None and roles.writer.roles[NAMED] > CERTAIN
    return is_only_named or roles.writer in roles.settled or any(person.roles[GONE] > CERTAIN for person in people if person is not roles.writer)


def _somebody_unnamed(text: ReadingText, people: Sequence[Person], roles: Roles) -> Leaving:
    """Where one is taken off without a name: whoever is left on the list when the writer and all who are named stay. Where nobody else stands there by name, or no list is at hand, it may be a seat without a name."""
    writer = roles.writer
    if writer is None or not writer.is_sender or not _speaks_of_one(text) or signs_with_other_initial(text, writer):
        return Leaving(doubts=(NOBODY_NAMED,))
    staying = tuple(person.name for person in people if person is not writer and person.is_in("body", "attached"))
    others = others_listed(text, [writer.name, *staying]) if known_people(text) else ()
    if others is None or len(others) > 1:
        return Leaving(doubts=(NOBODY_NAMED,))
    return Leaving(by_list="".join(others), is_for_the_list=not others, staying=staying)


def _speaks_of_one(text: ReadingText) -> bool:
    """'Meine Frau ist krank': no "Kinder" are several."""
    several = words("people", "kin_plural") - words("people", "kin")  # folded, "Töchter" is "Tochter"
    return several.isdisjoint(token.folded for token in tokens_of(text) if token.place == "body")
