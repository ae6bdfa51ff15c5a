"""Offices, seasons, policies, schools, and what happens to their feeds."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click

from central_service.administration import (
    PrivateRegistration,
    add_office,
    import_schools,
    open_season,
    register_private,
    set_policy,
)
from central_service.cases.reassigning import reassign_case
from central_service.commands.opening import MOMENT, with_parts
from central_service.parts import Parts
from central_service.store.seasons import renew_epoch
from reviewer_app.models.domain.case import Stage
from reviewer_app.models.domain.ports import School
from reviewer_app.sync.protocol import scope_of

Row = TypeVar("Row")
_office = click.option("--office", required=True, help="教育局编码。")
_year = click.option("--year", type=int, required=True, help="入学年度，如 2026。")
_file = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))


@click.group()
def office() -> None:
    """教育局。"""


@office.command("add")
@click.argument("code")
@with_parts
def office_add(parts: Parts, code: str) -> None:
    """开通一个教育局（GB/T 2260 编码或市直属编码）。"""
    click.echo(f"已开通 {code} {add_office(parts, code)}")


@click.group()
def season() -> None:
    """报名年度。"""


@season.command("open")
@_office
@_year
@click.option("--opens", type=MOMENT, required=True, help="报名开始时间。")
@click.option("--closes", type=MOMENT, required=True, help="报名截止时间。")
@click.option("--correction-days", type=click.IntRange(1, 30), help="补正天数，默认按政策。")
@with_parts
def season_open(
    parts: Parts, office: str, year: int, opens: datetime, closes: datetime, correction_days: int | None
) -> None:
    """设置报名时间；已设置的，改为新的时间。"""
    scope = open_season(parts, office, year, opens=opens, closes=closes, correction_days=correction_days)
    click.echo(f"已设置 {scope}")


@season.command("renew-epoch")
@_office
@_year
@with_parts
def season_renew_epoch(parts: Parts, office: str, year: int) -> None:
    """从备份恢复后运行：各审核端将重新同步，并补送已确认的决定。"""
    with parts.database.write() as transaction:
        renew_epoch(transaction.connection, scope_of(office, year))
    click.echo("已更新，各审核端下次联网时重新同步")


@click.group()
def policy() -> None:
    """招生政策。"""


@policy.command("set")
@_office
@_year
@_file
@with_parts
def policy_set(parts: Parts, office: str, year: int, file: Path) -> None:
    """发布招生政策全文（UTF-8 文本），旧版本保留。"""
    version = set_policy(parts, office, year, _text(file))
    click.echo(f"已发布第 {version} 版")


@click.group()
def school() -> None:
    """学校。"""


@school.command("add")
@_office
@_year
@click.argument("code")
@click.argument("name")
@click.option("--stage", "stages", type=click.Choice(["XX1", "CZ1"]), multiple=True, required=True,
              help="招生学段，可重复。")  # fmt: skip
@click.option("--plan", type=click.IntRange(0), required=True, help="招生计划数。")
@click.option("--private", is_flag=True, help="民办学校。")
@with_parts
def school_add(
    parts: Parts,
    office: str,
    year: int,
    code: str,
    name: str,
    stages: tuple[str, ...],
    plan: int,
    private: bool,
) -> None:
    """新增或修改一所学校。"""
    named = School(
        code=code, name=name, stages=frozenset(Stage(stage) for stage in stages), plan=plan, private=private
    )
    import_schools(parts, office, year, [named])
    click.echo(f"已保存 {code} {name}")


@school.command("import")
@_office
@_year
@_file
@with_parts
def school_import(parts: Parts, office: str, year: int, file: Path) -> None:
    """从 CSV 导入：code,name,stages,plan,private；stages 用“/”隔开。有一行不对则都不导入。"""
    read = _rows(file, {"code", "name", "stages", "plan", "private"}, _school)
    import_schools(parts, office, year, read)
    click.echo(f"已导入 {len(read)} 所学校")


@click.group("private")
def private_school() -> None:
    """在系统外登记的民办学校报名。"""


@private_school.command("import")
@_office
@_year
@_file
@with_parts
def private_import(parts: Parts, office: str, year: int, file: Path) -> None:
    """从 CSV 导入：id_type,id_no,stage,school。已有报名办件的学生不导入，逐一列出。"""
    read = _rows(file, {"id_type", "id_no", "stage", "school"}, _registration)
    taken = register_private(parts, office, year, read)
    for line in taken:
        click.echo(f"第 {line + 2} 行：该生已有报名，没有登记")
    click.echo(f"已登记 {len(read) - len(taken)} 人")


@click.group()
def case() -> None:
    """办件。"""


@case.command("move")
@click.argument("number")
@_office
@with_parts
def case_move(parts: Parts, number: str, office: str) -> None:
    """两地和市局同意后，把办件转到另一教育局。"""
    moved = reassign_case(parts, number, office)
    click.echo(f"已转办 {moved.number}")


def _rows(file: Path, columns: set[str], read: Callable[[dict[str, str]], Row]) -> list[Row]:
    reader = csv.DictReader(_text(file).splitlines())
    if set(reader.fieldnames or ()) != columns:
        raise click.ClickException(f"{file.name} 的表头应为 {','.join(sorted(columns))}")
    found: list[Row] = []
    for row in reader:
        try:
            found.append(read({name: (value or "").strip() for name, value in row.items()}))
        except (KeyError, ValueError, TypeError, AttributeError):
            raise click.ClickException(f"{file.name} 第 {reader.line_num} 行有误") from None
    return found


def _school(row: dict[str, str]) -> School:
    stages = frozenset(Stage(stage.strip()) for stage in row["stages"].split("/"))
    private = {"1": True, "是": True, "0": False, "否": False, "": False}[row["private"]]
    return School(code=row["code"], name=row["name"], stages=stages, plan=int(row["plan"]), private=private)


def _registration(row: dict[str, str]) -> PrivateRegistration:
    if not row["id_no"] or not row["school"]:
        raise ValueError(row)
    return PrivateRegistration(
        id_type=row["id_type"], id_no=row["id_no"].upper(), stage=Stage(row["stage"]), school=row["school"]
    )


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise click.ClickException(f"{file.name} 不是 UTF-8 文本，请另存为 UTF-8 后重试") from None
