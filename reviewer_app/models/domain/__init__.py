"""The rules of enrolment review, in the standard library alone: desktop and service share every line of it."""
