"""The document viewer: give it a :class:`DocumentLoader` and :class:`FilmItem` s, and call its slots for keys."""

from reviewer_app.ui.bridge.document_loading import (
    DocumentLoader,
    LoadAnswer,
    LoadedImage,
    LoadFailure,
    Trouble,
)
from reviewer_app.ui.views.document_viewer.film_item import FilmItem
from reviewer_app.ui.views.document_viewer.viewer import DocumentViewer

__all__ = [
    "DocumentLoader",
    "DocumentViewer",
    "FilmItem",
    "LoadAnswer",
    "LoadFailure",
    "LoadedImage",
    "Trouble",
]
