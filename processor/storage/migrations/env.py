"""Alembic's entry: runs migrations on the connection that it is given."""

from alembic import context
from sqlmodel import SQLModel

import processor.storage.tables  # noqa: F401 -- makes the tables known

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
