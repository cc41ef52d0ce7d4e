"""All tables; rows are dumb, values are checked in the domain. Times are UTC, enums are stored as text."""

from datetime import datetime
from secrets import token_hex
from typing import Any, cast

from sqlalchemy import JSON, Column, Index, LargeBinary, MetaData, Table, UniqueConstraint
from sqlmodel import Field, SQLModel

# Constraints have fixed names, so that a migration can find them on every database.
SQLModel.metadata = MetaData(naming_convention={
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
})


class MailboxRow(SQLModel, table=True):
    """One polled mailbox; kept as long as it is configured."""

    __tablename__ = "mailbox"

    address: str = Field(primary_key=True)
    uid_validity: int = 0  # of the folder that is read; another value: all numbers mean other mails
    last_uid: int = 0  # every mail up to here is stored
    last_poll_at: datetime | None = None  # the last time the server was read without an error
    failing_since: datetime | None = None  # first of the errors in a row; None where all is well
    error: str = ""  # what the last attempt ran into
    next_poll_at: datetime | None = None  # after an error: not before this
    sending_failing_since: datetime | None = None  # the same for sending
    sending_error: str = ""
    next_sending_at: datetime | None = None
    summary_until: datetime | None = None  # the last summary tells of everything before this
    message_id_secret: str = Field(default_factory=lambda: token_hex(32))  # signs the Message-IDs of its letters

    @property
    def is_failing(self) -> bool:
        """Whether mails can at present not be read or not be sent."""
        return self.failing_since is not None or self.sending_failing_since is not None


class InboundMailRow(SQLModel, table=True):
    """A mail as it came, and what became of it; text and bytes are erased with the event's data."""

    __tablename__ = "inbound_mail"
    __table_args__ = (
        UniqueConstraint("mailbox", "sha256"),
        Index("ix_inbound_mail_queue", "mailbox", "status", "next_attempt_at"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    mailbox: str = Field(foreign_key="mailbox.address")
    folder: str  # where it was found on the server
    uid_validity: int
    uid: int  # its number there, for filing
    sha256: str  # of raw: the same mail is the same mail under any number
    message_id: str = Field(default="", index=True)
    raw: bytes = Field(sa_column=Column(LargeBinary, nullable=False))  # b"" after erasing
    is_whole: bool = True  # False: over the size limit, only the header was fetched
    received_at: datetime = Field(index=True)  # by the server's clock (INTERNALDATE)
    stored_at: datetime
    status: str = "pending"  # missing (not handed out by the server), pending, handled, set_aside, erased
    attempts: int = 0  # counted before each attempt
    next_attempt_at: datetime
    error: str = ""  # of the last attempt
    sender: str = Field(default="", index=True)
    subject: str = ""
    kind: str = ""  # MailKind
    outcome: str = ""  # Outcome
    rule: str = ""  # of the registrar, or why nothing was decided
    for_staff: str = ""  # why a human should look; "" where none needs to
    event_id: str = ""
    registration_number: int | None = Field(default=None, index=True)
    reading: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))  # what was understood, with the words
    handled_at: datetime | None = Field(default=None, index=True)
    filing: str = ""  # "" not yet, due, filed, left


class RegistrationRow(SQLModel, table=True):
    """A registration; erased after its event, its number is never used again."""

    __tablename__ = "registration"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: int | None = Field(default=None, primary_key=True)
    event_id: str = Field(index=True)
    registrant_email: str = Field(default="", index=True)  # lower case; "" where staff added somebody without address
    registrant_name: str = ""
    status: str  # Status
    organisation: str = ""
    phone: str = ""
    language: str = "de"
    missing: str = ""  # what was asked for, words of Required with spaces between
    wishes: str = ""  # the writer's own words
    ranked_at: datetime  # place in the order of arrival
    created_at: datetime
    offered_seats: int = 0  # on the waiting list: held until an answer comes
    offered_until: datetime | None = None
    is_together: bool = False  # rather waits than comes in part


class AttendeeRow(SQLModel, table=True):
    """One seat of a registration; erased with it."""

    __tablename__ = "attendee"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    registration_number: int = Field(foreign_key="registration.number", index=True)
    position: int  # order within the registration
    name: str = ""  # "" for a companion without a name
    name_key: str = Field(default="", index=True)  # the name folded, to find it however it is written
    mode: str = ""  # Mode, "" where nothing was said
    choices: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    email: str = Field(default="", index=True)
    phone: str = ""
    ranked_at: datetime
    is_cancelled: bool = False
    wished_mode: str = ""  # while there is no seat of this mode; "" where nothing is wished
    wished_since: datetime | None = None


class CalendarEntryRow(SQLModel, table=True):
    """What the calendar behind an address holds of a registration; erased with it."""

    __tablename__ = "calendar_entry"

    registration_number: int = Field(foreign_key="registration.number", primary_key=True)
    event_id: str = Field(primary_key=True)  # a registration that moves to another event leaves its entry of the first one cancelled
    email: str = Field(primary_key=True)  # lower case
    sequence: int  # of the entry that was sent last
    content: str  # its time and place, or that it was cancelled


class HistoryRow(SQLModel, table=True):
    """Every change of every registration; only ever added to, erased with the registration."""

    __tablename__ = "history"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    registration_number: int = Field(index=True)
    at: datetime
    inbound_id: int | None = Field(default=None, index=True)  # the mail that caused it; None for the calendar and the commands
    rule: str
    before: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    after: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class OutboxMailRow(SQLModel, table=True):
    """A letter on its way out and after; text and bytes are erased with the event's data."""

    __tablename__ = "outbox_mail"
    __table_args__ = (Index("ix_outbox_mail_queue", "mailbox", "status", "next_attempt_at"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    mailbox: str = Field(foreign_key="mailbox.address")
    key: str = Field(unique=True)  # two letters of one key are one letter
    kind: str  # NoticeKind or StaffNoticeKind
    recipient: str = Field(index=True)
    subject: str
    message_id: str = Field(unique=True)  # the same for every attempt
    message: bytes = Field(sa_column=Column(LargeBinary, nullable=False))  # b"" after erasing
    body_text: str = ""  # to tell our words from the writer's where they are quoted
    status: str = "queued"  # queued, sending, sent, failed, in_doubt, suppressed
    attempts: int = 0
    next_attempt_at: datetime
    error: str = ""
    created_at: datetime
    sent_at: datetime | None = Field(default=None, index=True)
    inbound_id: int | None = Field(default=None, index=True)  # the mail that it answers
    registration_number: int | None = Field(default=None, index=True)
    event_id: str = ""


class DueRow(SQLModel, table=True):
    """Something with a date; kept until the event's data are erased."""

    __tablename__ = "due"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    mailbox: str = Field(index=True)
    key: str = Field(unique=True)  # what happens once has one key
    kind: str  # DueKind
    event_id: str
    registration_number: int | None = Field(default=None, index=True)
    due_at: datetime = Field(index=True)
    expires_at: datetime  # later it would be nonsense
    done_at: datetime | None = Field(default=None, index=True)
    result: str = ""  # done, missed, superseded


class SuppressionRow(SQLModel, table=True):
    """An address that cannot be reached; kept until it writes again or the event's data are erased."""

    __tablename__ = "suppression"

    email: str = Field(primary_key=True)
    reason: str
    since: datetime


class EventRow(SQLModel, table=True):
    """An event's lock, and what staff changed of it by mail; kept as long as it is configured."""

    __tablename__ = "event"

    id: str = Field(primary_key=True)
    mailbox: str = Field(index=True)
    capacity: int | None = None  # in place of the configured number
    told: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}"))  # time and place that people know
    proposed: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}"))  # a change that staff are asked about
    proposed_at: datetime | None = None


def table_of(row: type[SQLModel]) -> Table:
    """The table of a row class, for statements that SQLModel has no words for."""
    return cast("Table", row.__table__)  # type: ignore[attr-defined]
