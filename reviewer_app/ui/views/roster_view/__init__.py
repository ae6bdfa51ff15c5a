"""The admission list before it is printed: who is on it, and the very pages that the printer gets."""
