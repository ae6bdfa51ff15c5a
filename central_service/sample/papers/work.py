"""Papers of work: labour contract (M21) and business licence (M22)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from central_service.sample.papers.form import Form, Type
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.sheet import LABEL, Sheet
from central_service.sample.papers.stamps import Outline, Stamp
from central_service.sample.papers.stationery import BOND, LICENCE, OFFICE, RECYCLED, Stock
from central_service.sample.papers.text import Colour, Face

_BRONZE: Colour = (168, 130, 66)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabourContract(Paper):
    """劳动合同书第1页: parties, term, post and place of work, filled in by hand."""

    stocks: ClassVar[tuple[Stock, ...]] = (BOND, RECYCLED, OFFICE)

    employer: str
    employer_address: str
    worker: str
    sex: str
    worker_id: str
    starts: str
    ends: str
    """Written end of the term; 无固定期限 where there is none."""
    post: str
    workplace: str
    wage: str

    @classmethod
    def form(cls, form: Form) -> None:
        form.title(132, "劳 动 合 同 书", 50)
        form.page(
            236,
            (
                "甲方（用人单位）：{employer:22}",
                "住　　所：{employer_address:25}",
                "乙方（劳动者）：{worker:10}　性别：{sex:4}",
                "公民身份号码：{worker_id:17}",
                "　　双方平等自愿、协商一致，签订本合同，共同遵守。",
                "#一、合同期限",
                "　　本合同自 {starts:9} 起至 {ends:9} 止。",
                "#二、工作内容和工作地点",
                "　　乙方同意从事 {post:10} 岗位的工作。",
                "　　工作地点：{workplace:24}",
                "#三、工作时间和休息休假",
                "　　每日工作不超过八小时，每周至少休息一日。",
                "　　乙方依法享受法定节假日、婚假、产假等假期。",
                "#四、劳动报酬",
                "　　月工资人民币 {wage:9} 元，每月十五日前发放。",
                "　　甲方不得克扣或者无故拖欠乙方的工资。",
                "#五、社会保险",
                "　　双方依法参加社会保险，个人部分由甲方代扣代缴。",
                "#六、劳动保护",
                "　　甲方提供符合规定的劳动安全卫生条件和用品。",
            ),
            pitch=50,
        )
        form.page_number(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabourContractSignatures(Paper):
    """劳动合同书第2页: seal and signatures; an empty employer or worker has not signed."""

    stocks: ClassVar[tuple[Stock, ...]] = (BOND, RECYCLED, OFFICE)

    employer: str
    worker: str
    representative: str
    signed: str

    @classmethod
    def form(cls, form: Form) -> None:
        form.page(
            136,
            (
                "#七、合同的变更、解除和终止",
                "　　经双方协商一致可以变更或者解除本合同。",
                "　　解除或者终止时，甲方出具证明并办理社会保险转移。",
                "",
                "#八、劳动争议处理",
                "　　发生争议的，可以向劳动争议仲裁委员会申请仲裁，",
                "　　对裁决不服的，可以向人民法院起诉。",
                "",
                "#九、其他",
                "　　本合同未尽事宜，按国家和自治区有关规定办理。",
                "　　本合同一式两份，甲乙双方各执一份，签章后生效。",
            ),
            pitch=50,
        )
        form.text(96, 780, "甲方（盖章）", 26)
        form.text(540, 780, "乙方（签字）", 26)
        form.text(96, 960, "法定代表人（签字）", 26)
        form.sentence(96, 1090, "{signed:10}", 26, rule=False)
        form.sentence(540, 1090, "{signed:10}", 26, rule=False)
        form.page_number(2, 2)

    def finish(self, sheet: Sheet) -> None:
        if self.employer:
            sheet.stamp(Stamp(self.employer, "合同专用", width=200), 250, 850)
            sheet.sign(346, 956, self.representative, 48)
        if self.worker:
            sheet.sign(712, 776, self.worker, 54)


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessLicence(Paper):
    """营业执照 of a company or of a 个体工商户; ``state`` other than 存续 prints a seal across it."""

    size: ClassVar[tuple[int, int]] = (1414, 1000)
    stocks: ClassVar[tuple[Stock, ...]] = (LICENCE,)

    code: str
    """统一社会信用代码, 18 characters."""
    name: str
    kind: str
    """For example 个体工商户 or 有限责任公司（自然人独资）."""
    operator: str
    """Operator or legal representative."""
    capital: str
    founded: str
    address: str
    scope: str
    issuer: str
    issued: str
    state: str = "存续"

    @classmethod
    def form(cls, form: Form) -> None:
        form.ornament(34, _BRONZE, depth=30)
        form.text(707, 176, "营 业 执 照", 88, align="centre", weight=2)
        form.text(707, 254, "（副　本）", 30, align="centre")
        form.text(110, 146, "统一社会信用代码", 26, ink=LABEL)
        form.blank("code", (110, 166), (380, 48), Type(30.0, Face.SANS))
        left, right = Type(27.0), Type(26.0)
        rows = (
            ("名　　称", "name", 330, 52),
            ("类　　型", "kind", 402, 52),
            ("经 营 者", "operator", 474, 52),
            ("经营范围", "scope", 588, 150),
        )
        for label, name, y, height in rows:
            form.text(110, y, label, 27, ink=LABEL)
            form.blank(name, (250, y - height / 2), (470, height), left)
        for label, name, y, height in (
            ("注册资本", "capital", 330, 52),
            ("成立日期", "founded", 402, 52),
            ("住　　所", "address", 492, 110),
        ):
            form.text(770, y, label, 27, ink=LABEL)
            form.blank(name, (906, y - height / 2), (400, height), right)
        form.text(900, 690, "登记机关", 28, ink=LABEL)
        form.blank("issued", (900, 812), (360, 54), Type(30.0))
        form.text(110, 884, "市场主体应当于每年1月1日至6月30日报送公示年度报告。", 22, ink=LABEL)

    def finish(self, sheet: Sheet) -> None:
        sheet.square_code((110, 700), 140, self.code)
        sheet.stamp(Stamp(self.issuer, width=210), 1080, 760)
        if self.state != "存续":
            sheet.stamp(Stamp(self.state, outline=Outline.OBLONG, width=330), 560, 620)
