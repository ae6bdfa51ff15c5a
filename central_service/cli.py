"""The administrator's command line: sets a region up, serves it, and looks after it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from central_service.app import application
from central_service.clock import ShiftedClock
from central_service.commands.accounts import account
from central_service.commands.opening import MOMENT, opened, with_parts
from central_service.commands.seasons import case, office, policy, private_school, school, season
from central_service.config import ServiceConfig
from central_service.notices.listing import list_notices
from central_service.parts import Parts
from central_service.server import Server, listening_socket
from central_service.store.database import Database
from central_service.store.migrate import migrate as migrate_database


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data"),
    show_default=True,
    help="数据目录（SQLite 数据库和材料文件）。",
)
@click.option(
    "--config",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="TOML 配置文件；ENROLMENT_ 开头的环境变量优先。",
)
@click.pass_context
def main(context: click.Context, data: Path, file: Path | None) -> None:
    """义务教育入学服务：管理与运行。"""
    try:
        context.obj = ServiceConfig.load(data, file)
    except (ValueError, TypeError) as error:
        raise click.ClickException(f"配置有误：{error}") from None


@main.command()
@with_parts
def init(parts: Parts) -> None:
    """建立数据库和材料目录。不会建立任何账号。"""
    click.echo(f"已建立：{parts.config.database_url.rpartition('@')[2]}")


@main.command()
@click.pass_obj
def migrate(config: ServiceConfig) -> None:
    """把数据库升级到当前版本。"""
    database = Database(config.database_url)
    try:
        click.echo(f"数据库版本：{migrate_database(database)}")
    finally:
        database.close()


@main.command()
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="数据目录，同总选项。")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址。")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8300, show_default=True, help="监听端口，0 为任选。"
)
@click.option("--trial", is_flag=True, help="试用：模拟实名认证和部门核验，切勿用于真实报名。")
@click.option("--clock-start", type=MOMENT, help="试用：时钟从这一时刻走起。")
@click.pass_context
def serve(
    context: click.Context,
    data: Path | None,
    host: str,
    port: int,
    trial: bool,
    clock_start: datetime | None,
) -> None:
    """运行服务。"""
    config: ServiceConfig = context.obj
    if data is not None:
        config = ServiceConfig.load(data, context.find_root().params["file"])
    if trial:
        config = config.as_trial()
    elif clock_start is not None:
        raise click.UsageError("--clock-start 只能与 --trial 同用。")
    with opened(config, ShiftedClock(clock_start) if clock_start else None) as parts:
        try:
            listening = listening_socket(host, port)
        except OSError as error:
            raise click.ClickException(
                f"{host} 的端口 {port} 无法使用（{error.strerror}），请换一个。"
            ) from None
        address = f"http://{host}:{listening.getsockname()[1]}"
        with listening:
            Server(application(parts), lambda: click.echo(f"服务地址：{address}")).run(sockets=[listening])


@main.group()
def notices() -> None:
    """短信通知。"""


@notices.command("list")
@click.option("--office", help="只看一个教育局。")
@click.option("--last", type=click.IntRange(1, 10_000), default=50, show_default=True, help="最近几条。")
@with_parts
def notices_list(parts: Parts, office: str | None, last: int) -> None:
    """列出最近的短信，手机号码已遮挡。"""
    for notice in list_notices(parts, office=office, last=last):
        click.echo(notice.line())


for group in (account, case, office, policy, private_school, school, season):
    main.add_command(group)
