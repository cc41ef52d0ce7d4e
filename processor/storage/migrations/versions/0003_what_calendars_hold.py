"""What the calendar entry that was sent last said, so that its sequence rises where that changes."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    # Not in a batch: that would copy the table and forget which numbers were given.
    op.add_column('registration', sa.Column('calendar_content', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
