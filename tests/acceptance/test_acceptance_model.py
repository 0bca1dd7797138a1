"""A question added in one file while shoppers talk is answered a training later, and no conversation is lost."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import httpx2 as httpx

from huashu.scripts.load import read_files, revision_of
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
LIVE_WITHIN_SECONDS = 1.0  # two looks a quarter of a second apart, and the reading
QUESTION = """\
主题: 包装
问答:
  greeting_box:
    标题: 能不能用礼盒装
    店铺: [qingmian]
    问法:
      - 可以拿礼盒装起来不
      - 送长辈的要个体面的盒子
      - 盒子好看不好看呀
      - 能换成硬壳礼盒吗
    说法:
      - 角度: 平时怎么装
        文: 平时是{word}加气泡膜，礼盒店里没有备，拿去看长辈的话，得您自己配一个。
      - 角度: 为什么没有
        文: 礼盒占地方，路上也容易压坏，所以一直没备，衣服叠得平平整整的，到手好送人。
      - 角度: 附一句话
        文: 盒子没有，想附一张写了字的卡片倒是可以，把要写的话发来就行。
"""
ASKED, ASKED_OTHERWISE = "送长辈的要个体面的盒子", "可以给我拿个礼盒装起来不"
ANSWER = "utter_faq_packing_greeting_box"


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


def test_a_question_in_one_file_is_answered_and_no_conversation_is_lost(model: None, tmp_path: Path) -> None:
    project, home = tmp_path / "project", tmp_path / "home"
    project.mkdir()
    home.mkdir()
    with run_in(home, copied_project(project)) as started:
        started.wait_printed("ready: http://")
        before = Shelf.of(started.settings).current()
        assert before is not None
        buyer = shopper_of(started, "buyer")
        assert scripts(buyer.say("我要买高腰阔腿裤 黑色L码一条")) == ["utter_ask_order_receiver"]
        assert ANSWER not in scripts(shopper_of(started, "early").say(ASKED))
        with chatting(shopper_of(started, "chatting")) as heard:
            topic = started.settings.scripts / "faq" / "packing.yml"
            topic.write_text(QUESTION.replace("{word}", "防尘袋"), encoding="utf-8")  # the only edit
            wait_until(
                lambda: is_ready_with_another(started.settings, before.name), TRAINED_WITHIN_SECONDS, started.printed
            )
        assert heard
        assert [each for each in heard if not each] == []  # every message was answered at once
        with closing(LoopbackModelDoor(started.settings.bot_url)) as door:
            assert door.loaded() == Shelf.of(started.settings).current().name  # type: ignore[union-attr]
        assert scripts(shopper_of(started, "late").say(ASKED)) == [ANSWER]
        assert scripts(shopper_of(started, "later").say(ASKED_OTHERWISE)) == [ANSWER]
        _goes_on_with_the_order(buyer)
        _hears_another_wording(started, topic)
        _hears_nothing_broken(started, topic)


def _hears_another_wording(started: Started, topic: Path) -> None:
    """A changed word is live within a second, without a training."""
    model = Shelf.of(started.settings).current()
    topic.write_text(QUESTION.replace("{word}", "无纺布袋"), encoding="utf-8")
    wanted = revision_of(read_files(started.settings.scripts)[0])
    wait_until(lambda: _status(started)["revision"] == wanted, LIVE_WITHIN_SECONDS, started.printed)
    texts = [shopper_of(started, f"wording-{number}").say(ASKED)[0]["text"] for number in range(6)]
    assert any("无纺布袋" in text for text in texts) and not any("防尘袋" in text for text in texts)
    assert Shelf.of(started.settings).current() == model


def _hears_nothing_broken(started: Started, topic: Path) -> None:
    """A file that the check refuses is told of, and what was good before is said."""
    topic.write_text(QUESTION.replace("{word}", "全网最好的袋子"), encoding="utf-8")
    wait_until(lambda: _status(started)["refused"] is not None, LIVE_WITHIN_SECONDS, started.printed)
    assert [each["code"] for each in _status(started)["refused"]["problems"]] == ["SC040"]
    texts = [shopper_of(started, f"broken-{number}").say(ASKED)[0]["text"] for number in range(6)]
    assert any("无纺布袋" in text for text in texts) and not any("全网" in text for text in texts)
    assert "SC040" in started.printed()


def _status(started: Started) -> dict[str, Any]:
    url = f"http://127.0.0.1:{started.settings.port}/api/scripts/status"
    found: dict[str, Any] = httpx.get(url, trust_env=False, timeout=30).json()
    return found


def _goes_on_with_the_order(buyer: Shopper) -> None:
    assert scripts(buyer.say("可以分期吗"))[-1] == "utter_ask_order_receiver"
    assert scripts(buyer.say("王小雨")) == ["utter_ask_order_phone"]
    assert scripts(buyer.say("13800005555")) == ["utter_ask_order_address"]
    [read_back] = buyer.say("浙江省宁波市鄞州区海风路55号2幢301")
    assert read_back["script_id"] == "utter_order_read_back"
    for words in ("高腰阔腿裤", "黑色", "王小雨", "13800005555"):
        assert words in read_back["text"]
