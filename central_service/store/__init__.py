"""Tables, transactions and the change feed: SQLite for one process, PostgreSQL for several."""
