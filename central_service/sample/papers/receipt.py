"""缴费凭证 (M17): who lives at an address pays for its water and electricity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from central_service.sample.papers.form import Form, Type
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.sheet import LABEL, Sheet
from central_service.sample.papers.stamps import Outline, Stamp
from central_service.sample.papers.stationery import OFFICE, ROSE, Stock


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReceipt(Paper):
    """缴费凭证: water, electricity or rent of some months for an address."""

    size: ClassVar[tuple[int, int]] = (1000, 720)
    stocks: ClassVar[tuple[Stock, ...]] = (ROSE, OFFICE)

    title: str
    """For example 电费缴费凭证."""
    payer: str
    account: str
    address: str
    rows: tuple[tuple[str, str, str, str], ...]
    """At most four of month, usage, amount and date of payment."""
    collector: str
    printed: str

    @classmethod
    def form(cls, form: Form) -> None:
        form.blank("title", (200, 32), (600, 62), Type(40.0, align="centre", weight=0.7))
        form.table(
            (56, 116),
            (140, 410, 140, 198),
            ((58, ("户　　名", "{payer}", "户　　号", "{account}")), (68, ("用户地址", ("{address}", 3)))),
            label=Type(22.0, ink=LABEL, align="centre"),
            value=Type(24.0),
        )
        cells = [(52.0, tuple(f"{{r{row}c{column}}}" for column in range(4))) for row in range(4)]
        form.table(
            (56, 266),
            (222, 222, 222, 222),
            [(50.0, ("费用月份", "用　量", "金额（元）", "缴费日期")), *cells],
            label=Type(22.0, ink=LABEL, align="centre"),
            value=Type(23.0, align="centre"),
        )
        form.text(56, 576, "收费单位（盖章）", 22, ink=LABEL)
        form.sentence(56, 640, "打印日期：{printed:10}", 22, kind=Type(22.0), rule=False, ink=LABEL)

    def values(self) -> dict[str, str]:
        blank = ("", "", "", "")
        cells = {
            f"r{row}c{column}": text
            for row in range(4)
            for column, text in enumerate(self.rows[row] if row < len(self.rows) else blank)
        }
        return cells | {
            "title": self.title,
            "payer": self.payer,
            "account": self.account,
            "address": self.address,
            "printed": self.printed,
        }

    def finish(self, sheet: Sheet) -> None:
        sheet.stamp(Stamp(self.collector, "收费专用章", Outline.OVAL, 210), 690, 600)
