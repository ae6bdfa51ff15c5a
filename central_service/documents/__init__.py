"""Uploaded documents: what is taken in, how it is cleaned, where it is kept, and in which forms it is given out."""
