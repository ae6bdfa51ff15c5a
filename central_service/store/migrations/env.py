"""Runs the migrations on the connection that the caller gives, inside the caller's transaction."""

from alembic import context

from central_service.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
