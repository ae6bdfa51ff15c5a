"""Photos of papers are what a phone sends: repeatable, upright for a viewer who obeys EXIF, of honest sizes."""

from __future__ import annotations

import io
from random import Random

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageChops, ImageOps, ImageStat

from central_service.sample.papers import (
    Blur,
    Fault,
    Framing,
    HouseholdPage,
    Light,
    Paper,
    Shot,
    Surface,
    phone_shot,
    photograph,
    usual_shot,
)
from central_service.sample.papers.exif import Orientation
from tests.sample.papers.specimens import SPECIMENS

PAGE = next(paper for paper in SPECIMENS if isinstance(paper, HouseholdPage))
SMALL = Shot(long_edge=640)


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures of one size, in grey levels."""
    return float(ImageStat.Stat(ImageChops.difference(one.convert("L"), other.convert("L"))).mean[0])


def sharpness(picture: Image.Image) -> float:
    grey = np.asarray(picture.convert("L"), np.float32)
    return float(np.abs(np.diff(grey, axis=1)).mean())


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert photograph(PAGE, SMALL, seed=3) == photograph(PAGE, SMALL, seed=3)


def test_another_seed_gives_another_picture() -> None:
    assert photograph(PAGE, SMALL, seed=3) != photograph(PAGE, SMALL, seed=4)


def test_the_bytes_do_not_depend_on_what_was_drawn_before() -> None:
    first = photograph(PAGE, SMALL, seed=3)
    for paper in SPECIMENS[:6]:
        photograph(paper, SMALL, seed=9)
    assert photograph(PAGE, SMALL, seed=3) == first


@pytest.mark.parametrize("paper", SPECIMENS, ids=lambda paper: type(paper).__name__)
@pytest.mark.parametrize("long_edge", [1000, 1400])
def test_every_kind_of_paper_is_drawn_at_the_asked_size(paper: Paper, long_edge: int) -> None:
    data = photograph(paper, Shot(long_edge=long_edge), seed=1)
    picture = opened(data)
    assert max(picture.size) == long_edge
    assert (picture.width >= picture.height) == (paper.size[0] >= paper.size[1])
    assert 20_000 < len(data) < 700_000
    assert ImageStat.Stat(picture.convert("L")).stddev[0] > 8


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_viewer_who_obeys_the_tag_sees_the_page_upright(orientation: Orientation) -> None:
    shot = Shot(long_edge=640, orientation=orientation, camera="Yangben YB-60")
    upright = opened(photograph(PAGE, SMALL, seed=5))
    tagged = opened(photograph(PAGE, shot, seed=5))
    assert tagged.getexif()[ExifTags.Base.Orientation] == orientation
    assert tagged.size == (upright.size if orientation in (1, 3) else upright.size[::-1])
    assert difference(ImageOps.exif_transpose(tagged), upright) < 3


def test_upside_down_without_a_tag_stays_upside_down() -> None:
    upright = opened(photograph(PAGE, SMALL, seed=5))
    fault = opened(photograph(PAGE, Shot(long_edge=640, fault=Fault.UPSIDE_DOWN), seed=5))
    assert ExifTags.Base.Orientation not in fault.getexif()
    assert difference(ImageOps.exif_transpose(fault), upright) > 10
    assert difference(fault.transpose(Image.Transpose.ROTATE_180), upright) < 3


def test_sideways_without_a_tag_swaps_the_sides() -> None:
    fault = opened(photograph(PAGE, Shot(long_edge=640, fault=Fault.SIDEWAYS), seed=5))
    assert fault.width < fault.height


def test_camera_time_and_place_are_written_when_asked() -> None:
    shot = Shot(
        long_edge=640, camera="Yangben YB-60", taken="2026:07:12 10:20:30", position=(22.4256, 109.2973)
    )
    exif = opened(photograph(PAGE, shot, seed=5)).getexif()
    assert (exif[ExifTags.Base.Make], exif[ExifTags.Base.Model]) == ("Yangben", "YB-60")
    assert exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] == "2026:07:12 10:20:30"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    assert (place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLongitudeRef]) == ("N", "E")
    degrees, minutes, seconds = (float(part) for part in place[ExifTags.GPS.GPSLatitude])
    assert degrees + minutes / 60 + seconds / 3600 == pytest.approx(22.4256, abs=1e-4)


def test_a_plain_shot_carries_no_exif() -> None:
    assert not opened(photograph(PAGE, SMALL, seed=5)).getexif()


def test_a_phone_picture_has_twelve_megapixels_and_a_phones_bytes() -> None:
    data = photograph(PAGE, phone_shot(Random(1), position=(22.4, 109.3)), seed=5)
    picture = opened(data)
    assert sorted(picture.size) == [3000, 4000]
    assert 2_500_000 <= len(data) <= 4_500_000
    assert picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)


def test_blur_takes_detail_away() -> None:
    shots = [Shot(long_edge=1000, blur=blur) for blur in (Blur.NONE, Blur.SLIGHT, Blur.UNREADABLE)]
    sharp, soft, unreadable = (sharpness(opened(photograph(PAGE, shot, seed=5))) for shot in shots)
    assert sharp > 1.3 * soft > 1.6 * unreadable


@pytest.mark.parametrize(
    "shot",
    [
        *(Shot(long_edge=640, surface=surface) for surface in Surface),
        *(Shot(long_edge=640, light=light) for light in Light),
        Shot(long_edge=640, glare=True),
        Shot(long_edge=640, thumb=True),
        Shot(long_edge=640, framing=Framing.CUT),
        Shot(long_edge=640, framing=Framing.FAR),
    ],
    ids=lambda shot: (
        f"{shot.surface.value}-{shot.light.value}-{shot.framing.value}-{shot.glare}-{shot.thumb}"
    ),
)
def test_every_way_to_take_a_picture_shows(shot: Shot) -> None:
    plain = opened(photograph(PAGE, Shot(long_edge=640, surface=Surface.DARK, light=Light.LAMP), seed=6))
    assert difference(opened(photograph(PAGE, shot, seed=6)), plain) > 1


def test_usual_shots_are_readable_and_some_tell_the_place() -> None:
    rng = Random(20260714)
    shots = [usual_shot(rng, position=(22.4, 109.3)) for _ in range(200)]
    assert all(shot.blur is Blur.NONE and shot.framing is Framing.COMPLETE for shot in shots)
    assert all(1200 <= shot.long_edge <= 1600 for shot in shots)
    located = [shot for shot in shots if shot.position]
    assert 10 < len(located) < 100
    assert {shot.orientation for shot in shots} == {1, 3, 6, 8}
