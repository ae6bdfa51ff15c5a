"""More contrast for pale or shaded photos: dark tones move towards black, the paper towards white."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

_SAMPLE = 96
_DARKEST = 0.005
_LIGHTEST = 0.70
_LEAST_SPAN = 40
_KEEP_DARK = 0.8
"""Black begins a little below the darkest tone: shaded parts stay apart from black ones."""


def enhance(image: QImage) -> QImage:
    """A copy of an RGB32 image with its tones spread over the whole range."""
    low, high = tone_range(image)
    table = bytes(_spread(value, low, high) for value in range(256))
    stretched = bytes(image.constBits()).translate(table)
    fresh = QImage(stretched, image.width(), image.height(), image.bytesPerLine(), QImage.Format.Format_RGB32)
    return fresh.copy()


def tone_range(image: QImage) -> tuple[int, int]:
    """The tones that become black and white, from a small sample of the image."""
    size = QSize(_SAMPLE, _SAMPLE)
    small = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation)
    grey = small.convertToFormat(QImage.Format.Format_Grayscale8)
    tones = sorted(bytes(grey.constBits()))
    low = round(tones[int(len(tones) * _DARKEST)] * _KEEP_DARK)
    high = tones[int(len(tones) * _LIGHTEST)]
    if high - low < _LEAST_SPAN:
        return max(0, low - _LEAST_SPAN), min(255, high + _LEAST_SPAN)
    return low, high


def _spread(value: int, low: int, high: int) -> int:
    return max(0, min(255, round((value - low) * 255 / max(1, high - low))))
