"""Alembic runs this file for each command; the connection is handed over by `upgrade`."""

from alembic import context

from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # Whoever called began the transaction, and ends it.
    transactional_ddl=False,
)
context.run_migrations()
