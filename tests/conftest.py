"""For every test: an unexpected warning in the log fails it, like Python's and Qt's own warnings do."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

EXPECTED = "expected_log"


class _Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on a warning or error that our own packages log, unless the test is marked ``expected_log(text)``."""
    expected = [str(mark.args[0]) for mark in request.node.iter_markers(EXPECTED)]
    recorder = _Recorder()
    loggers = [logging.getLogger(name) for name in ("reviewer_app", "central_service")]
    for logger in loggers:
        logger.addHandler(recorder)
    yield
    for logger in loggers:
        logger.removeHandler(recorder)
    messages = [record.getMessage() for record in recorder.records]
    unexpected = [text for text in messages if not any(part in text for part in expected)]
    if unexpected:
        pytest.fail("logged without being expected: " + "; ".join(unexpected))
