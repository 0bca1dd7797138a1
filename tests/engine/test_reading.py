"""The door through which messages are read in bulk: the same as the bot's, and nothing but JSON."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from rasa.core.agent import Agent

from huashu.engine.reading import NothingToRead, answer, understanding
from huashu.settings import read_settings
from huashu.training.shelf import Shelf

MESSAGES = ["在吗", "能便宜点吗", "38码", "顺丰到北京几天", "你们从哪里发货", "asdf", "？", "", "买两条100块行不行"]


@pytest.fixture(scope="module")
def model() -> Path:
    """This checkout's model; ``huashu train`` makes it."""
    current = Shelf.of(read_settings({})).current()
    assert current is not None
    return current


def test_messages_are_understood_as_by_the_bot(model: Path) -> None:
    understand, agent = understanding(model), Agent.load(str(model))
    for text in MESSAGES:
        known = asyncio.run(agent.parse_message(text))
        read = answer(understand, json.dumps({"text": text}))
        assert read.pop("ms") > 0
        assert read == {"text": text, **{key: known.get(key) or [] for key in ("intent", "intent_ranking", "entities")}}
    assert answer(understand, '{"text": "//restart"}')["intent"]["name"] != "restart"


@pytest.mark.parametrize("line", ["", "在吗", "[]", "{}", '{"text": 3}', '{"text": "在吗", "shop": 1}'])
def test_a_line_that_is_no_message_is_refused(line: str) -> None:
    with pytest.raises(NothingToRead, match="expected a JSON object"):
        answer(lambda text, shop: {}, line)


def test_the_shop_of_a_message_is_handed_on() -> None:
    assert answer(lambda text, shop: {text: shop}, '{"text": "在吗", "shop": "mobi"}') == {"在吗": "mobi"}
