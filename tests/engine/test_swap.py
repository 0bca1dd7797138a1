"""The bot takes another model: in one step, with the same memory; one that does not load changes nothing."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from huashu.engine.failures import WatchedEndpoint
from huashu.engine.swap import ModelRefused, model_of, swap_model
from huashu.settings import read_settings
from huashu.training.shelf import Shelf

ACTIONS = "http://127.0.0.1:9/webhook"


@pytest.fixture(scope="module")
def model() -> Path:
    """This checkout's model; ``huashu train`` makes it."""
    current = Shelf.of(read_settings({})).current()
    assert current is not None
    return current


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: Path) -> Path:
    """A home's models: a good one, one that is no model, one outside."""
    monkeypatch.setenv("HUASHU_HOME", str(tmp_path))
    folder = tmp_path / "models"
    folder.mkdir()
    shutil.copy(model, folder / "good.tar.gz")
    shutil.copy(model, tmp_path / "outside.tar.gz")
    (folder / "broken.tar.gz").write_bytes(model.read_bytes()[:5000])
    return folder


@pytest.fixture
def app() -> Any:
    """As much of the server as a swap touches: an agent without a model yet."""
    store = InMemoryTrackerStore(Domain.empty())
    agent = Agent(tracker_store=store, action_endpoint=EndpointConfig(ACTIONS))
    return SimpleNamespace(ctx=SimpleNamespace(agent=agent))


def test_the_new_model_answers_and_all_else_stays(app: Any, models: Path) -> None:
    before = app.ctx.agent
    assert asyncio.run(swap_model(app, str(models / "good.tar.gz"))) == "good.tar.gz"
    after = app.ctx.agent
    assert (model_of(before), model_of(after)) == (None, "good.tar.gz")  # whoever holds the old one keeps it
    assert after.tracker_store is before.tracker_store
    assert after.lock_store is before.lock_store
    assert after.nlg is before.nlg
    assert "order_phone" in {slot.name for slot in after.tracker_store.domain.slots}
    assert isinstance(after.processor.action_endpoint, WatchedEndpoint)
    assert after.processor.action_endpoint.url == ACTIONS
    assert asyncio.run(after.parse_message("发什么快递"))["intent"]["name"] == "ask_carrier"


@pytest.mark.parametrize(
    "path", ["broken.tar.gz", "missing.tar.gz", "../outside.tar.gz", "/etc/hostname", ".", ""], ids=str
)
def test_the_old_model_stays_when_the_new_one_is_refused(app: Any, models: Path, path: str) -> None:
    before, domain = app.ctx.agent, app.ctx.agent.tracker_store.domain
    with pytest.raises(ModelRefused, match=r"does not load|no file below"):
        asyncio.run(swap_model(app, path))
    assert app.ctx.agent is before
    assert before.tracker_store.domain is domain
