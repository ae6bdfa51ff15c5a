"""Comparisons with government registries. Anything but a match goes to a person, never to a rejection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reviewer_app.models.domain.case import RegistryResult, RegistryVerdict
from reviewer_app.models.domain.checks.finding import CheckContext, Finding, Level
from reviewer_app.models.domain.reasons import ReasonKind

AUTHORITIES: Mapping[str, str] = {
    "户籍": "公安",
    "居住证": "公安",
    "不动产": "自然资源",
    "社保": "人社",
    "学籍": "学籍系统",
}
"""Registry -> the authority that a screen names as the source."""

_DOUBTS: Mapping[RegistryVerdict, str] = {
    RegistryVerdict.MISMATCH: "与登记不一致，请对照材料核对",
    RegistryVerdict.NOT_FOUND: "未查到登记，请对照材料核对",
    RegistryVerdict.FAULT: "接口异常，没有比对结果，请人工核对",
    RegistryVerdict.RUNNING: "正在核验，结果稍后更新",
}


def check_registries(context: CheckContext) -> Iterator[Finding]:
    """A finding for every field that a registry was asked about; none for 未核验 and 不适用."""
    for result in context.case.registry:
        source = AUTHORITIES.get(result.registry, result.registry)
        for target in result.fields or (None,):
            if result.verdict is RegistryVerdict.MATCH:
                message = f"与{result.registry}登记一致"
                yield _finding(result, Level.OK, target, message, source)
            elif result.verdict in _DOUBTS:
                message = f"{result.registry}{_DOUBTS[result.verdict]}。{_detail(result)}"
                reason = _reason(context, target) if result.verdict is RegistryVerdict.MISMATCH else None
                yield _finding(result, Level.WARN, target, message, source, reason)


def _finding(
    result: RegistryResult,
    level: Level,
    target: str | None,
    message: str,
    source: str,
    reason: str | None = None,
) -> Finding:
    return Finding(
        code=f"registry_{result.verdict.name.lower()}",
        level=level,
        target=target,
        message_zh=message,
        suggested_reason=reason,
        source=source,
    )


def _detail(result: RegistryResult) -> str:
    return result.detail.rstrip("。") + "。" if result.detail.strip() else ""


def _reason(context: CheckContext, target: str | None) -> str | None:
    if target is None:
        return None
    named = context.catalogue.reasons.reasons_for(target, ReasonKind.CORRECTION)
    return named[0].code if named else None
