"""A tour of the real window without a screen: reviews cases of each kind by keyboard and leaves pictures and a list."""
