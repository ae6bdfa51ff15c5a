"""Admission results: a school of the county that has the stage, and a word when its plan is used up."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, func, select

from central_service.cases.rows import StoredCase
from central_service.store.seasons import schools_of
from central_service.store.tables import cases
from reviewer_app.models.domain.case import AdmissionResult
from reviewer_app.models.domain.ports import School
from reviewer_app.models.domain.workflow import WorkflowError


def check_result(connection: Connection, stored: StoredCase, result: AdmissionResult) -> AdmissionResult:
    """The result with the school's name. :raises WorkflowError: with field ``result.school``."""
    school = _school(connection, stored, result)
    if school is None:
        raise WorkflowError("school_unknown", "本地区没有这所学校，请重新选择。", "result.school")
    if stored.case.stage not in school.stages:
        message = f"{school.name}不招这个学段，请重新选择。"
        raise WorkflowError("school_of_other_stage", message, "result.school")
    return replace(result, school_name=school.name)


def plan_warning(connection: Connection, stored: StoredCase, result: AdmissionResult | None) -> str:
    """A warning when the school has more children than its plan; never a refusal here."""
    school = _school(connection, stored, result) if result is not None else None
    if school is None:
        return ""
    placed = (
        select(func.count())
        .select_from(cases)
        .where(
            cases.c.scope == stored.scope,
            cases.c.admitted_to == school.code,
            cases.c.id != stored.case.id,
        )
    )
    taken = connection.execute(placed).scalar_one() + 1
    if taken <= school.plan:
        return ""
    return f"{school.name}招生计划 {school.plan} 人，连同本件已安排 {taken} 人，请核对。"


def _school(connection: Connection, stored: StoredCase, result: AdmissionResult) -> School | None:
    return next((s for s in schools_of(connection, stored.scope) if s.code == result.school), None)
