"""The shipped resources, loaded once: the tests of the domain speak about the real catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer_app.models.domain.catalogue import Catalogue, load_catalogue
from reviewer_app.models.domain.notices import SmsTemplates, load_sms_templates
from reviewer_app.models.domain.policy import CountyPolicy, load_policy


@pytest.fixture(scope="session")
def resources() -> Path:
    return Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture(scope="session")
def catalogue(resources: Path) -> Catalogue:
    return load_catalogue(resources)


@pytest.fixture(scope="session")
def policy(resources: Path, catalogue: Catalogue) -> CountyPolicy:
    return load_policy(resources, catalogue)


@pytest.fixture(scope="session")
def templates(resources: Path) -> SmsTemplates:
    return load_sms_templates(resources)
