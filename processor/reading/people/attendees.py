"""Who comes and who is taken off, from the people named, their roles and the words for people without a name."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from processor.domain.event import Mode
from processor.domain.naming import is_same
from processor.domain.request import Act, Doubt, Evidence, NamedAttendee, Request
from processor.reading import attendance
from processor.reading.acts import Clause
from processor.reading.letter.layout import lay_out
from processor.reading.letter.tables import Record, find_records
from processor.reading.letter.text import ReadingText
from processor.reading.lexicon import fold, words
from processor.reading.network.judgement import look
from processor.reading.options.wording import choices_in
from processor.reading.people.doubts import doubts_about_number, doubts_about_people
from processor.reading.people.groups import with_leaders
from processor.reading.people.known_names import whole_name
from processor.reading.people.leaving import Leaving, find_leaving
from processor.reading.people.modes import modes_of
from processor.reading.people.names import is_given_name, is_lone_given_name
from processor.reading.people.party import Party, find_party
from processor.reading.people.person import Mention, Person
from processor.reading.people.role_case import CERTAIN, COMES, GONE
from processor.reading.people.roles import find_roles
from processor.reading.people.shared_names import with_family_name
from processor.reading.people.split_names import put_together
from processor.reading.people.written_names import presentable
from processor.reading.purpose import Purpose, Verdict

# One word below this, which no list knows, is no name where others are named in full.
HARDLY = 0.75
# In the explanation of a mail, where a name would stand.
UNNAMED = "wer außer dem Absender auf der Anmeldung steht"
WORDS_SHOWN = 120  # characters of a mail that speaks as a whole
LED = 0.8  # certainty of a group with its leaders


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a mail by what they do.

    Attributes:
        unnamed: how many come without a name.
    """

    coming: tuple[Person, ...] = ()
    leaving: Leaving = field(default_factory=Leaving)
    unnamed: int = 0
    total: int | None = None
    as_a_whole: int | None = None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def find_cast(text: ReadingText, clauses: Sequence[Clause], people: Sequence[Person], verdict: Verdict) -> Cast:
    """Who does what in the mail."""
    if verdict.purpose not in {Purpose.REGISTER, Purpose.CHANGE, Purpose.CANCEL}:
        return Cast()
    party = find_party(text)
    people = [person for person in people if not _is_function(person, people) and not _is_mere_subject(person, people)]
    roles = find_roles(text, clauses, people, verdict, party)
    coming = [with_family_name(text, person, people) for person in people if roles.of[person] == COMES] if verdict.purpose is not Purpose.CANCEL else []
    coming = put_together(coming, party.as_a_whole or party.total) if verdict.purpose is Purpose.REGISTER else coming
    named = tuple(person for person in coming if _can_be_listed(person))
    leaving = find_leaving(text, people, roles, verdict)
    nameless_writer = int(verdict.purpose is Purpose.REGISTER and roles.attends > 0.5 and not coming)
    unnamed = _unnamed(party, named, roles.writer) + sum(person is roles.writer or _is_companion(person) for person in coming if person not in named) + nameless_writer
    seats = _without_absent(party.as_a_whole, len(named) + unnamed, len(roles.absent))
    is_counted = verdict.purpose is Purpose.REGISTER and seats is not None and seats == len(named) + unnamed
    return Cast(
        named, leaving, unnamed, party.total, seats,
        (*(_evidence(person, COMES) for person in named), *(_evidence(person, GONE) for person in leaving.named), *_evidence_of_list(verdict, leaving), *party.evidence),
        (*doubts_about_people(text, roles, verdict, is_counted=is_counted), *doubts_about_number(party, len(named), len(coming)), *leaving.doubts),
    )


def with_cast(text: ReadingText, request: Request, cast: Cast) -> Request:
    """The request with its attendees, those taken off, and the number of seats."""
    modes = modes_of(text, cast.coming) if len(cast.coming) > 1 else {}
    attendees = tuple(_attendee(text, request, person, modes.get(person)) for person in cast.coming) if {Act.REGISTER, Act.CHANGE} & set(request.acts) else ()
    request = replace(request, attendees=attendees, cancelled=_cancelled(text, cast.leaving), is_other_cancelled=cast.leaving.is_for_the_list, staying=cast.leaving.staying, evidence=(*request.evidence, *cast.evidence))
    seats = _count(request, cast)
    request = replace(request, count=with_leaders(text, cast.coming, seats) if seats and Act.REGISTER in request.acts else seats)
    led = _evidence_of_whole(text, request, "the group and who leads it", LED) if request.count != seats else ()
    return replace(request, evidence=(*request.evidence, *_evidence_of_count(text, request, cast), *led))


def _cancelled(text: ReadingText, leaving: Leaving) -> tuple[str, ...]:
    return (*(whole_name(text, presentable(person.name)) for person in leaving.named), *filter(None, [leaving.by_list]))


def _without_absent(seats: int | None, coming: int, absent: int) -> int | None:
    """The seats of the mail as a whole, where these count those on its list who do not come."""
    return coming if absent and seats == coming + absent else seats


def _is_function(person: Person, people: Sequence[Person]) -> bool:
    """'Beate Kringe, Schatzmeisterin': one word behind a whole name and its comma says what somebody is; one that is hardly a name is none."""
    if len(person.name.split()) > 1 or is_given_name(person.name):
        return False
    if person.certainty < HARDLY and fold(person.name) not in words("family_names") and any(len(other.name.split()) > 1 for other in people):
        return True
    whole = [mention for other in people if len(other.name.split()) > 1 for mention in other.mentions]
    return all(any(_is_behind(mention, before) for before in whole) for mention in person.mentions)


def _is_mere_subject(person: Person, people: Sequence[Person]) -> bool:
    """'19 Mart Polis Müdürlüğü': words of the subject without a known given name are nobody, where the mail itself names people."""
    is_only_there = all(mention.place == "subject" for mention in person.mentions)
    return is_only_there and not any(map(is_given_name, person.name.split())) and any(other.is_in("body", "signature", "attached", "sender") for other in people)


def _is_behind(mention: Mention, before: Mention) -> bool:
    between = mention.part.text[before.end:mention.start]
    return mention.part is before.part and mention.start > before.start and between.strip() in {",", "(", "-", "–", "|", ";"}


def _can_be_listed(person: Person) -> bool:
    """A lone given name is no name for a list: companions known by it are counted, the writer is asked for the rest."""
    return len(person.name.split()) > 1


def _unnamed(party: Party, named: Sequence[Person], writer: Person | None) -> int:
    """The companions of whom no name is known: a list of as many names as were counted before is of the same people."""
    listed = [person for person in named if person.is_structured or any(_fills_line(mention) for mention in person.mentions)]
    others = [person for person in listed if person is not writer]
    is_same = party.companions in {len(listed), len(others)} or (party.companions <= len(others) and _is_announced(party, others))
    return 0 if is_same and others else party.companions


def _is_announced(party: Party, others: Sequence[Person]) -> bool:
    """'Mich, meine Frau und unsere Tochter: …' counts before the colon whom it names behind."""
    lines = {mention.part.number: mention.part.text.partition(":")[0] for person in others for mention in person.mentions if ":" in mention.part.text[:max(0, mention.start)]}
    return any(evidence.line in lines and evidence.words in lines[evidence.line] for evidence in party.evidence)


def _fills_line(mention: Mention) -> bool:
    """Whether a name stands in a list: on a line of its own, or behind a colon."""
    return mention.place == "attached" or ":" in mention.part.text[:max(0, mention.start)] or (mention.place == "body" and len(mention.part.text.split()) <= len(mention.name.split()) + 2)


def _is_companion(person: Person) -> bool:
    """Whether a lone name is somebody who comes too; the writer's pet name, or a word that is no name, is none."""
    return is_lone_given_name(person.name) and person.is_in("body") and all(mention.place in {"body", "greeting"} for mention in person.mentions) and person.certainty > CERTAIN


def _attendee(text: ReadingText, request: Request, person: Person, own_mode: Mode | None) -> NamedAttendee:
    """The person with what the mail says of them alone."""
    row = next((record for record in find_records(lay_out(text)) if record.is_table and is_same(record.name, person.name)), Record())
    line = person.mentions[0].part.folded
    mode = own_mode or (attendance.mode_in(row.mode or line) if request.mode is None or person.is_structured else None)
    offering = next((event for event in text.events if event.choices), None)
    picked = choices_in(row.choice or line, offering.choices, about=offering.title, is_value=bool(row.choice)) if offering and offering.choices and person.is_structured else ()
    return NamedAttendee(whole_name(text, presentable(person.name)), mode=mode if isinstance(mode, Mode) and mode is not request.mode else None, choices=picked)


def _count(request: Request, cast: Cast) -> int | None:
    """The seats asked for; in a change only where the mail says the new total."""
    named = len(request.attendees)
    if Act.REGISTER in request.acts and cast.as_a_whole is not None and cast.as_a_whole >= max(1, named):
        return cast.as_a_whole
    if cast.total is not None and {Act.REGISTER, Act.CHANGE} & set(request.acts):
        return max(cast.total, named)
    return max(1, named + cast.unnamed) if Act.REGISTER in request.acts else None


def _evidence_of_count(text: ReadingText, request: Request, cast: Cast) -> tuple[Evidence, ...]:
    """Where the mail as a whole told the seats, and not a word of it or the names."""
    if request.count is None or request.count != cast.as_a_whole or request.count in {cast.total, len(request.attendees)} or not text.body:
        return ()
    certainty = look(text).whole["seats"].get(str(request.count), 0.0)
    return _evidence_of_whole(text, request, "the mail as a whole", round(certainty, 2))


def _evidence_of_whole(text: ReadingText, request: Request, rule: str, certainty: float) -> tuple[Evidence, ...]:
    return (Evidence("count", str(request.count), text.body[0].number, " ".join(part.text for part in text.body)[:WORDS_SHOWN], rule, certainty),)


def _evidence_of_list(verdict: Verdict, leaving: Leaving) -> tuple[Evidence, ...]:
    """Where the mail speaks of somebody, and the list tells who that is."""
    if not leaving.by_list and not leaving.is_for_the_list:
        return ()
    return tuple(Evidence("cancelled", leaving.by_list or UNNAMED, found.line, found.words, "the list tells who") for found in verdict.evidence[:1])


def _evidence(person: Person, role: str) -> Evidence:
    mention = person.mentions[0]
    return Evidence("attendees" if role == COMES else "cancelled", person.name, mention.part.number, mention.part.text, mention.source, round(person.roles[role], 2))
