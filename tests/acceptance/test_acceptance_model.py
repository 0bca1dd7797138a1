"""A training line that is added while shoppers talk is understood a training later, and no conversation is lost."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from huashu.settings import PROJECT, Settings
from huashu.training.bot import LoopbackModelDoor
from huashu.training.shelf import Shelf
from huashu.training.status import State, read_status
from tests.acceptance.running import Running, Shopper
from tests.acceptance.test_acceptance_run import Started, run_in
from tests.support import wait_until

COPIED = ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml", "data", "huashu", "actions", "demo",
          "scripts_zh", "requirements")  # fmt: skip
TRAINED_WITHIN_SECONDS = 240.0
NEW_LINE = "飞鸽传书"


def copied_project(folder: Path) -> Path:
    for name in COPIED:
        source = PROJECT / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy(source, folder / name)
    (folder / ".venv").symlink_to(PROJECT / ".venv")
    return folder


def shopper_of(started: Started, sender: str) -> Shopper:
    running = SimpleNamespace(urls={"app": f"http://127.0.0.1:{started.settings.port}"}, log=started.printed)
    return Shopper(cast(Running, running), sender)


def scripts(bubbles: list[dict[str, Any]]) -> list[str]:
    return [each["script_id"] for each in bubbles]


@contextmanager
def chatting(shopper: Shopper) -> Iterator[list[list[str]]]:
    """A shopper who goes on asking; yields what was said each time."""
    heard: list[list[str]] = []
    ended = threading.Event()

    def ask() -> None:
        while not ended.wait(0.2):
            heard.append(scripts(shopper.say("发什么快递")))

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield heard
    finally:
        ended.set()
        thread.join()


def is_ready_with_another(settings: Settings, model: str) -> bool:
    status = read_status(settings)
    current = Shelf.of(settings).current()
    return status is not None and status.state is State.READY and current is not None and current.name != model


def test_a_new_line_is_understood_and_no_conversation_is_lost(model: None, tmp_path: Path) -> None:
    project, home = tmp_path / "project", tmp_path / "home"
    project.mkdir()
    home.mkdir()
    with run_in(home, copied_project(project)) as started:
        started.wait_printed("ready: http://")
        before = Shelf.of(started.settings).current()
        assert before is not None
        buyer = shopper_of(started, "buyer")
        assert scripts(buyer.say("我要买高腰阔腿裤 黑色L码一条")) == ["utter_ask_order_receiver"]
        assert "utter_carrier_default" not in scripts(shopper_of(started, "early").say(NEW_LINE))
        with chatting(shopper_of(started, "chatting")) as heard:
            _add_line(project / "data" / "nlu" / "carrier.yml", "ask_carrier", NEW_LINE)
            wait_until(
                lambda: is_ready_with_another(started.settings, before.name), TRAINED_WITHIN_SECONDS, started.printed
            )
        assert heard
        assert [each for each in heard if not each] == []  # every message was answered at once
        with closing(LoopbackModelDoor(started.settings.bot_url)) as door:
            assert door.loaded() == Shelf.of(started.settings).current().name  # type: ignore[union-attr]
        assert scripts(shopper_of(started, "late").say(NEW_LINE)) == ["utter_carrier_default"]
        _goes_on_with_the_order(buyer)


def _add_line(file: Path, intent: str, line: str) -> None:
    text = file.read_text(encoding="utf-8")
    head = f"- intent: {intent}\n  examples: |\n"
    assert head in text
    file.write_text(text.replace(head, f"{head}    - {line}\n", 1), encoding="utf-8")


def _goes_on_with_the_order(buyer: Shopper) -> None:
    assert scripts(buyer.say("可以分期吗"))[-1] == "utter_ask_order_receiver"
    assert scripts(buyer.say("王小雨")) == ["utter_ask_order_phone"]
    assert scripts(buyer.say("13800005555")) == ["utter_ask_order_address"]
    [read_back] = buyer.say("浙江省宁波市鄞州区海风路55号2幢301")
    assert read_back["script_id"] == "utter_order_read_back"
    for words in ("高腰阔腿裤", "黑色", "王小雨", "13800005555"):
        assert words in read_back["text"]
