"""Alembic's entry. The connection, and the transaction around it, come from ``huashu.storage.migrate``."""

from alembic import context

from huashu.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
