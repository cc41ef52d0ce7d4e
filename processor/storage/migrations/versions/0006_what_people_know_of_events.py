"""What people were told of an event, and a change that staff were asked about."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    op.add_column('event', sa.Column('told', sa.JSON(), nullable=False, server_default='{}'))
    op.add_column('event', sa.Column('proposed', sa.JSON(), nullable=False, server_default='{}'))
    op.add_column('event', sa.Column('proposed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
