"""Text to Request: finds the people, the acts and the wishes of a mail, with the words for each, and what stays unexplained."""

import re
from collections.abc import Sequence
from dataclasses import replace

from processor.domain.event import Event, Mode
from processor.domain.mail import Mail, MailKind
from processor.domain.naming import may_be
from processor.domain.office import Office
from processor.domain.request import Act, Doubt, Evidence, NamedAttendee, Request, Thread
from processor.reading import attendance, choices, contact, organisation
from processor.reading.acts import Clause, as_evidence, find_clauses
from processor.reading.event_match import match_events
from processor.reading.language import find_language
from processor.reading.lexicon import pattern
from processor.reading.names import is_lone_given_name
from processor.reading.party import Party, find_party, kin_without_name
from processor.reading.persons import Mention, Role, find_mentions, find_writer, has_assistant, with_roles
from processor.reading.text import ReadingText, prepare

FIRST_PERSON = re.compile(
    r"\b(?:wir|uns|mich)\b|\bich (?:komme|nehme|bin|werde|mochte|wurde|wollte|will|habe|sage|bringe|kann|freue|und)\b|\bund (?:ich|mich)\b|mit mir\b|meine wenigkeit|\b(?:komme|nehme|bin)\b.{0,30}\b(?:gern|dabei|teil)|"
    r"\bi\b|\bme\b|\bmyself\b|\bwe\b|\bus\b|\bben\b|\bbiz\b|\bbeni\b|\w+(?:iyorum|iyoruz|acagim|acagiz|ecegim|ecegiz|irim|iriz)\b|\bя\b|\bми\b|\bмы\b|\bмене\b|\bменя\b|\bje\b|\bnous\b|\bm'|"
    r"\bja\b|\bjestem\b|\bbede\b|\bez\b|\bem\b|\beu\b|\bvoi\b|انا|اريد|ارغب|اود|ساحضر|سنحضر|نحن|\bمن\b|\bхочу\b|\bприиду\b|\bприйду\b|\bприду\b|\bбуду\b|\bchcialabym\b|\bchcialbym\b")
REGISTERS_OTHERS = re.compile(r"\bbitte ich um\b|\bich bitte um\b(?!.{0,80}\bmich\b)|\bich (?:melde|mochte|wurde|schicke|entsende|darf)\b(?!.{0,120}\b(?:mich|uns|und mich|teilnehmen|kommen|dabei)\b)|\b(?:nimmt|nehmen|kommt|kommen)\b(?!.{0,40}\b(?:wir|ich)\b)|bitte .{0,60}(?:eintragen|anmelden|vormerken)|\bmelde\b.{0,20}\b(?:hiermit\s+)?(?:frau|herrn|folgende|unsere|meine)\b")
NOT_MYSELF = re.compile(r"ich (?:selbst|selber|persönlich)?\s*(?:kann|bin|werde|komme|schaffe)\b.{0,40}\b(?:nicht|leider|verhindert)|ich selbst .{0,30}nicht|selber nicht|myself (?:cannot|can't|won't)")


def read(mail: Mail, events: Sequence[Event], office: Office, thread: Thread = Thread()) -> Request:  # noqa: B008 -- frozen
    """What `mail` asks for. Never raises; whatever stays unexplained is a doubt."""
    if mail.kind is not MailKind.PERSON:
        return Request(language=office.languages[0] if office.languages else "de")
    text = prepare(mail, events, office, thread)
    clauses = find_clauses(text)
    mentions = with_roles(find_mentions(text), clauses)
    acts, act_evidence = _acts(text, clauses, mentions)
    request = _with_fields(text, Request(acts=acts, language=find_language(text), evidence=tuple(act_evidence)))
    request = _with_people(text, request, clauses, mentions)
    return replace(request, doubts=tuple(_doubts(mail, text, request, clauses)))


def _acts(text: ReadingText, clauses: Sequence[Clause], mentions: Sequence[Mention]) -> tuple[tuple[Act, ...], list[Evidence]]:
    found = {act: clause for clause in reversed(clauses) for act in clause.acts}
    acts = set(found)
    if Act.CHANGE in acts and not _changes_something(text, acts):
        acts.discard(Act.CHANGE)
        acts.add(Act.REGISTER)
    if Act.CANCEL in acts and Act.REGISTER in acts:
        acts = _settled(text, acts, clauses, mentions)
    if Act.CHANGE in acts:
        acts -= {Act.REGISTER, Act.CANCEL}
    is_list = any(mention.is_structured for mention in mentions)
    if not acts - {Act.THANKS, Act.QUESTION} and (is_list or (text.thread.asked and mentions)) and Act.QUESTION not in acts:
        acts.add(Act.REGISTER)
    if acts - {Act.THANKS}:
        acts.discard(Act.THANKS)
    order = [Act.CANCEL, Act.CHANGE, Act.REGISTER, Act.QUESTION, Act.THANKS]
    kept = tuple(act for act in order if act in acts)
    return kept, [as_evidence(found[act], act) for act in kept if act in found]


def _changes_something(text: ReadingText, acts: set[Act]) -> bool:
    """A change needs something to change: a thread with us, or words that speak of an earlier registration."""
    if text.thread.is_reply_to_us or Act.CANCEL in acts:
        return True
    return bool(re.search(r"anmeldung|angemeldet|gemeldet|bereits|schon|vorhin|gestern|doch|registered|registration|kayit|реестрац|inscription|stimmt nicht|korrektur|zgloszen|inscris", text.folded))


def _settled(text: ReadingText, acts: set[Act], clauses: Sequence[Clause], mentions: Sequence[Mention]) -> set[Act]:
    """'Ich kann nicht, aber Frau Gül kommt': with an earlier registration a swap, else a registration of the other one."""
    cancelled = [mention for mention in mentions if mention.role is Role.CANCELLED]
    coming = [mention for mention in mentions if mention.role is Role.ATTENDEE]
    if text.thread.is_reply_to_us or re.search(r"angemeldet|anmeldung|gemeldet|registered|stornier|storno", text.folded):
        if (coming and cancelled) or (coming and NOT_MYSELF.search(text.folded)):
            return (acts - {Act.REGISTER, Act.CANCEL}) | {Act.CHANGE}
        if coming and not cancelled:
            return acts - {Act.REGISTER}
        return acts - {Act.REGISTER}
    if coming:
        return acts - {Act.CANCEL}
    del clauses
    return acts - {Act.REGISTER}


def _with_fields(text: ReadingText, request: Request) -> Request:
    evidence = list(request.evidence)
    body = organisation.find_organisation(text)
    phone = contact.find_phone(text)
    email = contact.find_email(text)
    mode = attendance.find_mode(text)
    picked = choices.find_choices(text)
    evidence += [found for found in (body, phone, email, mode, *picked) if found]
    match = match_events(text)
    return replace(
        request,
        organisation=body.value if body else "",
        phone=phone.value if phone else "",
        email=email.value if email else "",
        mode=Mode(mode.value) if mode else None,
        choices=tuple(found.value for found in picked),
        event_ids=match.event_ids,
        is_event_unclear=match.is_unclear,
        is_for_other_event=match.is_other,
        evidence=tuple(evidence),
    )


def _with_people(text: ReadingText, request: Request, clauses: Sequence[Clause], mentions: Sequence[Mention]) -> Request:
    writer, writer_part = find_writer(text)
    if is_lone_given_name(writer):
        writer = ""
    others = [mention for mention in mentions if not (writer and may_be(mention.name, writer))]
    first_names_only = [mention for mention in others if is_lone_given_name(mention.name) and mention.rule != "honorific" and not text.thread.registered_names]
    others = [mention for mention in others if mention not in first_names_only]
    coming = [mention for mention in others if mention.role is Role.ATTENDEE]
    gone = [mention for mention in others if mention.role is Role.CANCELLED]
    is_writer_listed = any(writer and may_be(mention.name, writer) and mention.role is Role.ATTENDEE for mention in mentions)
    attends = _writer_attends(text, request, coming, is_writer_listed=is_writer_listed)
    party = find_party(text, len(coming))
    evidence = list(request.evidence)
    attendees: list[NamedAttendee] = []
    if Act.REGISTER in request.acts or Act.CHANGE in request.acts:
        if attends and writer and Act.REGISTER in request.acts:
            attendees.append(NamedAttendee(writer))
            where = writer_part or None
            evidence.append(Evidence("attendees", writer, where.number if where else 0, where.text if where else (text.sender.name if text.sender else ""), "writer"))
        for mention in coming:
            attendees.append(_attendee(text, request, mention))
            evidence.append(Evidence("attendees", mention.name, mention.part.number, mention.part.text, mention.rule, 0.9 if mention.is_structured else 0.7))
    cancelled = tuple(mention.name for mention in gone)
    if Act.CANCEL in request.acts and not coming:
        cancelled = tuple(mention.name for mention in others if mention.role is not Role.MENTIONED) or ((writer,) if writer else ())
    elif Act.CHANGE in request.acts and not gone and NOT_MYSELF.search(text.folded) and writer:
        cancelled = (writer,)
    evidence += [Evidence("cancelled", name, 0, name, "cancelled_person") for name in cancelled]
    count, count_evidence = _count(text, request, party, attendees, mentions, attends=attends and not writer)
    if count is not None and party.total is None:
        count += sum(mention.role is Role.ATTENDEE for mention in first_names_only if not (text.sender and may_be(mention.name, text.sender.name)))
    return replace(request, attendees=tuple(attendees), cancelled=cancelled, count=count, evidence=(*evidence, *count_evidence))


def _writer_attends(text: ReadingText, request: Request, coming: Sequence[Mention], *, is_writer_listed: bool) -> bool:
    if Act.REGISTER not in request.acts:
        return False
    if is_writer_listed or not coming:
        return True
    if NOT_MYSELF.search(text.folded) or (has_assistant(text) and not re.search(r"\b(?:und ich|mich|wir)\b", text.folded)):
        return False
    if all(mention.is_structured for mention in coming) and not re.search(r"\bund ich\b|\bmich und\b|\bauch (?:ich|mich)\b|\bmich\b", text.folded):
        return False
    sentences = [sentence for part in text.body for sentence in re.split(r"[.!?\n]", part.folded)]
    mine = [sentence for sentence in sentences if FIRST_PERSON.search(sentence) and pattern("acts", "register").search(sentence)]
    return any(not REGISTERS_OTHERS.search(sentence) or re.search(r"\b(?:und ich|ich und|mich|wir|zusammen mit|gemeinsam mit|mit mein\w+|bringe|ile birlikte)\b", sentence) for sentence in mine)


def _attendee(text: ReadingText, request: Request, mention: Mention) -> NamedAttendee:
    mode = attendance.mode_in(mention.part.folded) if request.mode is None or mention.is_structured else None
    picked = next((choices.picked(mention.part.folded, event.choices) for event in text.events if event.choices), ()) if mention.is_structured else ()
    return NamedAttendee(mention.name, mode=mode if mode is not request.mode else None, choices=picked)


def _count(
    text: ReadingText, request: Request, party: Party, attendees: Sequence[NamedAttendee], mentions: Sequence[Mention], *, attends: bool,
) -> tuple[int | None, list[Evidence]]:
    if not {Act.REGISTER, Act.CHANGE} & set(request.acts):
        return None, []
    named = len(attendees) + attends
    starts: dict[int, list[int]] = {}
    for mention in mentions:
        starts.setdefault(mention.part.number, []).append(mention.start)
    unnamed = sum(kin_without_name(part, starts.get(part.number, [])) for part in text.body)
    if party.total is not None:
        return max(int(party.total.value), len(attendees)), [party.total]
    if Act.CHANGE in request.acts:
        return None, []
    companions = max(party.companions, unnamed)
    if party.companions and len(attendees) > 1:
        companions = max(0, party.companions - (len(attendees) - 1))
    return max(1, named + companions), []


def _doubts(mail: Mail, text: ReadingText, request: Request, clauses: Sequence[Clause]) -> list[Doubt]:
    doubts = []
    acts = set(request.acts)
    if pattern("acts", "other").search(text.folded) and Act.REGISTER not in acts:
        doubts.append(Doubt("Die Mail betrifft etwas anderes als eine Anmeldung."))
    if any(clause.is_unsure and clause.acts & {Act.REGISTER, Act.CANCEL} for clause in clauses) and Act.REGISTER in acts:
        words_unsure = next(clause.words for clause in clauses if clause.is_unsure)
        doubts.append(Doubt("Es ist nicht sicher, ob jemand kommt.", words_unsure))
    if not acts and (text.body or mail.attachments):
        doubts.append(Doubt("Es ist nicht klar, was gewünscht wird."))
    if acts == {Act.THANKS} and not text.thread.is_reply_to_us and (unexplained := _unexplained(clauses)):
        doubts.append(Doubt("Ein Satz der Mail ist nicht erklärt.", unexplained))
    if Act.CANCEL in acts and not text.thread.is_reply_to_us and len(clauses) > 1 and (unexplained := _unexplained(clauses)) and len(unexplained.split()) > 12:
        doubts.append(Doubt("Eine Absage, aber ein Satz der Mail ist nicht erklärt.", unexplained))
    if not text.body and not text.subject.strip() and not text.lists:
        doubts.append(Doubt("Die Mail enthält keinen Text."))
    if request.count is not None and Act.REGISTER in acts and request.count < len(request.attendees):
        doubts.append(Doubt(f"Es werden mehr Personen genannt ({len(request.attendees)}), als Plätze gewünscht sind ({request.count})."))
    return doubts




def _unexplained(clauses: Sequence[Clause]) -> str:
    """The longest sentence that does none of the known things; "" where only short ones remain."""
    longest = max((clause.words for clause in clauses if not clause.acts), key=lambda words: len(words.split()), default="")
    return longest if len(longest.split()) >= 6 else ""
