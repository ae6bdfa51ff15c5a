"""农村宅基地批准书 (M13): a rural family's plot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from central_service.sample.papers.form import Form, Type
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.sheet import LABEL, Sheet
from central_service.sample.papers.stamps import Stamp
from central_service.sample.papers.stationery import CERTIFICATE, PEARL, Stock
from central_service.sample.papers.text import Colour

_BROWN: Colour = (150, 96, 80)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomesteadApproval(Paper):
    """农村宅基地批准书: user, place and size of a rural house plot."""

    size: ClassVar[tuple[int, int]] = (1000, 1300)
    stocks: ClassVar[tuple[Stock, ...]] = (CERTIFICATE, PEARL)

    number: str
    user: str
    address: str
    area: str
    built: str
    use: str
    valid: str
    issuer: str
    issued: str

    @classmethod
    def form(cls, form: Form) -> None:
        form.ornament(38, _BROWN)
        form.title(130, "农村宅基地批准书", 48, tracking=8)
        form.blank("number", (110, 176), (780, 50), Type(26.0, align="centre"))
        form.paragraph(
            (110, 274),
            780,
            "　　根据有关法律法规的规定，本项农村村民宅基地用地业经批准，特发此书。请严格按照批准内容使用。",
            25,
        )
        form.table(
            (96, 390),
            (220, 588),
            (
                (70, ("户主姓名", "{user}")),
                (64, ("批准用地面积", "{area}")),
                (64, ("房基占地面积", "{built}")),
                (64, ("土地用途", "{use}")),
                (100, ("土地坐落", "{address}")),
                (64, ("批准书有效期", "{valid}")),
            ),
            label=Type(24.0, ink=LABEL, align="centre"),
            value=Type(26.0),
            rule=_BROWN,
        )
        form.text(520, 930, "填发机关（章）", 25, ink=LABEL)
        form.blank("issued", (520, 1060), (360, 50), Type(27.0))

    def finish(self, sheet: Sheet) -> None:
        sheet.stamp(Stamp(self.issuer, width=200), 680, 1010)
