"""Making a notice to the guardian beside the documents: items, reasons, due time, the very message, checks."""

from reviewer_app.ui.views.case_view.notice.notice_panel import NoticePanel

__all__ = ["NoticePanel"]
