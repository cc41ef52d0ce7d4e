"""Who comes and who is taken off, from the people named, their roles and the words for people without a name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from processor.domain.event import Mode
from processor.domain.naming import may_be
from processor.domain.request import Act, Doubt, Evidence, NamedAttendee, Request
from processor.reading import attendance, choices, roles
from processor.reading.acts import Clause
from processor.reading.lexicon import words
from processor.reading.names import is_known
from processor.reading.party import Party, find_party, kin_without_name
from processor.reading.people import Mention, Person, find_writer, is_lone_given_name
from processor.reading.purpose import Purpose, Verdict
from processor.reading.roles import Role
from processor.reading.text import ReadingText
from processor.reading.tokens import tokens_of
from processor.reading.wordshape import likeness

# Below these a person's role is a question for staff; whether the writer comes along is told less plainly than anything else.
CERTAIN = 0.5
CERTAIN_OF_WRITER = 0.6
# Above this the number of seats does not overrule what the words say of the writer.
SURE_OF_WRITER = 0.95
# Words that sound like a name need no list that knows them.
SOUNDS_LIKE_NAME = 0.5


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a mail by what they do; `unnamed` counts those who come without a full name."""

    coming: tuple[Person, ...] = ()
    gone: tuple[Person, ...] = ()
    unnamed: int = 0
    writer: Person | None = None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def find_cast(text: ReadingText, clauses: Sequence[Clause], people: Sequence[Person], verdict: Verdict) -> Cast:
    """Who does what in the mail."""
    writer = find_writer(text, people)
    if verdict.purpose not in {Purpose.REGISTER, Purpose.CHANGE, Purpose.CANCEL}:
        return Cast(writer=writer)
    judged = dict(zip(people, roles.judge(text, clauses, people, verdict.probabilities), strict=True))
    by_role = _roles(judged, verdict.purpose, writer)
    party = find_party(text)
    is_settled = verdict.purpose is Purpose.REGISTER and writer is not None and _settle_by_number(by_role, judged, writer, party)
    coming = [_with_family_name(text, person, writer) for person in people if by_role[person] is Role.ATTENDEE]
    named = tuple(person for person in coming if not is_lone_given_name(person.name) or person.has_salutation)
    return Cast(
        coming=named,
        gone=tuple(person for person in people if by_role[person] is Role.CANCELLED),
        unnamed=len(coming) - len(named),
        writer=writer,
        evidence=tuple(_evidence(person, by_role[person], judged[person]) for person in people if by_role[person] is not Role.MENTIONED),
        doubts=tuple(doubt for person in people if not (is_settled and person is writer) and not _is_registered(text, person) and (doubt := _doubt(person, judged[person][by_role[person]], by_role[person], writer, people)) is not None),
    )


def _roles(judged: dict[Person, dict[Role, float]], purpose: Purpose, writer: Person | None) -> dict[Person, Role]:
    """The likeliest role of each; where nobody else does what the mail is about, the writer does it."""
    roles_found = {person: max(found, key=lambda role: found[role]) for person, found in judged.items()}
    wanted = {Purpose.REGISTER: Role.ATTENDEE, Purpose.CANCEL: Role.CANCELLED}.get(purpose)
    if wanted is not None and writer is not None and wanted not in roles_found.values():
        roles_found[writer] = wanted
    return roles_found


def _settle_by_number(by_role: dict[Person, Role], judged: dict[Person, dict[Role, float]], writer: Person, party: Party) -> bool:
    """Whether the number of people that the mail says tells if the writer is one of them; `by_role` is set accordingly."""
    others = sum(role is Role.ATTENDEE for person, role in by_role.items() if person is not writer)
    total = int(party.total.value) if party.total is not None else 0
    if not others or total not in {others, others + 1} or max(judged[writer].values()) > SURE_OF_WRITER:
        return False
    by_role[writer] = Role.ATTENDEE if total == others + 1 else Role.MENTIONED
    return True


def _is_registered(text: ReadingText, person: Person) -> bool:
    """Whether the thread already knows the person: then only what is new about others matters."""
    return any(may_be(person.name, name) for name in text.thread.registered_names if name)


def with_cast(text: ReadingText, request: Request, cast: Cast) -> Request:
    """The request with its attendees, those taken off, and the number of seats."""
    attendees = tuple(_attendee(text, request, person) for person in cast.coming) if {Act.REGISTER, Act.CHANGE} & set(request.acts) else ()
    cancelled = tuple(person.name for person in cast.gone)
    if Act.CANCEL in request.acts and not cancelled and cast.writer is not None and not cast.coming:
        cancelled = (cast.writer.name,)
    request = replace(request, attendees=attendees, cancelled=cancelled, evidence=(*request.evidence, *cast.evidence))
    count, counted = _count(text, request, cast)
    doubts = request.doubts
    if count is not None and count < len(attendees):
        doubts = (*doubts, Doubt(f"Es werden mehr Personen genannt ({len(attendees)}), als Plätze gewünscht sind ({count})."))
    return replace(request, count=count, evidence=(*request.evidence, *counted), doubts=doubts)


def _doubt(person: Person, certainty: float, role: Role, writer: Person | None, people: Sequence[Person]) -> Doubt | None:
    """Why a human should look at this person: an unclear role, or words that may be no name."""
    where = person.mentions[0].part.text
    if _is_alone(person, writer, people):
        return None
    if certainty < (CERTAIN_OF_WRITER if person is writer else CERTAIN):
        return Doubt(f"Es ist nicht klar, ob {person.name} kommt.", where)
    if role is not Role.MENTIONED and not (is_known(person.name) or min(likeness(word) for word in person.name.split()) > SOUNDS_LIKE_NAME or person.has_salutation or person.is_sender or person.is_structured):
        return Doubt(f"Es ist nicht sicher, ob «{person.name}» ein Name ist.", where)
    return None


def _is_alone(person: Person, writer: Person | None, people: Sequence[Person]) -> bool:
    """Whether the writer is the only one whom the text names: then nobody else can be meant."""
    return person is writer and not any(other.is_in("body", "attached") for other in people if other is not person)


def _with_family_name(text: ReadingText, person: Person, writer: Person | None) -> Person:
    """'Mein Mann Hasan' and 'Familie Öztürk: Kemal, Gülsen' bear the family's name."""
    if writer is None or person is writer or not is_lone_given_name(person.name) or len(writer.name.split()) < 2:
        return person
    if any(_is_of_the_family(text, mention) for mention in person.mentions):
        return replace(person, name=f"{person.name} {writer.name.split()[-1]}")
    return person


def _is_of_the_family(text: ReadingText, mention: Mention) -> bool:
    line = [token for token in tokens_of(text) if token.part.number == mention.part.number and token.end <= mention.start]
    return any(token.folded in words("people", "family") for token in line[-4:])


def _attendee(text: ReadingText, request: Request, person: Person) -> NamedAttendee:
    """The person with what the mail says of them alone."""
    line = person.mentions[0].part.folded
    mode = attendance.mode_in(line) if request.mode is None or person.is_structured else None
    picked = next((choices.picked(line, event.choices) for event in text.events if event.choices), ()) if person.is_structured else ()
    return NamedAttendee(person.name, mode=mode if isinstance(mode, Mode) and mode is not request.mode else None, choices=picked)


def _count(text: ReadingText, request: Request, cast: Cast) -> tuple[int | None, tuple[Evidence, ...]]:
    """The seats asked for; in a change only where the mail says the new total."""
    if not {Act.REGISTER, Act.CHANGE} & set(request.acts):
        return None, ()
    party = find_party(text)
    if party.total is not None:
        return max(int(party.total.value), len(request.attendees)), (party.total,)
    if Act.CHANGE in request.acts:
        return None, ()
    named = len(request.attendees) + (cast.writer is None and not request.attendees)
    starts: dict[int, list[int]] = {}
    for person in cast.coming:
        for mention in person.mentions:
            starts.setdefault(mention.part.number, []).append(mention.start)
    companions = max(party.companions, sum(kin_without_name(part, starts.get(part.number, [])) for part in text.body), cast.unnamed)
    if party.companions and len(request.attendees) > 1:
        companions = max(0, party.companions - (len(request.attendees) - 1))
    return max(1, named + companions), ()


def _evidence(person: Person, role: Role, found: dict[Role, float]) -> Evidence:
    mention = person.mentions[0]
    field = "attendees" if role is Role.ATTENDEE else "cancelled"
    return Evidence(field, person.name, mention.part.number, mention.part.text, mention.source, round(found[role], 2))
