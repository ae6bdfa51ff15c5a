"""Rows of the form column as a list model; the accessible text of each is all that it shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from reviewer_app.ui.viewmodels.form_row import Row, RowKind

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""Data under this role is a :class:`Row`."""

_Index = QModelIndex | QPersistentModelIndex


class FormModel(QAbstractListModel):
    """The rows of one case."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def put(self, rows: Sequence[Row]) -> None:
        """Show rows; where only their content moved, selection and scroll position stay."""
        same = [row.key for row in rows] == [row.key for row in self._rows]
        if same and rows:
            self._rows = tuple(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.label} {row.value}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        enabled = Qt.ItemFlag.ItemIsEnabled
        return enabled | Qt.ItemFlag.ItemIsSelectable if self._rows[index.row()].is_focusable else enabled

    def position(self, key: str) -> int | None:
        """Where the row of a key stands."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), None)

    def step(self, start: int, by: int) -> int | None:
        """The next row above or below at which arrows stop."""
        place = start + by
        while 0 <= place < len(self._rows):
            if self._rows[place].is_focusable:
                return place
            place += by
        return None

    def next_open(self, after: int) -> int | None:
        """The next row that a person should look at, below first, then from the top."""
        order = (*range(after + 1, len(self._rows)), *range(max(0, after)))
        return next((place for place in order if self._rows[place].is_open), None)

    def first_of(self, section: str) -> int | None:
        """The heading of a section."""
        return next(
            (
                place
                for place, row in enumerate(self._rows)
                if row.section == section and row.kind is RowKind.SECTION
            ),
            None,
        )
