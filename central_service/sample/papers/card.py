"""What cards have in common: blue labels, and values in plain type beside them."""

from __future__ import annotations

from central_service.sample.papers.form import Form, Type
from central_service.sample.papers.text import Colour, Face

BLUE: Colour = (58, 96, 140)
RULE: Colour = (104, 130, 146)
FACT = Type(31.0, Face.SANS)
LONG = Type(29.0, Face.SANS)
"""Values that may need two lines."""


def labelled(form: Form, x: float, y: float, label: str, name: str, room: float, kind: Type = FACT) -> None:
    """Print a label and leave a blank of ``room`` units to its right."""
    form.text(x, y, label, 25, face=Face.SANS, ink=BLUE)
    form.blank(name, (x + 122, y - 24), (room, 48), kind)
