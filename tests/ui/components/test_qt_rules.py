"""Rules of painting and of safety that hold for every widget's source, whoever writes it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import reviewer_app.ui

SOURCES = sorted(Path(reviewer_app.ui.__path__[0]).rglob("*.py"))
FORBIDDEN = {
    "QGraphicsEffect": "shadows are nine-patches",
    "QGraphicsDropShadowEffect": "shadows are nine-patches",
    "QShortcut": "keys are decided in one place; a shortcut fires while the input method composes",
    "QMessageBox": "it reads markup, and nothing covers the work",
    "QInputDialog": "nothing covers the work",
    "QStandardItemModel": "it holds every row in memory",
    "QSortFilterProxyModel": "it sorts 50,000 rows in minutes",
}
PLAIN_PAINTERS = {"labels.py", "chip.py", "keycap.py"}
"""The only places that make a QLabel: they set PlainText."""


def names_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.alias):
            yield node.name


def calls_in(path: Path, method: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method:
            yield node


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_widget_breaks_the_rules(path: Path) -> None:
    used = set(names_in(path))
    assert not {name: FORBIDDEN[name] for name in used & FORBIDDEN.keys()}
    if path.name not in PLAIN_PAINTERS:
        assert "QLabel" not in used, (
            "use Label or Paragraph: a bare QLabel reads markup out of people's names"
        )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_tooltips_are_escaped(path: Path) -> None:
    for call in calls_in(path, "setToolTip"):
        (given,) = call.args
        text = ast.unparse(given)
        assert text.startswith(("tooltip(", "self.tr(")) or "tooltip(" in text, f"line {call.lineno}: {text}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_colours_come_from_the_tokens(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert not [text for text in texts if re.fullmatch(r"#[0-9A-Fa-f]{3,8}", text)]
