"""Text messages to guardians: written with the act that they tell of, sent later by a worker, each once."""
