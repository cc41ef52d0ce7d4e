"""A mail as the office sees it: who wrote, what is new in it, what was only quoted, and whether a person wrote it at all."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

READ_BY_NOBODY = frozenset({"noreply", "donotreply", "nichtantworten", "mailerdaemon", "postmaster"})


class MailKind(StrEnum):
    """Who or what wrote a mail."""

    PERSON = "person"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    RECEIPT = "receipt"
    CALENDAR_REPLY = "calendar_reply"
    BULK = "bulk"
    SPAM = "spam"


class SenderVerdict(StrEnum):
    """What our own mail server found out about the sender (RFC 8601); `UNKNOWN` where it said nothing."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"


class Zone(StrEnum):
    """Which part of the mail a line belongs to."""

    NEW = "new"
    SIGNATURE = "signature"
    QUOTE = "quote"
    QUOTE_HEADER = "quote_header"


@dataclass(frozen=True, slots=True)
class Address:
    """A mail address with the name shown beside it; `name` is empty where there is none."""

    email: str
    name: str = ""

    @property
    def domain(self) -> str:
        """The part behind the @, in lower case."""
        return self.email.rpartition("@")[2].lower()

    @property
    def is_read(self) -> bool:
        """Whether anybody reads what is sent there; contact forms write from 'noreply@…'."""
        return re.sub(r"[^a-z]", "", self.email.rpartition("@")[0].lower()) not in READ_BY_NOBODY


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the body; `number` counts from 1 over the whole text."""

    number: int
    zone: Zone
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail.

    Attributes:
        name: without path and control characters.
        text: what could be read in it; rows of a table as lines with tabs; "" where nothing could.
    """

    name: str
    content_type: str
    payload: bytes
    text: str = ""


@dataclass(frozen=True, slots=True)
class Bounce:
    """A delivery report (RFC 3464), or what an old server wrote instead.

    Attributes:
        recipients: the addresses that could not be reached.
        is_permanent: True for 5.x.x; a delay or a full mailbox is False.
        status: the enhanced status code, such as "5.1.1", or "".
        returned_message_ids: the Message-IDs of the returned mail, without angle brackets.
    """

    recipients: tuple[str, ...]
    is_permanent: bool
    status: str = ""
    returned_message_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarReply:
    """What a calendar program answered to our entry (RFC 5546, METHOD:REPLY).

    Attributes:
        partstat: ACCEPTED, DECLINED, TENTATIVE and so on.
        comment: what its user wrote beside it, or "".
    """

    uid: str
    attendee: str
    partstat: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """A parsed mail.

    Attributes:
        message_id: without angle brackets; "" where there is none.
        references: Message-IDs of References and In-Reply-To, oldest first, without brackets.
        sender: the one From address; None where there is none or more than one.
        sent_at: the Date header in UTC, never used for decisions; None where unreadable.
        received_at: when our server received the mail, UTC.
        lines: the body from its first line to its last, each with its zone.
        forwarded: the innermost forwarded person's mail, where the newest text only forwards.
        kind_reasons: what shows the kind ("Auto-Submitted: auto-replied").
        may_be_answered: False where an answer could start a loop (RFC 3834, section 2).
        verdict: of the configured authserv-id only.
        defects: what was odd about the message, in words for staff.
    """

    message_id: str
    references: tuple[str, ...]
    sender: Address | None
    reply_to: Address | None
    recipients: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    sent_at: datetime | None
    received_at: datetime
    lines: tuple[Line, ...]
    forwarded: "ForwardedMail | None" = None
    attachments: tuple[Attachment, ...] = ()
    kind: MailKind = MailKind.PERSON
    kind_reasons: tuple[str, ...] = ()
    may_be_answered: bool = True
    verdict: SenderVerdict = SenderVerdict.UNKNOWN
    bounce: Bounce | None = None
    calendar_reply: CalendarReply | None = None
    defects: tuple[str, ...] = ()

    @property
    def new_text(self) -> str:
        """What the writer newly wrote, signature included."""
        return "\n".join(line.text for line in self.lines if line.zone in (Zone.NEW, Zone.SIGNATURE)).strip()

    @property
    def quoted_text(self) -> str:
        """What stood in the mail that the writer answers or forwards."""
        return "\n".join(line.text for line in self.lines if line.zone is Zone.QUOTE).strip()


@dataclass(frozen=True, slots=True)
class ForwardedMail:
    """A mail inside a mail: who wrote it, as far as the header block says, and its own lines."""

    sender: Address | None
    subject: str
    lines: tuple[Line, ...]
