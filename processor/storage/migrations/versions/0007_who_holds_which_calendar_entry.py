"""What each address's calendar holds of a registration, in place of one entry for the whole registration."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    op.create_table(
        'calendar_entry',
        sa.Column('registration_number', sa.Integer(), nullable=False),
        sa.Column('event_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('sequence', sa.Integer(), nullable=False),
        sa.Column('content', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ['registration_number'], ['registration.number'], name=op.f('fk_calendar_entry_registration_number_registration')),
        sa.PrimaryKeyConstraint('registration_number', 'event_id', 'email', name=op.f('pk_calendar_entry')),
    )
    op.execute(
        "INSERT INTO calendar_entry (registration_number, event_id, email, sequence, content) "
        "SELECT number, event_id, registrant_email, calendar_sequence, calendar_content FROM registration "
        "WHERE calendar_content <> '' AND registrant_email <> ''",
    )
    # Not in a batch: that would copy the table and forget which numbers were given.
    op.drop_column('registration', 'calendar_sequence')
    op.drop_column('registration', 'calendar_content')
