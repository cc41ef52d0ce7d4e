"""The first tables."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None

TABLES = sa.MetaData(naming_convention={
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
})


def upgrade() -> None:
    """To this version."""
    TABLES.create_all(op.get_bind())
    # Numbers are read aloud on the telephone: four digits from the first one on.
    if op.get_bind().dialect.name == "sqlite":
        op.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('registration', 1000)")
    else:
        op.execute("ALTER SEQUENCE registration_number_seq RESTART WITH 1001")


def texts(*names: str) -> "list[sa.Column[str]]":
    """Columns that hold text, "" where there is none."""
    return [sa.Column(name, AutoString(), nullable=False) for name in names]


def indexed(name: str) -> "sa.Column[str]":
    """A text by which rows are found."""
    return sa.Column(name, AutoString(), nullable=False, index=True)


def number(name: str, *refers_to: sa.ForeignKey, primary_key: bool = False, nullable: bool = False, index: bool = False) -> "sa.Column[int]":
    """A whole number."""
    return sa.Column(name, sa.Integer(), *refers_to, primary_key=primary_key, nullable=nullable, index=index)


def moment(name: str, *, nullable: bool = False, index: bool = False) -> "sa.Column[datetime]":
    """A time in UTC."""
    return sa.Column(name, UTCDateTime(), nullable=nullable, index=index)


def mailbox() -> "sa.Column[str]":
    """The mailbox that a row belongs to."""
    return sa.Column("mailbox", AutoString(), sa.ForeignKey("mailbox.address"), nullable=False)


sa.Table(
    "mailbox", TABLES,
    sa.Column("address", AutoString(), primary_key=True), number("uid_validity"), number("last_uid"),
    moment("last_poll_at", nullable=True), moment("failing_since", nullable=True), *texts("error", "lease_owner"),
    moment("lease_until", nullable=True), moment("summary_until", nullable=True),
)
sa.Table(
    "inbound_mail", TABLES,
    number("id", primary_key=True), mailbox(), *texts("folder"), number("uid_validity"), number("uid"), *texts("sha256"), indexed("message_id"),
    sa.Column("raw", sa.LargeBinary(), nullable=False), sa.Column("is_whole", sa.Boolean(), nullable=False),
    moment("received_at", index=True), moment("stored_at"), *texts("status"), number("attempts"), moment("next_attempt_at"), *texts("error"),
    indexed("sender"), *texts("subject", "kind", "outcome", "rule", "for_staff", "event_id"), number("registration_number", nullable=True, index=True),
    sa.Column("reading", sa.JSON(), nullable=False), moment("handled_at", nullable=True, index=True), *texts("filing"),
    sa.UniqueConstraint("mailbox", "sha256"),
    sa.Index("ix_inbound_mail_queue", "mailbox", "status", "next_attempt_at"),
    sqlite_autoincrement=True,
)
sa.Table(
    "registration", TABLES,
    number("number", primary_key=True), indexed("event_id"), indexed("registrant_email"),
    *texts("registrant_name", "status", "organisation", "phone", "language", "missing", "wishes"),
    moment("ranked_at"), moment("created_at"), number("calendar_sequence"),
    sqlite_autoincrement=True,
)
sa.Table(
    "attendee", TABLES,
    number("id", primary_key=True), number("registration_number", sa.ForeignKey("registration.number"), index=True), number("position"),
    *texts("name"), indexed("name_key"), *texts("mode"), sa.Column("choices", sa.JSON(), nullable=False), indexed("email"), *texts("phone"),
    moment("ranked_at"), sa.Column("is_cancelled", sa.Boolean(), nullable=False),
    sqlite_autoincrement=True,
)
sa.Table(
    "history", TABLES,
    number("id", primary_key=True), number("registration_number", index=True), moment("at"), number("inbound_id", nullable=True, index=True),
    *texts("rule"), sa.Column("before", sa.JSON(), nullable=False), sa.Column("after", sa.JSON(), nullable=False),
    sqlite_autoincrement=True,
)
sa.Table(
    "outbox_mail", TABLES,
    number("id", primary_key=True), mailbox(), sa.Column("key", AutoString(), nullable=False, unique=True), *texts("kind"), indexed("recipient"),
    *texts("subject"), sa.Column("message_id", AutoString(), nullable=False, unique=True), sa.Column("message", sa.LargeBinary(), nullable=False),
    *texts("body_text", "status"), number("attempts"), moment("next_attempt_at"), *texts("error"), moment("created_at"),
    moment("sent_at", nullable=True, index=True), number("inbound_id", nullable=True, index=True),
    number("registration_number", nullable=True, index=True), *texts("event_id"),
    sa.Index("ix_outbox_mail_queue", "mailbox", "status", "next_attempt_at"),
    sqlite_autoincrement=True,
)
sa.Table(
    "due", TABLES,
    number("id", primary_key=True), indexed("mailbox"), sa.Column("key", AutoString(), nullable=False, unique=True), *texts("kind", "event_id"),
    number("registration_number", nullable=True, index=True), moment("due_at", index=True), moment("expires_at"),
    moment("done_at", nullable=True, index=True), *texts("result"),
    sqlite_autoincrement=True,
)
sa.Table("event", TABLES, sa.Column("id", AutoString(), primary_key=True), indexed("mailbox"), number("capacity", nullable=True))
sa.Table("suppression", TABLES, sa.Column("email", AutoString(), primary_key=True), *texts("reason"), moment("since"))
