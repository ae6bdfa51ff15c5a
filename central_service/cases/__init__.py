"""The life of a case on the service: drafts, submission, corrections, ends, and the reviewers' decisions."""
