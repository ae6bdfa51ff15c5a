"""The local store: SQLAlchemy behind the domain's ports."""

from reviewer_app.models.store.local_store import LocalStore, open_store, person_dir

__all__ = ["LocalStore", "open_store", "person_dir"]
