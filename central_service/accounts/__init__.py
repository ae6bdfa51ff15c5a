"""Who may act: staff accounts with passwords, guardians by their real-name identity, and the sessions of both."""
