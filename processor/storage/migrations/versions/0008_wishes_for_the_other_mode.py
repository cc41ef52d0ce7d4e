"""Who has a seat and would rather take part in the other mode."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    op.add_column('attendee', sa.Column('wished_mode', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
    op.add_column('attendee', sa.Column('wished_since', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
