"""Builds the sample season: sets two counties up, then plays every story over HTTP against a real service."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random

from central_service.accounts.staff import add_account
from central_service.administration import add_office, add_school, open_season, set_policy
from central_service.app import application, assemble
from central_service.cases.registries import SimulatedRegistry
from central_service.clock import SteppedClock
from central_service.config import ServiceConfig
from central_service.embedded import EmbeddedService
from central_service.parts import Parts
from central_service.sample.album import develop, pictures
from central_service.sample.filling import fill_in
from central_service.sample.guardian_client import (
    ApplicationClient,
    DeskClient,
    GuardianClient,
    HttpTransport,
    Transport,
)
from central_service.sample.places import County, load_counties
from central_service.sample.review_desk import ReviewDesk
from central_service.sample.scripts import Bureau, Cast, script
from central_service.sample.stories import CLOSES, OPENS, TODAY, Story, tell
from central_service.sample.timeline import play
from reviewer_app.models.domain.case import Channel
from reviewer_app.models.domain.ports import School
from reviewer_app.models.domain.workflow import Role

STORIES = 620
_ACCOUNTS = "accounts.json"

Progress = Callable[[str, int, int], None]
"""What is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """An account of the sample season, with a password made for this copy of it alone."""

    account: str
    password: str
    name: str
    role: str
    office: str


_STAFF = (
    ("qinxiaomei", "覃晓梅", Role.REVIEWER, "450721"),
    ("luzhiyuan", "陆志远", Role.SUPERVISOR, "450721"),
    ("laoguoqiang", "劳国强", Role.OPERATOR, "450721"),
    ("nongqiulan", "农秋兰", Role.REVIEWER, "451421"),
    ("huangyongning", "黄永宁", Role.SUPERVISOR, "451421"),
    ("mowenhai", "莫文海", Role.OPERATOR, "451421"),
)


def build_season(data_dir: Path, photos: Path, progress: Progress, *, stories: int = STORIES) -> None:
    """Fill an empty ``data_dir`` with the season; its accounts are written beside the database.

    :param photos: folder in which drawn pictures are kept from one build to the next.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    photos.mkdir(parents=True, exist_ok=True)
    told = list(tell(stories))
    _draw_pictures(told, photos, progress)
    clock = SteppedClock(OPENS)
    parts = assemble(ServiceConfig.embedded(data_dir), clock=clock)
    accounts = _set_up(parts)
    with EmbeddedService(application(parts)) as service:
        cast = _cast(parts, HttpTransport(service.base_url), accounts, photos)
        done = 0

        def played() -> None:
            nonlocal done
            done += 1
            progress("提交并办理示例办件", done, len(told))

        play((script(story, cast) for story in told), clock, TODAY, played)
    _write_accounts(data_dir, accounts)


def sample_accounts(data_dir: Path) -> list[SampleAccount]:
    """Accounts of a built season."""
    raw = json.loads((data_dir / _ACCOUNTS).read_text("utf-8"))
    return [SampleAccount(**entry) for entry in raw]


def is_built(data_dir: Path) -> bool:
    """Whether a season was built here to its end."""
    return (data_dir / _ACCOUNTS).is_file()


def _draw_pictures(told: list[Story], photos: Path, progress: Progress) -> None:
    """Draw the first submissions' pictures on all cores; those of corrections are drawn when they are needed."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        albums = [pictures(story, fill_in(story.plan, Random(story.seed)), story.defects) for story in told]
        for done, _ in enumerate(pool.map(develop, albums, [photos] * len(albums), chunksize=4), start=1):
            progress("绘制示例材料照片", done, len(albums))


def _set_up(parts: Parts) -> list[SampleAccount]:
    for county in load_counties().values():
        add_office(parts, county.office)
        open_season(parts, county.office, OPENS.year, opens=OPENS, closes=CLOSES)
        set_policy(parts, county.office, OPENS.year, _policy(county))
        for school in county.schools:
            add_school(
                parts,
                county.office,
                OPENS.year,
                School(code=school.code, name=school.name, stages=frozenset(school.stages), plan=school.plan),
            )
    accounts = [
        SampleAccount(account, _password(), name, role, office) for account, name, role, office in _STAFF
    ]
    for staff in accounts:
        add_account(
            parts,
            login=staff.account,
            name=staff.name,
            role=Role(staff.role),
            office=staff.office,
            password=staff.password,
        )
    return accounts


def _password() -> str:
    """Three words of four consonant-vowel letters: long enough, and typed without looking twice."""
    syllables = [c + v for c in "bdfghjkmnprstwz" for v in "aeiou"]
    return "-".join("".join(secrets.choice(syllables) for _ in range(2)) for _ in range(3))


def _policy(county: County) -> str:
    return (
        f"{county.name}2026年义务教育阶段新生入学报名按户籍类、房产类、进城务工类依次安排。\n"
        "A表：需提供居住证、房产、就业等信息及材料的情形；B表：本地户籍、无须提供上述材料的情形，以及优抚对象。\n"
        "年满6周岁（2020年8月31日及以前出生）的适龄儿童可报名小学一年级。\n"
        "报名先后不影响录取结果。本文为示例，人员和内容均为虚构。"
    )


def _cast(parts: Parts, transport: Transport, accounts: list[SampleAccount], photos: Path) -> Cast:
    registry = parts.registry
    assert isinstance(registry, SimulatedRegistry)
    staff = {(entry.office, entry.role): entry for entry in accounts}

    def desk(office: str, role: Role) -> ReviewDesk:
        entry = staff[(office, role)]
        return ReviewDesk(transport, entry.account, entry.password)

    def guardian(story: Story) -> ApplicationClient:
        plan = story.plan
        if story.channel is Channel.OFFLINE:
            operator = staff[(plan.county.office, Role.OPERATOR)]
            return DeskClient.sign_in(transport, operator.account, operator.password)
        who = plan.applicant
        return GuardianClient.sign_in(transport, name=who.name, id_no=who.id_no, mobile=plan.mobile)

    def plan_registry(story: Story) -> None:
        for name, verdict in story.registry.items():
            registry.plan(story.plan.child.id_no, name, verdict)

    return Cast(
        guardian=guardian,
        bureaus={
            office: Bureau(desk(office, Role.REVIEWER), desk(office, Role.SUPERVISOR))
            for office in load_counties()
        },
        photos=photos,
        plan_registry=plan_registry,
    )


def _write_accounts(data_dir: Path, accounts: list[SampleAccount]) -> None:
    target = data_dir / _ACCOUNTS
    fresh = target.with_suffix(".part")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps([asdict(account) for account in accounts], ensure_ascii=False), "utf-8")
    fresh.replace(target)
