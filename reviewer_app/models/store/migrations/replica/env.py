"""Runs the migrations of the replica file on the connection that the store hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from reviewer_app.models.store.replica_tables import REPLICA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=REPLICA,
    render_as_batch=True,
)
context.run_migrations()
