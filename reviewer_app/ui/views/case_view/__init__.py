"""The case before the reviewer: its form beside its documents, and the decisions at their foot."""

from reviewer_app.ui.views.case_view.case_view import CaseView

__all__ = ["CaseView"]
