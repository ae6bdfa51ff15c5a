"""How everything here is measured: alternating rounds of the work and of its raw limit, medians, one ratio."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Measured:
    """One comparison; times in seconds for ``units`` units of work."""

    name: str
    limit: str
    """What the work is compared with."""
    units: int
    work: float
    raw: float

    @property
    def ratio(self) -> float:
        """Share of the raw limit that the work reaches; 1.0 would be the limit itself."""
        return self.raw / self.work

    def line(self) -> str:
        """One line for the terminal."""
        each = self.work / self.units * 1000
        return f"{self.name:<38} {each:9.3f} ms each   {self.ratio:6.1%} of {self.limit}"


def compare(
    name: str, limit: str, units: int, work: Callable[[], object], raw: Callable[[], object], rounds: int = 5
) -> Measured:
    """Run work and raw limit in turn, so that a noisy moment hits both."""
    work()
    raw()
    works, raws = [], []
    for _ in range(rounds):
        works.append(_timed(work))
        raws.append(_timed(raw))
    return Measured(name, limit, units, median(works), median(raws))


def _timed(call: Callable[[], object]) -> float:
    gc.collect()
    start = perf_counter()
    call()
    return perf_counter() - start


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` (0..1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
