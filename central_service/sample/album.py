"""The pictures of an application: each paper of its binder, taken as this guardian takes photos."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from random import Random

from central_service.sample.binder import bind
from central_service.sample.defects import Defect
from central_service.sample.filling import Filled
from central_service.sample.papers.light import Light
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.scene import Surface
from central_service.sample.papers.shot import Blur, Fault, Framing, Shot, photograph
from central_service.sample.stories import Story

PHONE_EDGE = 4000
_IN_THE_PICTURE = {
    Defect.UNREADABLE: "M03",
    Defect.CUT_OFF: "M01",
    Defect.GLARE: "M04",
    Defect.UPSIDE_DOWN: "M02",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture to take and send."""

    material: str
    page: int
    paper: Paper
    shot: Shot
    seed: int

    @property
    def name(self) -> str:
        """File name by content: the same picture always has the same."""
        return sha256(repr((self.paper, self.shot, self.seed)).encode()).hexdigest()[:40] + ".jpg"


def pictures(story: Story, filled: Filled, defects: frozenset[Defect], attempt: int = 0) -> list[Picture]:
    """Pictures of all papers, with those defects in them that ``defects`` names.

    :param attempt: 0 for the first submission; a picture taken anew for a correction differs from the first.
    """
    rng = Random(f"{story.seed}/camera/{attempt}")
    usual = _usual_shot(story, rng)
    album = []
    for material, papers in bind(story.plan, filled, defects, story.other_child).items():
        for page, paper in enumerate(papers, start=1):
            shot = _with_faults(_varied(usual, rng), material, defects)
            album.append(Picture(material, page, paper, shot, rng.getrandbits(31)))
    if story.phone_size:
        album[0] = replace(album[0], shot=replace(album[0].shot, long_edge=PHONE_EDGE))
    return album


def take(picture: Picture, folder: Path) -> bytes:
    """The picture's bytes; drawn once, then kept in ``folder``."""
    kept = folder / picture.name
    if not kept.exists():
        fresh = kept.with_suffix(f".{picture.seed}.part")
        fresh.write_bytes(photograph(picture.paper, picture.shot, seed=picture.seed))
        fresh.replace(kept)
    return kept.read_bytes()


def develop(album: Iterable[Picture], folder: Path) -> int:
    """Draw what is not in ``folder`` yet; answers the number of pictures. Runs in a process of its own."""
    return sum(1 for picture in album if take(picture, folder))


def _usual_shot(story: Story, rng: Random) -> Shot:
    """How this guardian takes photos: one table, one lamp, one phone."""
    phone = rng.random() < 0.5
    return Shot(
        surface=rng.choice(list(Surface)),
        light=rng.choices(list(Light), [5, 3, 2, 1, 2])[0],
        long_edge=rng.choice([1200, 1280, 1400]),
        orientation=rng.choice([1, 1, 3, 6, 6, 8]) if phone else 1,
        camera="Yangben YB-60" if phone else "",
        taken=f"{story.submitted_at:%Y:%m:%d %H:%M:%S}" if phone else "",
        position=(22.4 + rng.random() / 10, 109.2 + rng.random() / 10) if phone else None,
    )


def _varied(shot: Shot, rng: Random) -> Shot:
    return replace(
        shot,
        tilt=rng.choice([0.5, 1.5, 2.0, 4.0]),
        lean=rng.choice([0.01, 0.02, 0.03, 0.05]),
        blur=rng.choices([Blur.NONE, Blur.SLIGHT], [6, 1])[0],
        thumb=rng.random() < 0.03,
    )


def _with_faults(shot: Shot, material: str, defects: frozenset[Defect]) -> Shot:
    for defect, at in _IN_THE_PICTURE.items():
        if defect not in defects or at != material:
            continue
        match defect:
            case Defect.UNREADABLE:
                shot = replace(shot, blur=Blur.UNREADABLE)
            case Defect.CUT_OFF:
                shot = replace(shot, framing=Framing.CUT)
            case Defect.GLARE:
                shot = replace(shot, glare=True)
            case _:
                shot = replace(shot, fault=Fault.UPSIDE_DOWN, orientation=1)
    return shot
