"""Decides what becomes of a mail: the rules of the office, in the order of its procedure."""

from collections.abc import Callable
from dataclasses import replace

from processor.domain import answering, calendar_replies, cancelling, changing, completing, doubting, moving, registering
from processor.domain.case import Case
from processor.domain.courtesy import why_not
from processor.domain.decision import Decision, Outcome, Suppress
from processor.domain.letters_wanted import in_one_letter, passed_on
from processor.domain.mail import MailKind, SenderVerdict
from processor.domain.request import Act

Rule = Callable[[Case], Decision | None]


def decide(case: Case) -> Decision:
    """The decision of the first rule that has one; its name is the decision's `rule`."""
    for rule in RULES:
        decision = rule(case)
        if decision is not None:
            return _courteous(case, replace(decision, rule=rule.__name__, notices=in_one_letter(case.inbound_id, decision.notices)))
    raise AssertionError("the last rule decides everything")


def record_bounce(case: Case) -> Decision | None:
    """A delivery report changes no registration; it is believed only where it returns a letter of ours."""
    bounce = case.mail.bounce
    if case.mail.kind is not MailKind.BOUNCE:
        return None
    if bounce is None or not bounce.is_permanent or not case.is_ours:
        return Decision("", Outcome.IGNORE)
    changes = tuple(Suppress(recipient, bounce.status or "unzustellbar") for recipient in bounce.recipients)
    return Decision("", Outcome.IGNORE, changes)


def ignore_machine_mail(case: Case) -> Decision | None:
    """Absence notes, receipts, newsletters and spam are neither answered nor registered."""
    return Decision("", Outcome.IGNORE) if case.mail.kind is not MailKind.PERSON or case.request.is_machine else None


def ignore_repeated_mail(case: Case) -> Decision | None:
    """The very same mail was handled before; mail servers deliver twice now and then."""
    return Decision("", Outcome.IGNORE) if case.is_repeat else None


def hold_mail_without_sender(case: Case) -> Decision | None:
    """Nobody can be answered or recognised."""
    if case.mail.sender is not None:
        return None
    return Decision("", Outcome.STAFF, for_staff="Die Mail hat keinen eindeutigen Absender.")


def hold_forged_change(case: Case) -> Decision | None:
    """Nothing is changed or cancelled on the word of a mail that our server calls forged; the pretended sender gets no letter."""
    if case.mail.verdict is not SenderVerdict.FAIL or not {Act.CANCEL, Act.CHANGE} & set(case.request.acts):
        return None
    return Decision("", Outcome.STAFF, for_staff="Der Absender ist vermutlich gefälscht (die Prüfung des Mailservers schlug fehl).")


def hold_unreadable_content(case: Case) -> Decision | None:
    """All that was written lies in files that cannot be looked into: encrypted, in Outlook's own form, a photograph of the flyer."""
    closed = [attachment.name or attachment.content_type for attachment in case.mail.attachments if not attachment.text]
    if case.mail.new_text or case.mail.forwarded or not closed:
        return None
    return _to_staff(case, f"Was geschrieben wurde, steht nur im Anhang und kann nicht gelesen werden ({', '.join(closed)}).")


def ignore_thanks(case: Case) -> Decision | None:
    """A mere thank-you needs no answer."""
    is_thanks = case.request.acts == (Act.THANKS,) and case.request.is_certain
    return Decision("", Outcome.IGNORE) if is_thanks else None


def hold_other_event(case: Case) -> Decision | None:
    """Whom the event does not concern must not be registered."""
    if not case.request.is_for_other_event:
        return None
    return _to_staff(case, "Die Mail meint offenbar eine andere Veranstaltung.")


def hold_doubtful_mail(case: Case) -> Decision | None:
    """Not everything that matters is explained: a human reads it."""
    if case.request.is_certain:
        return None
    return _to_staff(case, " ".join(doubt.sentence for doubt in case.request.doubts))


def hold_question(case: Case) -> Decision | None:
    """Questions are for people."""
    if set(case.request.acts) - {Act.THANKS} != {Act.QUESTION}:
        return None
    return _to_staff(case, "Eine Frage.")


def hold_overtaken_mail(case: Case) -> Decision | None:
    """Written before the event and read only after it, because the processor was away: no usual answer would be true any more."""
    meant = [event for event in case.events if event.id in case.request.event_ids] or case.events
    if not meant or not all(case.mail.received_at < event.ends_at <= case.now for event in meant):
        return None
    return _to_staff(case, "Die Mail kam vor der Veranstaltung an und wurde erst danach gelesen.")


def hold_unclear_mail(case: Case) -> Decision:
    """What no other rule understood."""
    return _to_staff(case, "Es ist nicht klar, was gewünscht wird.")


def _to_staff(case: Case, why: str) -> Decision:
    return Decision("", Outcome.STAFF, notices=(passed_on(case),), for_staff=why)


def _courteous(case: Case, decision: Decision) -> Decision:
    """Without the letters that the loop guard holds back; staff are told."""
    reasons = [why_not(case, notice) for notice in decision.notices]
    kept = tuple(notice for notice, reason in zip(decision.notices, reasons, strict=True) if not reason)
    held_back = sorted({reason for reason in reasons if reason})
    return replace(decision, notices=kept, for_staff=" ".join([decision.for_staff, *held_back]).strip())


RULES: tuple[Rule, ...] = (
    record_bounce,
    calendar_replies.note_calendar_reply,
    ignore_machine_mail,
    ignore_repeated_mail,
    hold_mail_without_sender,
    hold_forged_change,
    hold_unreadable_content,
    doubting.leave_as_it_is,
    answering.answer_offer,
    answering.answer_still_coming,
    answering.answer_whether_to_cancel,
    ignore_thanks,
    hold_other_event,
    hold_doubtful_mail,
    hold_question,
    hold_overtaken_mail,
    completing.complete,
    doubting.ask_registrant,
    cancelling.cancel,
    registering.tell_of_cancelled_event,
    registering.ask_for_event,
    moving.move,
    changing.change,
    registering.confirm_again,
    registering.decline_late,
    registering.register,
    hold_unclear_mail,
)
