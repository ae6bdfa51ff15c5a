"""Papers: admission lists and notices, drawn from what the domain decided."""
