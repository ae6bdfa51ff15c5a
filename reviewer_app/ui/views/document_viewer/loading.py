"""How the viewer gets at documents; the types live in the bridge, beside the loader that answers."""

from reviewer_app.ui.bridge.document_loading import (
    DocumentLoader,
    LoadAnswer,
    LoadedImage,
    LoadFailure,
    Trouble,
)

__all__ = ["DocumentLoader", "LoadAnswer", "LoadFailure", "LoadedImage", "Trouble"]
