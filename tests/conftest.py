"""The running bot and action server, started once for all tests that need them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from huashu.processes import train_if_changed
from huashu.settings import read_settings
from huashu.workshop.stage import Stage, open_stage


@pytest.fixture(scope="session")
def model() -> None:
    """The model of this checkout, trained if need be into var/, as ``make train`` does."""
    assert train_if_changed(read_settings({}))


@pytest.fixture(scope="session")
def stage(model: None) -> Iterator[Stage]:
    """Bot, action server and app over the demo shops' books, with a clock that tests move."""
    with open_stage(read_settings({})) as opened:
        yield opened


@pytest.fixture(scope="session")
def world(stage: Stage) -> Stage:
    """The same, for tests that take it as the running product: ``services``, ``clock``, ``client``."""
    return stage
