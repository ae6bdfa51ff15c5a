"""附图页 of a title (M10): the plan of the flat, its rooms sharing out the area that the title states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from central_service.sample.papers.form import Form, Type
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.sheet import LABEL, Sheet
from central_service.sample.papers.stamps import Stamp
from central_service.sample.papers.stationery import PEARL, Stock

_WITHOUT_SHARED = 0.82
"""Share of a flat's area that lies inside its walls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitlePlan(Paper):
    """附图页: a floor plan with the unit number."""

    size: ClassVar[tuple[int, int]] = (1000, 1360)
    stocks: ClassVar[tuple[Stock, ...]] = (PEARL,)

    unit_no: str
    address: str
    area: str
    registry: str
    drawn: str
    """Date of the survey."""

    @classmethod
    def form(cls, form: Form) -> None:
        form.title(74, "房产分户图", 40, tracking=10)
        form.table(
            (80, 126),
            (170, 250, 170, 250),
            (
                (62, ("不动产单元号", ("{unit_no}", 3))),
                (74, ("坐　　落", ("{address}", 3))),
                (58, ("建筑面积", "{area}", "测绘日期", "{drawn}")),
            ),
            label=Type(22.0, ink=LABEL, align="centre"),
            value=Type(24.0),
        )
        form.box((80, 340), (840, 840), LABEL, thick=2)
        form.text(868, 400, "北", 26, align="centre")
        form.shape([(868, 420), (852, 470), (868, 458), (884, 470)], LABEL)
        form.text(96, 1206, "单位：米　　比例尺 1:100", 21, ink=LABEL)

    def finish(self, sheet: Sheet) -> None:
        left, top, width, height = 210.0, 450.0, 560.0, 600.0
        split, row = width * sheet.rng.uniform(0.42, 0.56), height * sheet.rng.uniform(0.4, 0.52)
        rooms = (
            ("客　厅", left, top + row, split, height - row),
            ("卧　室", left, top, split, row),
            ("卧　室", left + split, top, width - split, row * 0.9),
            ("厨　房", left + split, top + row * 0.9, width - split, (height - row * 0.9) * 0.46),
            (
                "卫生间",
                left + split,
                top + row * 0.9 + (height - row * 0.9) * 0.46,
                width - split,
                (height - row * 0.9) * 0.54,
            ),
        )
        figure = re.match(r"[\d.]+", self.area)
        inside = float(figure[0]) * _WITHOUT_SHARED if figure else 80.0
        for name, x, y, across, down in rooms:
            sheet.box((x, y), (across, down), (60, 60, 60), thick=4)
            sheet.text(x + across / 2, y + down / 2 - 14, name, 25, align="centre")
            sheet.text(
                x + across / 2,
                y + down / 2 + 22,
                f"{inside * across * down / (width * height):.2f}㎡",
                21,
                align="centre",
                ink=LABEL,
            )
        sheet.box((left, top + height), (split * 0.8, 70), (60, 60, 60), thick=2.5)
        sheet.text(left + split * 0.4, top + height + 35, "阳　台", 22, align="centre")
        sheet.text(left + width / 2, top - 26, f"{inside**0.5 * 0.97:.2f}", 21, align="centre", ink=LABEL)
        sheet.stamp(Stamp(self.registry, "测绘专用", width=170), 780, 1230)
