"""The one place where a failure becomes ``application/problem+json``: stable code, Chinese message, field at fault."""

from __future__ import annotations

from typing import Any

from reviewer_app.models.domain.workflow import WorkflowError

TITLES = {
    400: "请求有误",
    401: "请重新登录",
    403: "没有权限",
    404: "没有找到",
    405: "不支持这种操作",
    409: "与现状不符",
    410: "数据已更新，请重新同步",
    413: "内容太大",
    415: "格式不支持",
    416: "请求的范围有误",
    422: "内容有误",
    426: "版本不一致",
    429: "操作太频繁",
    500: "服务出错",
    503: "服务繁忙",
}


class ServiceProblem(Exception):
    """A refusal with everything that its maker needs to mend it.

    :param status: HTTP status.
    :param code: stable name for programs.
    :param message: what happened and what to do, for the person.
    :param field: path of the value at fault, such as ``answers.stu_name``.
    :param retry_after: seconds after which the same request may succeed.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        field: str | None = None,
        *,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.field = field
        self.retry_after = retry_after
        self.errors: tuple[dict[str, Any], ...] = ()

    def body(self) -> dict[str, Any]:
        """The members of the problem document."""
        document: dict[str, Any] = {
            "type": f"urn:enrolment:problem:{self.code}",
            "title": TITLES.get(self.status, "请求没有完成"),
            "status": self.status,
            "code": self.code,
            "message": self.message,
        }
        if self.field is not None:
            document["field"] = self.field
        if self.retry_after is not None:
            document["retry_after"] = self.retry_after
        if self.errors:
            document["errors"] = list(self.errors)
        return document


def not_found(what: str = "办件") -> ServiceProblem:
    """Also the answer about another county's or another guardian's objects: nobody learns that they exist."""
    return ServiceProblem(404, "not_found", f"没有找到这个{what}。")


def from_workflow(error: WorkflowError) -> ServiceProblem:
    """A rule of the transition table as a problem."""
    status = 403 if error.code == "role_not_allowed" else 422 if error.field else 409
    return ServiceProblem(status, error.code, error.message, error.field)
