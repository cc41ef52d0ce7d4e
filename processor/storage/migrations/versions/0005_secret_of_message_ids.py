"""The secret with which each mailbox signs the Message-IDs of its letters."""

import secrets

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    op.add_column('mailbox', sa.Column('message_id_secret', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
    mailboxes = sa.table('mailbox', sa.column('address'), sa.column('message_id_secret'))
    for address, in op.get_bind().execute(sa.select(mailboxes.c.address)).all():
        op.get_bind().execute(mailboxes.update().where(mailboxes.c.address == address).values(message_id_secret=secrets.token_hex(32)))
