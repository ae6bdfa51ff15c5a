"""Accounts of staff. A password is asked for, or read from a file or the environment; never an argument."""

from __future__ import annotations

import os
import sys
from typing import TextIO

import click

from central_service.accounts.staff import add_account, set_disabled, set_password
from central_service.commands.opening import with_parts
from central_service.config import PASSWORD_VARIABLE
from central_service.parts import Parts
from reviewer_app.models.domain.workflow import Role

_password_file = click.option(
    "--password-file", type=click.File(encoding="utf-8"), help="从文件第一行读取密码；- 表示标准输入。"
)


@click.group()
def account() -> None:
    """工作人员账号。"""


@account.command()
@click.argument("login")
@click.option("--name", required=True, help="姓名。")
@click.option(
    "--role",
    type=click.Choice(["reviewer", "supervisor", "operator"]),
    required=True,
    help="reviewer 审核员；supervisor 负责人；operator 线下报名点。",
)
@click.option("--office", required=True, help="所属教育局编码。")
@_password_file
@with_parts
def add(parts: Parts, login: str, name: str, role: str, office: str, password_file: TextIO | None) -> None:
    """新建账号。没有默认密码，至少 12 个字符。"""
    secret = _password(password_file)
    add_account(parts, login=login, name=name, role=Role(role), office=office, password=secret)
    click.echo(f"已新建账号 {login}（{name}）")


@account.command()
@click.argument("login")
@_password_file
@with_parts
def password(parts: Parts, login: str, password_file: TextIO | None) -> None:
    """重设密码，并结束该账号的全部登录。"""
    set_password(parts, login, _password(password_file))
    click.echo(f"已重设 {login} 的密码")


@account.command()
@click.argument("login")
@with_parts
def disable(parts: Parts, login: str) -> None:
    """停用账号，立即生效。"""
    set_disabled(parts, login, True)
    click.echo(f"已停用 {login}")


@account.command()
@click.argument("login")
@with_parts
def enable(parts: Parts, login: str) -> None:
    """恢复账号。"""
    set_disabled(parts, login, False)
    click.echo(f"已恢复 {login}")


def _password(file: TextIO | None) -> str:
    if file is not None:
        return file.readline().rstrip("\r\n")
    if PASSWORD_VARIABLE in os.environ:
        return os.environ[PASSWORD_VARIABLE]
    if not sys.stdin.isatty():
        raise click.UsageError(f"请用 --password-file 或环境变量 {PASSWORD_VARIABLE} 给出密码。")
    asked: str = click.prompt("密码", hide_input=True, confirmation_prompt="再输一次")
    return asked
