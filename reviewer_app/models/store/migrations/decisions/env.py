"""Runs the migrations of the decisions file on the connection that the store hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from reviewer_app.models.store.decisions_tables import DECISIONS

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=DECISIONS,
    render_as_batch=True,
)
context.run_migrations()
