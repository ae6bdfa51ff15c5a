"""Titles of owned homes: the certificate of today (M10) and the one of before 2015 (M11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from central_service.sample.papers.form import Form, Type
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.sheet import LABEL, Sheet
from central_service.sample.papers.stamps import Stamp
from central_service.sample.papers.stationery import CERTIFICATE, ROSE, Stock
from central_service.sample.papers.text import Colour, Face

_GOLD: Colour = (216, 178, 96)
_BROWN: Colour = (150, 96, 80)
_CELL_LABEL = Type(24.0, ink=LABEL, align="centre")
_CELL = Type(26.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleCover(Paper):
    """封面 of the title: red, without a fact."""

    size: ClassVar[tuple[int, int]] = (1000, 1360)
    stocks: ClassVar[tuple[Stock, ...]] = (
        Stock((142, 34, 36), (150, 40, 42), pitch=7, swing=3, grain=3.0, spine=26),
    )

    @classmethod
    def form(cls, form: Form) -> None:
        form.box((70, 70), (860, 1220), _GOLD, thick=3)
        form.box((86, 86), (828, 1188), _GOLD, thick=1.4)
        form.text(500, 470, "不动产权证书", 104, ink=_GOLD, align="centre", weight=2, tracking=16)
        form.line((300, 590), (700, 590), _GOLD, 2.4)
        form.text(500, 1130, "不动产登记机构制发", 34, ink=_GOLD, align="centre", tracking=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleFacts(Paper):
    """信息页: certificate number on top, the facts, remarks and the seal of the registry."""

    size: ClassVar[tuple[int, int]] = (1000, 1360)
    stocks: ClassVar[tuple[Stock, ...]] = (CERTIFICATE,)

    number: str
    """桂（2023）灵山县不动产权第0001234号."""
    owner: str
    """Several owners separated by 、."""
    shared: str
    """单独所有, 共同共有, or shares."""
    address: str
    unit_no: str
    right_kind: str
    use: str
    area: str
    term: str
    registered: str
    registry: str
    serial: str = ""
    """Printed number D45…, not the certificate number."""
    remarks: str = ""

    @classmethod
    def form(cls, form: Form) -> None:
        form.blank("number", (80, 52), (840, 60), Type(34.0, align="right"))
        form.table(
            (80, 124),
            (206, 634),
            (
                (70, ("权　利　人", "{owner}")),
                (64, ("共 有 情 况", "{shared}")),
                (96, ("坐　　　落", "{address}")),
                (64, ("不动产单元号", "{unit_no}")),
                (64, ("权 利 类 型", "{right_kind}")),
                (64, ("权 利 性 质", "{nature}")),
                (64, ("用　　　途", "{use}")),
                (64, ("面　　　积", "{area}")),
                (64, ("使 用 期 限", "{term}")),
                (250, ("附　　　记", "{remarks}")),
            ),
            label=_CELL_LABEL,
            value=_CELL,
            rule=_BROWN,
        )
        form.text(560, 1052, "登记机构（章）", 25, ink=LABEL)
        form.blank("registered", (560, 1150), (340, 50), Type(28.0))
        form.blank("serial", (80, 1262), (500, 36), Type(20.0, Face.SANS, LABEL))

    def values(self) -> dict[str, str]:
        return {
            "number": self.number,
            "owner": self.owner,
            "shared": self.shared,
            "address": self.address,
            "unit_no": self.unit_no,
            "right_kind": self.right_kind,
            "nature": "出让 / 市场化商品房",
            "use": self.use,
            "area": self.area,
            "term": self.term,
            "remarks": self.remarks,
            "registered": self.registered,
            "serial": self.serial and f"编号 NO.{self.serial}",
        }

    def finish(self, sheet: Sheet) -> None:
        sheet.square_code((96, 1046), 150, self.number)
        if self.registry:
            sheet.stamp(Stamp(self.registry, "不动产登记", width=200), 700, 1120)


@dataclass(frozen=True, slots=True, kw_only=True)
class OldTitle(Paper):
    """房屋所有权证 of before 2015."""

    size: ClassVar[tuple[int, int]] = (1000, 1300)
    stocks: ClassVar[tuple[Stock, ...]] = (ROSE, CERTIFICATE)

    number: str
    """灵房权证灵城字第00012345号."""
    owner: str
    shared: str
    address: str
    registered: str
    nature: str
    use: str
    floors: str
    area: str
    issuer: str

    @classmethod
    def form(cls, form: Form) -> None:
        form.ornament(38, _BROWN)
        form.title(126, "房屋所有权证", 50, tracking=14)
        form.blank("number", (110, 168), (780, 54), Type(30.0, align="centre"))
        form.table(
            (96, 244),
            (200, 240, 168, 200),
            (
                (74, ("房屋所有权人", ("{owner}", 3))),
                (64, ("共有情况", ("{shared}", 3))),
                (104, ("房屋坐落", ("{address}", 3))),
                (64, ("登记时间", ("{registered}", 3))),
                (64, ("房屋性质", "{nature}", "规划用途", "{use}")),
                (64, ("总 层 数", "{floors}", "建筑面积", "{area}")),
                (200, ("附　　记", ("", 3))),
            ),
            label=_CELL_LABEL,
            value=_CELL,
            rule=_BROWN,
        )
        form.text(480, 990, "填发单位（盖章）", 25, ink=LABEL)
        form.text(110, 1180, "本证是房屋所有权的合法凭证，不得涂改。", 22, ink=LABEL)

    def finish(self, sheet: Sheet) -> None:
        sheet.stamp(Stamp(self.issuer, "房屋登记", width=200), 700, 1030)
