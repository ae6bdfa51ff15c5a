"""A season of invented cases for demonstrations, tests and benchmarks, sent through the public API."""
