"""What turns a bare machine and a fresh clone into a working one, with the standard library alone."""
