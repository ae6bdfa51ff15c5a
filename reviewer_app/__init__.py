"""The enrolment-review desktop: county staff decide pending cases beside their documents, with or without a network."""

__version__ = "0.1.0"
