"""The local store: SQLAlchemy behind the domain's ports."""
