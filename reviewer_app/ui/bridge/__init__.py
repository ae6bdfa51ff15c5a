"""From Qt-free work to signals: the only place where threads and Qt meet."""
