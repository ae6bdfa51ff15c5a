"""随迁子女: residence permit and work; and the lease of a rented home."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reviewer_app.models.domain.checks.finding import CheckContext, Finding, guardian_text, ok, warn
from reviewer_app.models.domain.checks.guardian_checks import guardian_id_numbers
from reviewer_app.models.domain.registration_numbers import uscc_doubt


def months_between(start: date, end: date) -> int:
    """Full months from one day to a later one; 0 when it is not later."""
    return max(0, (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day))


def check_residence_permit(context: CheckContext) -> Iterator[Finding]:
    """居住证: 签注 (lapsed = suspended, not void), half a year, and whose it is (reasons JZ02, JZ06, JZ04)."""
    until = context.day("rp_endorse_until")
    if until is not None:
        if until < context.today:
            message = "居住证签注已过期，使用功能中止，补办签注后恢复。"
            yield warn("permit_lapsed", "rp_endorse_until", message, "JZ02")
        else:
            yield ok("permit_endorsed", "rp_endorse_until", "在签注有效期内")
    issued = context.day("rp_issue_date")
    if issued is not None:
        yield from _residence(context, issued)
    yield from _permit_holder(context)


def _residence(context: CheckContext, issued: date) -> Iterator[Finding]:
    cutoff, needed = context.policy.cutoff(context.case.season), context.policy.residence_months
    if issued > context.today:
        yield warn("permit_in_future", "rp_issue_date", "居住证签发日期在今天以后，请核对。", "JZ06")
    elif months_between(issued, cutoff) < needed:
        message = f"截至{cutoff.month}月{cutoff.day}日持居住证不满{needed}个月，请核对签发日期和居住情况。"
        yield warn("permit_too_recent", "rp_issue_date", message, "JZ06")


def _permit_holder(context: CheckContext) -> Iterator[Finding]:
    holder, number = context.text("rp_holder"), context.text("rp_holder_id")
    names = {guardian_text(guardian, "grd_name") for guardian in context.case.guardians}
    if holder and holder not in names:
        yield warn("permit_holder", "rp_holder", "居住证持证人不是填报的监护人，请核对。", "JZ04")
    elif number and number not in guardian_id_numbers(context):
        yield warn("permit_holder", "rp_holder_id", "持证人身份证号与监护人的不同，请核对。", "JZ04")


def check_work(context: CheckContext) -> Iterator[Finding]:
    """Contract that has ended (JY02); 统一社会信用代码 that does not check (JY04)."""
    start, end = context.day("emp_start"), context.day("emp_end")
    if end is not None and end < context.today:
        yield warn("contract_ended", "emp_end", "劳动合同已到期，请核对是否续签。", "JY02")
    elif start is not None and end is not None and end < start:
        yield warn("contract_dates", "emp_end", "合同终止日期早于起始日期，请更正。", "JY02")
    elif end is not None:
        yield ok("contract_runs", "emp_end", "合同在有效期内")
    code = context.text("emp_uscc")
    if code:
        doubt = uscc_doubt(code)
        yield (
            warn("uscc", "emp_uscc", doubt, "JY04")
            if doubt
            else ok("uscc", "emp_uscc", "统一社会信用代码校验通过")
        )


def check_lease(context: CheckContext) -> Iterator[Finding]:
    """The lease must reach 31 August of the year (reason ZS02)."""
    start, end = context.day("dw_lease_from"), context.day("dw_lease_to")
    if end is None:
        return
    last_day = date(context.case.season, 8, 31)
    if start is not None and end < start:
        yield warn("lease_dates", "dw_lease_to", "租期止早于租期起，请更正。", "ZS02")
    elif end < last_day:
        message = f"租期未到{last_day.year}年8月31日，不能覆盖到入学时间。"
        yield warn("lease_ends_early", "dw_lease_to", message, "ZS02")
    else:
        yield ok("lease_runs", "dw_lease_to", "租期覆盖到入学时间")
