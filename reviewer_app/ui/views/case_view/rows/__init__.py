"""How each kind of row of the form column is measured and painted."""

from reviewer_app.ui.views.case_view.rows.asked_row import AskedRow
from reviewer_app.ui.views.case_view.rows.field_row import FieldRow
from reviewer_app.ui.views.case_view.rows.plain_rows import FoldRow, RemarkRow, RuleRow, SectionRow
from reviewer_app.ui.views.case_view.rows.row_style import RowStyle

__all__ = ["AskedRow", "FieldRow", "FoldRow", "RemarkRow", "RowStyle", "RuleRow", "SectionRow"]
