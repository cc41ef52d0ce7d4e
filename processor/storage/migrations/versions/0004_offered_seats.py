"""Seats that are offered to people on the waiting list."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version. Not in a batch: that would copy the table and forget which numbers were given."""
    op.add_column('registration', sa.Column('offered_seats', sa.Integer(), nullable=False, server_default='0'))
    op.add_column('registration', sa.Column('offered_until', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column('registration', sa.Column('is_together', sa.Boolean(), nullable=False, server_default=sa.false()))
