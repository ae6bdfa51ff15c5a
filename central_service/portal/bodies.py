"""What guardians and registration points send; unknown members and control characters are refused."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr
from pydantic_core import PydanticCustomError

from reviewer_app.models.domain.case import Category, FormKind, Stage

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def _plain(text: str) -> str:
    if _CONTROL.search(text):
        raise PydanticCustomError("bad_characters", "control characters")
    return text


Text = Annotated[StrictStr, AfterValidator(_plain)]
Value = StrictBool | StrictInt | StrictStr | list[StrictStr]
Values = dict[Annotated[StrictStr, Field(max_length=40)], Value | None]


class Body(BaseModel):
    """A message of the guardian's side."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class GuardianSignIn(Body):
    """Who wants to sign in; with a real provider ``proof`` is what the platform gave them."""

    name: Text = Field(min_length=1, max_length=50)
    id_type: Text = Field(min_length=1, max_length=1)
    id_no: Text = Field(min_length=4, max_length=20)
    mobile: Text = Field(pattern=r"^1[3-9]\d{9}$")
    proof: Text = Field(default="", max_length=2000)


class StaffSignIn(Body):
    """Account and password of a registration point."""

    account: Text = Field(max_length=64)
    password: StrictStr = Field(max_length=128)
    device: Text = Field(default="", max_length=64)


class DraftStart(Body):
    """What is chosen before the form opens."""

    office: Text = Field(max_length=16)
    stage: Stage
    form_kind: FormKind
    category: Category = Category.LOCAL


class AnswersChange(Body):
    """Answers to set; null clears one. ``guardians`` by position; null takes one out."""

    answers: Values = Field(default_factory=dict, max_length=200)
    guardians: list[Values | None] = Field(default_factory=list, max_length=4)


class SubmitConfirmation(Body):
    """The consent that was read and the tick below the form."""

    consent_version: Text = Field(max_length=40)
    confirm: StrictBool
    guardian_present: StrictBool = False


class WithdrawReason(Body):
    """Why the guardian takes the case back."""

    reason: Text = Field(min_length=1, max_length=200)


class Reapplication(Body):
    """再办一单; the form may change in the copy."""

    form_kind: FormKind | None = None


class RatingBody(Body):
    """评价 in five levels, 5 the best."""

    occasion: Literal["submitted", "ended"]
    level: Annotated[StrictInt, Field(ge=1, le=5)]
    comment: Text = Field(default="", max_length=500)
