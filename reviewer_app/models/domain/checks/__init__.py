"""Verification checks of a case: what forbids, what a person must look at, what is right."""

from reviewer_app.models.domain.checks.finding import Finding, Level
from reviewer_app.models.domain.checks.run import run_checks

__all__ = ["Finding", "Level", "run_checks"]
