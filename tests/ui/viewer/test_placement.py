"""Where an image lies: fit, width, zoom at a point, drag; for any image in any window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSizeF

from reviewer_app.ui.views.document_viewer.placement import (
    LEAST_ZOOM,
    MOST_FIT,
    MOST_ZOOM,
    WHOLE,
    WIDTH,
    Fit,
    Placement,
    Stage,
)

SIDES = st.integers(min_value=1, max_value=12_000)
WINDOWS = st.integers(min_value=60, max_value=4_000)
STAGES = st.builds(lambda a, b, c, d: Stage(QSizeF(a, b), QSizeF(c, d), 14.0), SIDES, SIDES, WINDOWS, WINDOWS)
PHOTO = Stage(QSizeF(4000, 3000), QSizeF(622, 584), 14.0)
SMALL = Stage(QSizeF(100, 80), QSizeF(622, 584), 14.0)


def test_a_photo_is_fitted_whole_within_the_margin() -> None:
    rect = PHOTO.rect(WHOLE)
    assert (rect.left(), rect.width(), rect.height()) == (14, 594, 446)
    assert rect.top() == round((584 - 446) / 2)


def test_a_small_picture_is_blown_up_only_so_far() -> None:
    assert SMALL.zoom(WHOLE) == MOST_FIT


def test_width_begins_at_the_top() -> None:
    page = Stage(QSizeF(1500, 2100), QSizeF(622, 584), 14.0)
    rect = page.rect(WIDTH)
    assert (rect.left(), rect.top(), rect.width()) == (14, 14, 594)


@given(STAGES)
def test_a_fitted_image_is_inside_its_window(stage: Stage) -> None:
    rect = stage.rect(WHOLE)
    if stage.zoom(WHOLE) > LEAST_ZOOM:
        assert rect.left() >= -1
        assert rect.top() >= -1
        assert rect.right() <= stage.window.width() + 1
        assert rect.bottom() <= stage.window.height() + 1


@given(STAGES, st.floats(0.3, 3.0), st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_zoom_keeps_its_bounds_and_leaves_no_gap(stage: Stage, factor: float, x: float, y: float) -> None:
    at = QPointF(stage.window.width() * x, stage.window.height() * y)
    placement = stage.zoomed(WHOLE, factor, at)
    zoom = stage.zoom(placement)
    assert LEAST_ZOOM <= zoom <= MOST_ZOOM
    rect = stage.rect(placement)
    for start, length, window in (
        (rect.left(), rect.width(), stage.window.width()),
        (rect.top(), rect.height(), stage.window.height()),
    ):
        if length + 2 * stage.margin > window:
            assert start <= stage.margin + 1
            assert start + length >= window - stage.margin - 1
        else:
            assert abs(start - (window - length) / 2) <= 1


def test_the_point_under_the_cursor_stays_there() -> None:
    near = PHOTO.zoomed(WHOLE, 8.0, QPointF(311, 292))
    at = QPointF(200, 300)
    before = PHOTO.rect(near)
    fraction = (at.x() - before.left()) / before.width(), (at.y() - before.top()) / before.height()
    after = PHOTO.rect(PHOTO.zoomed(near, 1.25, at))
    assert after.left() + fraction[0] * after.width() == pytest.approx(at.x(), abs=1.5)
    assert after.top() + fraction[1] * after.height() == pytest.approx(at.y(), abs=1.5)


def test_dragging_stops_at_the_edge_and_comes_back_at_once() -> None:
    near = PHOTO.zoomed(WHOLE, 6.0, QPointF(311, 292))
    far = PHOTO.moved(near, QPointF(99_999, 99_999))
    assert (PHOTO.rect(far).left(), PHOTO.rect(far).top()) == (14, 14)
    back = PHOTO.moved(far, QPointF(-10, -10))
    assert (PHOTO.rect(back).left(), PHOTO.rect(back).top()) == (4, 4)


def test_a_free_zoom_survives_another_window_size() -> None:
    near = Placement(fit=Fit.FREE, zoom=1.0, centre=(0.25, 0.75))
    other = Stage(PHOTO.image, QSizeF(1200, 900), 14.0)
    rect = other.rect(near)
    assert (600 - rect.left()) / rect.width() == pytest.approx(0.25, abs=0.001)
    assert (450 - rect.top()) / rect.height() == pytest.approx(0.75, abs=0.001)
