"""What a mail asks for, with the words that it was read from; not yet granted."""

from dataclasses import dataclass
from enum import StrEnum

from processor.domain.event import Mode, Required


class Act(StrEnum):
    """What a person does in a mail."""

    REGISTER = "register"
    CANCEL = "cancel"
    CHANGE = "change"
    QUESTION = "question"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value was read.

    Attributes:
        field: the name of the value in `Request` ("attendees", "phone", ...); "companions" for people without a name.
        value: what was read, as text.
        line: the line's number in the mail; 0 for headers (subject, From).
        words: the very words.
        rule: the name of the rule or model that read them.
        confidence: 0 to 1.
    """

    field: str
    value: str
    line: int
    words: str
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in the mail that stays unexplained, in a sentence for staff; `words` show where."""

    sentence: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class NamedAttendee:
    """Somebody who comes: given name before family name, no salutation, no title, spelled as written.

    `mode`, `choices`, `email` and `phone` are set only where the mail says them of this very person.
    """

    name: str
    mode: Mode | None = None
    choices: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A mail, read.

    Attributes:
        acts: what the writer does, most important first; empty where nothing of this kind.
        attendees: whom the mail registers or, in a change, adds; each once.
        cancelled: names of those whom it takes off the list; empty in a cancel means all, unless `is_other_cancelled`.
        is_other_cancelled: it takes somebody off whom it does not name ("meine Tochter"), while the writer comes.
        staying: those beside the writer whom such a mail names, and who stay.
        count: seats asked for in all (in a change: the new total); None where unsaid.
        organisation: the body's own name, or "".
        phone: E.164, or "".
        email: another address at which the attendee is to be reached, or "".
        choices: options of the event, in its spelling.
        language: ISO 639-1.
        event_ids: the events meant; empty where none is named.
        is_event_unclear: several events, and the mail does not tell which.
        is_machine: the words are surely those of advertising or of a machine, although nothing in the headers says so.
        is_for_other_event: the mail plainly speaks of an event that is not ours.
        answers: with a pending question of ours, what the mail answers to it.
        evidence: for each value.
        doubts: any doubt keeps the processor from acting alone.
    """

    acts: tuple[Act, ...] = ()
    attendees: tuple[NamedAttendee, ...] = ()
    cancelled: tuple[str, ...] = ()
    is_other_cancelled: bool = False
    staying: tuple[str, ...] = ()
    count: int | None = None
    organisation: str = ""
    phone: str = ""
    email: str = ""
    mode: Mode | None = None
    choices: tuple[str, ...] = ()
    language: str = "de"
    event_ids: tuple[str, ...] = ()
    is_event_unclear: bool = False
    is_for_other_event: bool = False
    is_machine: bool = False
    answers: frozenset[Required] = frozenset()
    wishes: str = ""
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether everything that matters in the mail is explained."""
        return not self.doubts


@dataclass(frozen=True, slots=True)
class Thread:
    """What the reader knows of the conversation that a mail continues.

    Attributes:
        asked: what our last letter in this thread asked for.
        registered_names: the names on the registration that the mail answers, or on the sender's registrations.
        is_reply_to_us: the mail answers one of our letters.
    """

    asked: frozenset[Required] = frozenset()
    registered_names: tuple[str, ...] = ()
    is_reply_to_us: bool = False
