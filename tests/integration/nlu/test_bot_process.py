"""The bot's module as a process: answers as they come, no deadlock, and its death is told with its last words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from time import monotonic
from typing import Any

import pytest

from huashu.nlu import bot
from huashu.nlu.bot import BotDied
from huashu.nlu.reading import NoModel, read_messages
from huashu.settings import Settings, read_settings

FAKE = "tests.integration.nlu.fake_bot"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(bot, "BOT_PYTHON", Path(sys.executable))
    return read_settings({"HUASHU_HOME": str(tmp_path)})


def asked(settings: Settings, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    return list(bot.answers(FAKE, requests, settings))


def test_every_request_is_answered_in_order(settings: Settings) -> None:
    requests = [{"text": text} for text in ("在吗", "", "一\n二\u2028三", "\ud800", "😀")]
    assert asked(settings, *requests) == requests


def test_an_answer_is_there_before_the_next_request(settings: Settings) -> None:
    came = Queue[int]()

    def one_after_another() -> Iterator[dict[str, Any]]:
        yield {"number": 0}
        yield {"number": came.get(timeout=30) + 1}

    for answer in bot.answers(FAKE, one_after_another(), settings):
        came.put(answer["number"])
    assert list(came.queue) == [1]


def test_more_than_any_pipe_holds_goes_through(settings: Settings) -> None:
    requests = [{"text": "多少钱" * 200, "noise": 2000} for _ in range(500)]  # 1.8 MB in and out, 1 MB of noise
    assert asked(settings, *requests) == requests


def test_a_death_is_told_with_the_last_words(settings: Settings) -> None:
    with pytest.raises(BotDied, match=r"exit code 1:\n(.*\n)*the model is broken"):
        asked(settings, {"text": "好"}, {"die": True}, *[{"text": "再" * 1000}] * 500)


def test_a_child_that_outlives_the_process_holds_nobody_up(settings: Settings) -> None:
    begun = monotonic()
    with pytest.raises(BotDied, match="exit code 1"):
        asked(settings, {"orphan": 20}, {"die": True})
    assert monotonic() - begun < 15


def test_leaving_before_the_end_is_no_success(settings: Settings) -> None:
    with pytest.raises(BotDied, match="exit code 0"):
        asked(settings, {"leave": True}, *[{"text": "再" * 1000}] * 500)


def test_what_is_no_answer_is_told(settings: Settings) -> None:
    with pytest.raises(BotDied, match="no json"):
        asked(settings, {"babble": True})


def test_what_the_requests_raise_comes_back(settings: Settings) -> None:
    def broken() -> Iterator[dict[str, Any]]:
        yield {"text": "好"}
        raise LookupError("line 2")

    found = bot.answers(FAKE, broken(), settings)
    assert next(found) == {"text": "好"}
    with pytest.raises(LookupError, match="line 2"):
        next(found)


def test_without_a_model_nothing_is_started(settings: Settings) -> None:
    with pytest.raises(NoModel, match="huashu train"):
        read_messages(["在吗"], settings)
