"""Rasa uses our classes: of a class that it cannot find it only warns, and goes on with its own."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import yaml
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.core.run import create_http_input_channels
from rasa.core.tracker_store import AwaitableTrackerStore, TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.recipes.recipe import TrainingType
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.importers.importer import TrainingDataImporter

from huashu.engine.channel import TurnChannel
from huashu.engine.failures import BROKEN, note, watch_turn
from huashu.engine.nlg import ScriptGenerator
from huashu.engine.tracker_store import ShopTrackerStore, tracker_url
from huashu.scripts import load_library

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(PROJECT)
    monkeypatch.setenv("HUASHU_HOME", str(tmp_path))
    monkeypatch.delenv("HUASHU_DATABASE_URL", raising=False)


@pytest.fixture
def endpoints() -> AvailableEndpoints:
    return AvailableEndpoints.read_endpoints("endpoints.yml")


def test_what_is_said_comes_from_our_generator(endpoints: AvailableEndpoints) -> None:
    assert isinstance(NaturalLanguageGenerator.create(endpoints.nlg, Domain.empty()), ScriptGenerator)


def _store(endpoints: AvailableEndpoints) -> ShopTrackerStore:
    made = TrackerStore.create(endpoints.tracker_store, Domain.empty())
    store = made._tracker_store if isinstance(made, AwaitableTrackerStore) else made
    assert isinstance(store, ShopTrackerStore)
    return store


def test_the_memory_is_ours(endpoints: AvailableEndpoints, tmp_path: Path) -> None:
    store = _store(endpoints)
    assert store.engine.url.database == str(tmp_path / "tracker.db")
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_the_memory_is_in_the_books_when_they_are_in_postgresql(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setenv("HUASHU_DATABASE_URL", f"{scheme}://shop:p%40ss@db.local:5433/books")
    url = tracker_url()
    assert (url.drivername, url.username, url.password, url.host, url.port, url.database) == (
        "postgresql+psycopg2", "shop", "p@ss", "db.local", 5433, "books",
    )  # fmt: skip


def test_a_turn_that_broke_is_not_remembered(endpoints: AvailableEndpoints) -> None:
    store = _store(endpoints)

    async def talk(broken: bool) -> None:
        watch_turn()
        tracker = DialogueStateTracker.from_events("qingmian/a", [UserUttered("在吗"), BotUttered("在的")])
        if broken:
            note(BROKEN)
        await store.save(tracker)

    asyncio.run(talk(broken=True))
    assert asyncio.run(store.retrieve("qingmian/a")) is None
    asyncio.run(talk(broken=False))
    kept = asyncio.run(store.retrieve("qingmian/a"))
    assert kept is not None
    assert [type(event) for event in kept.events if isinstance(event, (UserUttered, BotUttered))] == [
        UserUttered, BotUttered,
    ]  # fmt: skip


def test_the_only_door_is_ours() -> None:
    assert [type(each) for each in create_http_input_channels(None, "credentials.yml")] == [TurnChannel]


def test_the_domain_has_a_response_for_every_script() -> None:
    importer = TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["data"])
    scripts = set(load_library(PROJECT / "scripts_zh").scripts)
    domain = importer.get_domain()
    assert scripts
    assert {each for each in domain.responses if each.startswith("utter_")} == scripts


def test_every_component_of_the_pipeline_is_found() -> None:
    config = yaml.safe_load((PROJECT / "config.yml").read_text(encoding="utf-8"))
    graph = DefaultV1Recipe().graph_config_for_recipe(config, {}, training_type=TrainingType.BOTH)
    used = {node.uses.__name__ for node in graph.predict_schema.nodes.values()}
    named = {each["name"].rpartition(".")[2] for each in [*config["pipeline"], *config["policies"]]}
    assert named <= used
    assert {"ShopperIntentClassifier", "ShopEntityExtractor", "FragmentClassifier", "RulePolicy"} <= used


def test_every_action_that_rules_name_is_in_the_domain() -> None:
    domain = TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["data"]).get_domain()
    told = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))
    named = {
        step["action"]
        for path in sorted((PROJECT / "data" / "rules").glob("*.yml"))
        for rule in yaml.safe_load(path.read_text(encoding="utf-8")).get("rules") or []
        for step in rule["steps"]
        if "action" in step
    }
    assert named
    assert named - {"action_listen"} <= set(domain.action_names_or_texts)
    assert not set(told.get("responses") or {})
