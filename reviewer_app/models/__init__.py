"""What the desktop knows and keeps: the domain, its use cases, the local store and the papers it prints."""
