"""What a phone writes into its pictures: orientation, camera, time and, where allowed, the place.

Cameras and places are the sample's own; the service must drop the place and keep the orientation.
"""

from __future__ import annotations

from typing import Literal

from PIL import ExifTags, Image

from central_service.sample.papers.planes import Planes

Orientation = Literal[1, 3, 6, 8]

_STORED = {
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}


def as_stored(upright: Planes, orientation: Orientation) -> Planes:
    """Return the pixels as the sensor read them, so that a viewer who obeys the tag sees the picture upright."""
    return upright if orientation == 1 else upright.each(lambda plane: plane.transpose(_STORED[orientation]))


def exif_bytes(
    orientation: Orientation | None, camera: str, taken: str, position: tuple[float, float] | None
) -> bytes:
    """Return an EXIF block, empty if there is nothing to say.

    :param taken: local time as ``YYYY:MM:DD HH:MM:SS``, or empty.
    :param position: degrees north and east, or ``None``.
    """
    exif = Image.Exif()
    if orientation is not None:
        exif[ExifTags.Base.Orientation] = orientation
    if camera:
        make, _, model = camera.partition(" ")
        exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = make, model or make
    if taken:
        exif[ExifTags.Base.DateTime] = taken
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    if position is not None:
        _locate(exif, position)
    return exif.tobytes() if len(exif) else b""


def _locate(exif: Image.Exif, position: tuple[float, float]) -> None:
    north, east = position
    exif[ExifTags.IFD.GPSInfo] = {
        ExifTags.GPS.GPSLatitudeRef: "N" if north >= 0 else "S",
        ExifTags.GPS.GPSLatitude: _degrees(abs(north)),
        ExifTags.GPS.GPSLongitudeRef: "E" if east >= 0 else "W",
        ExifTags.GPS.GPSLongitude: _degrees(abs(east)),
    }


def _degrees(value: float) -> tuple[float, float, float]:
    minutes = value % 1 * 60
    return (float(int(value)), float(int(minutes)), round(minutes % 1 * 60, 2))
