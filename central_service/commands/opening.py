"""How a command gets at the service's parts, and how its failures become one line for the administrator."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Concatenate, ParamSpec

import click
from sqlalchemy.exc import SQLAlchemyError

from central_service.app import assemble
from central_service.config import ServiceConfig
from central_service.parts import Parts
from central_service.problems import ServiceProblem
from reviewer_app.models.domain.entries import CatalogueError
from reviewer_app.models.domain.ports import Clock

P = ParamSpec("P")


@contextmanager
def opened(config: ServiceConfig, clock: Clock | None = None) -> Iterator[Parts]:
    """The parts of the service, closed afterwards. :raises click.ClickException:"""
    try:
        parts = assemble(config, clock=clock)
    except CatalogueError as error:
        raise click.ClickException(f"资源文件有误：{error}") from None
    except SQLAlchemyError as error:
        raise click.ClickException(f"数据库打不开：{type(error).__name__}") from None
    try:
        yield parts
    except ServiceProblem as problem:
        raise click.ClickException(problem.message) from None
    finally:
        parts.database.close()


def with_parts(command: Callable[Concatenate[Parts, P], None]) -> Callable[P, None]:
    """A command whose first argument are the parts."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        config = click.get_current_context().find_object(ServiceConfig)
        assert config is not None
        with opened(config) as parts:
            command(parts, *args, **kwargs)

    return run


class Moment(click.ParamType[datetime]):
    """A time with its zone."""

    name = "时间"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """ISO 8601 only."""
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} 不是时间，请按 2026-07-10T00:00:00+08:00 的样式填写。", param, ctx)
        if moment.tzinfo is None:
            self.fail(f"{value} 没有时区，请按 2026-07-10T00:00:00+08:00 的样式填写。", param, ctx)
        return moment


MOMENT = Moment()
