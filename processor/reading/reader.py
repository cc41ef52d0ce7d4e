"""Text to Request: finds the people, the purpose and the wishes of a mail, with the words for each, and what stays unexplained."""

from collections.abc import Sequence
from dataclasses import replace

from processor.domain.event import Event, Mode
from processor.domain.mail import Mail, MailKind
from processor.domain.office import Office
from processor.domain.request import Act, Doubt, Request, Thread
from processor.reading import attendance, contact, purpose
from processor.reading.acts import Clause, find_clauses
from processor.reading.bodies import organisation
from processor.reading.events.event_match import EventMatch
from processor.reading.events.match import match_events
from processor.reading.language import find_language
from processor.reading.letter.text import ReadingText, prepare
from processor.reading.lexicon import pattern
from processor.reading.network.judgement import look
from processor.reading.options import choices
from processor.reading.people import attendees
from processor.reading.people.persons import find_people
from processor.reading.purpose import Purpose, Verdict
from processor.reading.sayings import COMES_LATE, COMES_MYSELF, CORRECTS, EARLIER, IN_PLACE, ONLY_IF

# Nobody is turned away on a guess: from here on the network takes a mail for a new registration, not for a change of an earlier one.
SURELY_NEW = 0.93
# What the network reads with this certainty, single words of the lexicon do not call into question.
PLAIN = 0.97


def read(mail: Mail, events: Sequence[Event], office: Office, thread: Thread = Thread()) -> Request:  # noqa: B008 -- frozen
    """What `mail` asks for. Never raises; whatever stays unexplained is a doubt."""
    if mail.kind is not MailKind.PERSON:
        return Request(language=office.languages[0] if office.languages else "de")
    text = prepare(mail, events, office, thread)
    clauses = find_clauses(text)
    people = find_people(text)
    verdict = purpose.judge(text, clauses, people)
    request = Request(acts=verdict.acts, is_machine=verdict.purpose is Purpose.MACHINE and not verdict.is_unsure, language=find_language(text), evidence=verdict.evidence)
    request = _with_fields(text, request)
    cast = attendees.find_cast(text, clauses, people, verdict)
    request = attendees.with_cast(text, request, cast)
    return replace(request, doubts=(*_doubts(mail, text, request, clauses, verdict), *cast.doubts))


def _with_fields(text: ReadingText, request: Request) -> Request:
    body = organisation.find_organisation(text)
    phone = contact.find_phone(text)
    email = contact.find_email(text)
    mode = attendance.find_mode(text)
    picked = choices.find_choices(text)
    match = match_events(text)
    return replace(
        request,
        organisation=body.value if body else "",
        phone=phone.value if phone else "",
        email=email.value if email else "",
        mode=Mode(mode.value) if mode else None,
        choices=tuple(found.value for found in picked),
        event_ids=_events_meant(text, match, request.acts),
        is_event_unclear=match.is_unclear,
        is_for_other_event=match.is_other and Act.REGISTER in request.acts,
        evidence=(*request.evidence, *(found for found in (body, phone, email, mode, *picked) if found)),
    )


def _events_meant(text: ReadingText, match: EventMatch, acts: Sequence[Act]) -> tuple[str, ...]:
    """None where a cancellation names several and says that somebody comes: which of them is cancelled is for a human."""
    comes = COMES_MYSELF.search(text.folded) or pattern("acts", "stays").search(text.folded)
    return () if Act.CANCEL in acts and len(match.event_ids) > 1 and comes else match.event_ids


def _doubts(mail: Mail, text: ReadingText, request: Request, clauses: Sequence[Clause], verdict: Verdict) -> list[Doubt]:
    doubts = []
    acts = set(request.acts)
    if not text.body and not text.subject.strip() and not text.lists:
        doubts.append(Doubt("Die Mail enthält keinen Text."))
    elif verdict.is_unsure and not (verdict.takes_off and (request.cancelled or request.is_other_cancelled)):
        doubts.append(Doubt(verdict.as_sentence()))
    elif not acts and (text.body or mail.attachments):
        doubts.append(Doubt("Es ist nicht klar, was gewünscht wird."))
    if verdict.purpose is Purpose.REGISTER and not _is_surely_new(text) and _is_late(mail, text):
        doubts.append(Doubt("Die Mail kam nach dem Anmeldeschluss, und es ist nicht sicher, dass sie eine neue Anmeldung ist."))
    if verdict.purpose is Purpose.CANCEL and not verdict.is_unsure and COMES_LATE.search(text.folded):
        doubts.append(Doubt("Es ist nicht klar, ob jemand absagt oder nur später kommt."))
    unsure = next((clause for clause in clauses if clause.is_unsure and clause.acts & {Act.REGISTER, Act.CANCEL}), None)
    condition = ONLY_IF.search(text.folded)
    if verdict.purpose is Purpose.REGISTER and (condition is not None or (unsure is not None and verdict.certainty < PLAIN)):
        doubts.append(Doubt("Es ist nicht sicher, ob jemand kommt.", condition[0] if condition else unsure.words if unsure else ""))
    if Act.CANCEL in acts and pattern("acts", "invited").search(text.folded) and not text.thread.is_reply_to_us and not EARLIER.search(text.folded):
        doubts.append(Doubt("Es ist nicht klar, ob eine Anmeldung abgesagt oder nur die Einladung abgelehnt wird."))
    if pattern("acts", "other").search(text.folded) and Act.REGISTER not in acts and verdict.certainty < PLAIN:
        doubts.append(Doubt("Die Mail betrifft etwas anderes als eine Anmeldung."))
    return doubts


def _is_surely_new(text: ReadingText) -> bool:
    """Whether nobody can take the mail for a change of an earlier registration.

    An answer to a mail that is none of ours mostly is one; an answer to our question belongs to a registration that is not made yet.
    """
    is_answer = text.is_answer and not text.is_forwarded and not text.thread.is_reply_to_us
    is_plain = bool(text.thread.asked) or (look(text).whole["purpose"]["register"] >= SURELY_NEW and not is_answer)
    return is_plain and not (CORRECTS.search(text.folded) or IN_PLACE.search(text.folded))


def _is_late(mail: Mail, text: ReadingText) -> bool:
    return not any(event.is_open(mail.received_at) for event in text.events)
