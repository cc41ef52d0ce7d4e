"""Who comes and who is taken off, from the people named, their roles and the words for people without a name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from processor.domain.event import Mode
from processor.domain.naming import may_be
from processor.domain.request import Act, Doubt, Evidence, NamedAttendee, Request
from processor.reading import attendance, choices, network
from processor.reading.acts import Clause
from processor.reading.lexicon import fold, pattern, words
from processor.reading.names import is_given_name, is_lone_given_name, presentable
from processor.reading.numbers import number_of
from processor.reading.party import Party, find_party
from processor.reading.people import Person, find_writer
from processor.reading.purpose import Purpose, Verdict
from processor.reading.same_person import Mention
from processor.reading.sayings import FIRST_PERSON
from processor.reading.spans import Span, find_spans
from processor.reading.text import ReadingText
from processor.reading.tokens import tokens_of

# Below these a person's role, or whether words are a name at all, is a question for staff.
CERTAIN = 0.8
CERTAIN_NAME = 0.8
# One word below this, which no list knows, is no name where others are named in full.
HARDLY = 0.75
# Where the rules read the same role, less is enough.
AGREED = 0.35
# The writer of a change or cancellation stays, or goes: below this nothing speaks for the latter.
VAGUE = 0.25
# Above this the number of seats does not overrule what the words say of the writer.
SURE_OF_WRITER = 0.9
# A writer who names nobody else means themselves, unless the whole mail speaks against it.
ALONG = 0.5
COMES, GONE, NAMED = "A", "C", "N"
SALUTATIONS = ("Frau ", "Herr ")


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a mail by what they do; `unnamed` counts those who come without a name."""

    coming: tuple[Person, ...] = ()
    gone: tuple[Person, ...] = ()
    unnamed: int = 0
    total: int | None = None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def find_cast(text: ReadingText, clauses: Sequence[Clause], people: Sequence[Person], verdict: Verdict) -> Cast:
    """Who does what in the mail."""
    if verdict.purpose not in {Purpose.REGISTER, Purpose.CHANGE, Purpose.CANCEL}:
        return Cast()
    writer = find_writer(text, people)
    party = find_party(text)
    people = [person for person in people if not _is_function(person, people)]
    roles = {person: max(person.roles, key=person.roles.__getitem__) for person in people}
    by_rule = {person: _by_rule(clauses, person) for person in people}
    if any(person.is_in("sender") and person.is_in("body", "signature") for person in people):
        # 'Christa und Rolf Weidner' is the name of an account; who of them writes is told by the text.
        roles |= {person: NAMED for person in people if person is not writer and all(mention.place == "sender" for mention in person.mentions)}
    below = {person for person in people if writer is not None and person is not writer and all(mention.place == "signature" for mention in person.mentions)}
    roles |= dict.fromkeys(below, NAMED)  # whoever else stands below the letter works there
    if verdict.purpose is Purpose.CANCEL and GONE not in roles.values():
        roles |= {person: GONE for person, role in by_rule.items() if role == GONE and person is not writer}
    comes_along = network.look(text).whole["writer"]
    settled = {writer} if _settle_writer(roles, writer, party, verdict, comes_along["attends"]) else _who_speaks_for_others(roles, by_rule, writer, verdict)
    settled |= below | {person for person in people if roles[person] != GONE and _is_said_to_stay(clauses, person)}
    coming = [_with_family_name(text, person, people) for person in people if roles[person] == COMES] if verdict.purpose is not Purpose.CANCEL else []
    named = tuple(person for person in coming if _can_be_listed(person, coming))
    gone = tuple(person for person in people if roles[person] == GONE and verdict.purpose is not Purpose.REGISTER)
    nameless_writer = int(verdict.purpose is Purpose.REGISTER and comes_along["attends"] > 0.5 and not coming)
    return Cast(
        named, gone, _unnamed(party, named, writer) + sum(_is_companion(person) for person in coming if person not in named) + nameless_writer, party.total,
        (*(_evidence(person, COMES) for person in named), *(_evidence(person, GONE) for person in gone), *party.evidence),
        (*_doubts(text, {person: role for person, role in roles.items() if person not in settled}, by_rule, writer, verdict), *_of_number(party, len(coming))),
    )


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


def _can_be_listed(person: Person, coming: Sequence[Person]) -> bool:
    """A lone given name stands on the list only for the writer, who is asked for the rest; companions known by it are counted."""
    if len(person.name.split()) > 1:
        return True
    return is_lone_given_name(person.name) and (len(coming) == 1 or person.is_in("sender", "signature"))


def _is_function(person: Person, people: Sequence[Person]) -> bool:
    """'Beate Kringe, Schatzmeisterin': one word behind a whole name and its comma says what somebody is; one that is hardly a name is none."""
    if len(person.name.split()) > 1 or is_given_name(person.name):
        return False
    if person.certainty < HARDLY and fold(person.name) not in words("family_names") and any(len(other.name.split()) > 1 for other in people):
        return True
    whole = [mention for other in people if len(other.name.split()) > 1 for mention in other.mentions]
    return all(any(_is_behind(mention, before) for before in whole) for mention in person.mentions)


def _is_behind(mention: Mention, before: Mention) -> bool:
    between = mention.part.text[before.start + len(before.name):mention.start]
    return mention.part is before.part and mention.start > before.start and between.strip() in {",", "(", "-", "–", "|", ";"}


def _is_companion(person: Person) -> bool:
    """Whether a lone name is somebody who comes too; the writer's pet name, or a word that is no name, is none."""
    return is_lone_given_name(person.name) and all(mention.place == "body" for mention in person.mentions) and person.certainty > CERTAIN


def with_cast(text: ReadingText, request: Request, cast: Cast) -> Request:
    """The request with its attendees, those taken off, and the number of seats."""
    attendees = tuple(_attendee(text, request, person) for person in cast.coming) if {Act.REGISTER, Act.CHANGE} & set(request.acts) else ()
    request = replace(request, attendees=attendees, cancelled=tuple(presentable(person.name) for person in cast.gone), evidence=(*request.evidence, *cast.evidence))
    return replace(request, count=_count(request, cast))


def _settle_writer(roles: dict[Person, str], writer: Person | None, party: Party, verdict: Verdict, attends: float) -> bool:
    """Where the words leave open whether the writer is meant, the number of seats or the lack of anybody else tells; True where it did."""
    if writer is None:
        return False
    wanted = {Purpose.REGISTER: COMES, Purpose.CANCEL: GONE}.get(verdict.purpose)
    if wanted is not None and not any(person.is_in("body", "attached") for person in roles if person is not writer) and not (wanted == COMES and attends < ALONG):
        roles[writer] = wanted
        return True
    others = sum(role == COMES for person, role in roles.items() if person is not writer)
    if verdict.purpose is Purpose.CHANGE and others and roles[writer] == COMES and writer.roles[COMES] < CERTAIN:
        roles[writer] = NAMED  # who adds others stands on the list already
        return True
    if wanted is not None and not any(role == wanted for role in roles.values()) and not (wanted == COMES and party.total and attends < 0.1):
        roles[writer] = wanted
        return True
    if verdict.purpose is Purpose.REGISTER and others and party.total in {others, others + 1} and not party.companions and max(writer.roles.values()) < SURE_OF_WRITER:
        roles[writer] = COMES if party.total == others + 1 else NAMED
        return True
    return False


def _who_speaks_for_others(roles: dict[Person, str], by_rule: dict[Person, str], writer: Person | None, verdict: Verdict) -> set[Person | None]:
    """Those who plainly take somebody else off the list, and so stay: the writer and whoever signs; `roles` is set accordingly."""
    if verdict.purpose not in {Purpose.CANCEL, Purpose.CHANGE} or not any(role == by_rule[person] == GONE for person, role in roles.items()):
        return set()
    found = {person for person in roles if (person is writer or not person.is_in("body", "attached")) and person.roles[GONE] < CERTAIN and by_rule[person] != GONE}
    roles.update(dict.fromkeys(found, NAMED))
    return {*found}


def _is_said_to_stay(clauses: Sequence[Clause], person: Person) -> bool:
    """'Frau Krug bleibt angemeldet': nothing changes for her."""
    key = fold(person.name.split()[-1])
    return any(key in clause.words and pattern("acts", "stays").search(clause.words) for clause in clauses)


def _by_rule(clauses: Sequence[Clause], person: Person) -> str:
    """The role that the rules alone give to somebody in whose clause one thing is done, and not to the writer; "" where they are silent."""
    key = fold(person.name.split()[-1])
    acts = {act for clause in clauses if key in clause.words for act in clause.acts if act is not Act.CANCEL or not FIRST_PERSON.search(clause.words)}
    if acts == {Act.CANCEL}:
        return GONE
    return COMES if acts and acts <= {Act.REGISTER, Act.CHANGE} else ""


def _doubts(text: ReadingText, roles: dict[Person, str], by_rule: dict[Person, str], writer: Person | None, verdict: Verdict) -> list[Doubt]:
    """Why a human should look: an unclear role, or words that may be no name."""
    found = []
    for person in roles:
        where = person.mentions[0].part.text
        if any(may_be(person.name, name) for name in text.thread.registered_names if name):
            continue
        is_agreed = (by_rule[person] == roles[person] and not (GONE in roles.values() and roles[person] == COMES)) or (roles[person] == COMES and bool(text.thread.asked))
        if not (is_agreed and person.roles[roles[person]] > AGREED) and _is_unclear(person, roles[person], person is writer, verdict):
            found.append(Doubt(f"Es ist nicht klar, ob {person.name} kommt.", where))
        elif roles[person] != NAMED and person.certainty < CERTAIN_NAME and not person.is_structured and not person.name.startswith(SALUTATIONS):
            found.append(Doubt(f"Es ist nicht sicher, ob «{person.name}» ein Name ist.", where))
    if verdict.purpose is Purpose.CANCEL and any(role == COMES and person.roles[COMES] > CERTAIN for person, role in roles.items()):
        found.append(Doubt("Die Mail sagt ab und nennt zugleich jemanden, der kommt."))
    return found


def _is_unclear(person: Person, role: str, is_writer: bool, verdict: Verdict) -> bool:
    """Whether it matters what the person does, and is not plain. Who is only addressed, or only sends the mail, is nobody's question."""
    if role == NAMED and not person.is_in("body", "attached", "signature"):
        return False
    if is_writer and verdict.purpose in {Purpose.CHANGE, Purpose.CANCEL}:
        return VAGUE < person.roles[GONE] < CERTAIN
    return person.roles[role] < CERTAIN and (is_writer or not person.is_in("sender"))


def _of_number(party: Party, coming: int) -> tuple[Doubt, ...]:
    if party.total is not None and party.total < coming:
        return (Doubt(f"Es werden mehr Personen genannt ({coming}), als Plätze gewünscht sind ({party.total})."),)
    return (Doubt("Die Mail nennt verschiedene Zahlen von Personen."),) if party.is_contradictory else ()


def _with_family_name(text: ReadingText, person: Person, people: Sequence[Person]) -> Person:
    """'Familie Öztürk: Kemal, Gülsen' and 'Hildegard und Ewald Brockmeyer' bear one family name."""
    if len(person.name.split()) > 1:
        return person
    shared = next((span for span in find_spans(text) if span.kind == "family" and span.tokens[0].place == "body" and _may_be_shared(span, person)), None)
    family = shared.text if shared is not None else _beside(text, person, people)
    return replace(person, name=f"{person.name} {family}") if family else person


def _may_be_shared(span: Span, person: Person) -> bool:
    """No small word, no number ("zu fünft"), and not the person's own name."""
    is_name = not span.text.islower() or person.name.islower()
    return is_name and fold(span.text) != fold(person.name) and fold(span.text) not in words("function_words") and number_of(fold(span.text)) is None


def _beside(text: ReadingText, person: Person, people: Sequence[Person]) -> str:
    """The family name of the next one in 'Hildegard und Ewald Brockmeyer'."""
    for mention in person.mentions:
        line = [token for token in tokens_of(text) if token.part is mention.part and token.place == mention.place]
        behind = [token for token in line if token.start >= mention.start + len(mention.name)]
        for other in people:
            if behind and behind[0].folded in words("people", "and") | {",", "&", "i", "и", "ve", "et", "y", "e", "و"} and other is not person and len(other.name.split()) > 1 and _follows(other, mention, behind[0].end):
                return other.name.split()[-1]
    return ""


def _follows(other: Person, mention: Mention, end: int) -> bool:
    return any(found.part is mention.part and 0 <= found.start - end <= 2 for found in other.mentions)


def _attendee(text: ReadingText, request: Request, person: Person) -> NamedAttendee:
    """The person with what the mail says of them alone."""
    line = person.mentions[0].part.folded
    mode = attendance.mode_in(line) if request.mode is None or person.is_structured else None
    picked = next((choices.picked(line, event.choices) for event in text.events if event.choices), ()) if person.is_structured else ()
    return NamedAttendee(presentable(person.name), mode=mode if isinstance(mode, Mode) and mode is not request.mode else None, choices=picked)


def _count(request: Request, cast: Cast) -> int | None:
    """The seats asked for; in a change only where the mail says the new total."""
    named = len(request.attendees)
    if cast.total is not None and {Act.REGISTER, Act.CHANGE} & set(request.acts):
        return max(cast.total, named)
    return max(1, named + cast.unnamed) if Act.REGISTER in request.acts else None


def _evidence(person: Person, role: str) -> Evidence:
    mention = person.mentions[0]
    return Evidence("attendees" if role == COMES else "cancelled", person.name, mention.part.number, mention.part.text, mention.source, round(person.roles[role], 2))
