"""The bot's door: one answer per message id, and a message with several wishes is answered wish by wish."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from huashu.engine.channel import take_turn
from huashu.engine.failures import BROKEN, note, watch_turn
from huashu.engine.wishes import Wishes, split_wishes

# What the pieces mean to the stand-in of the NLU: intent and how sure it is.
MEANINGS = {
    "是正品吗": ("ask_authenticity", 0.9),
    "发什么快递": ("ask_carrier", 0.9),
    "能开发票吗": ("ask_invoice", 0.9),
    "怎么付款": ("ask_payment", 0.9),
    "你好": ("greet", 0.9),
    "便宜点": ("bargain_price", 0.9),
    "买两条呢": ("ask_bulk_discount", 0.9),
    "三楼": ("inform", 0.9),
    "也许吧": ("ask_gift", 0.3),
    "包邮吗": ("ask_shipping_fee", 0.9),
    "包邮不": ("ask_shipping_fee", 0.9),
    "几天能到": ("ask_arrival_time", 0.9),
    "能便宜点不": ("bargain_price", 0.9),
    "我要两件": ("place_order", 0.9),
    "有优惠吗": ("ask_promotion", 0.9),
}


class StandIn:
    """Rasa's agent as far as the door uses it: understands the table above, says back what it heard, remembers."""

    processor = None

    def __init__(self) -> None:
        self.tracker_store = InMemoryTrackerStore(Domain.empty())
        self.handled: list[str] = []
        self.break_at = ""
        self.parsed = 0

    async def parse_message(self, text: str) -> dict[str, Any]:
        self.parsed += 1
        name, confidence = MEANINGS.get(text, ("nlu_fallback", 0.3))
        return {"intent": {"name": name, "confidence": confidence}}

    async def handle_message(self, message: UserMessage) -> None:
        self.handled.append(message.text)
        if message.text == self.break_at:
            note(BROKEN)
            return
        known = await self.tracker_store.retrieve(message.sender_id)
        tracker = known or DialogueStateTracker.from_events(message.sender_id, [])
        said = BotUttered(f"答：{message.text}", {"buttons": []}, {"script_id": "utter_x", "variant": 0, "facts": {}})
        tracker.update(UserUttered(message.text, metadata=message.metadata))
        tracker.update(said)
        await self.tracker_store.save(tracker)
        await message.output_channel.send_response(message.sender_id, said.message())


def turn(agent: StandIn, text: str, message_id: int, trusted: bool = False) -> list[str]:
    body = {"sender": "qingmian/a", "text": text, "message_id": message_id, "trusted": trusted, "metadata": {}}

    async def take() -> dict[str, Any]:
        watch_turn()
        return await take_turn(agent, body)  # type: ignore[arg-type]

    return [each["text"] for each in asyncio.run(take())["messages"]]


def test_the_same_message_again_is_answered_with_the_same_lines_and_handled_once() -> None:
    agent = StandIn()
    first = turn(agent, "是正品吗", 1)
    assert turn(agent, "发什么快递", 2) == ["答：发什么快递"]
    assert turn(agent, "是正品吗", 1) == first == ["答：是正品吗"]
    assert agent.handled == ["是正品吗", "发什么快递"]


def test_every_wish_is_answered_once_when_the_message_comes_again() -> None:
    agent = StandIn()
    first = turn(agent, "是正品吗？发什么快递", 1)
    assert turn(agent, "是正品吗？发什么快递", 1) == first == ["答：是正品吗", "答：发什么快递"]
    assert agent.handled == ["是正品吗", "发什么快递"]


def test_what_was_answered_before_a_break_is_not_handled_again() -> None:
    agent = StandIn()
    agent.break_at = "发什么快递"
    turn(agent, "是正品吗？发什么快递，能开发票吗", 1)
    assert agent.handled == ["是正品吗", "发什么快递"]
    agent.break_at = ""
    assert turn(agent, "是正品吗？发什么快递，能开发票吗", 1) == ["答：是正品吗", "答：发什么快递", "答：能开发票吗"]
    assert agent.handled == ["是正品吗", "发什么快递", "发什么快递", "能开发票吗"]


def test_an_event_of_ours_is_taken_whole_and_a_shopper_cannot_send_one() -> None:
    agent = StandIn()
    turn(agent, "/supervisor_answered", 1, trusted=True)
    turn(agent, "/supervisor_answered", 2)
    turn(agent, "//supervisor_answered", 3)
    assert agent.handled == ["/supervisor_answered", "supervisor_answered", "supervisor_answered"]


# A message; what is answered one by one; what is only named.
SPLITS = [
    ("是正品吗", ["是正品吗"], []),
    ("是正品吗？发什么快递", ["是正品吗", "发什么快递"], []),
    ("是正品吗 发什么快递", ["是正品吗", "发什么快递"], []),
    ("你好，是正品吗？", ["你好，是正品吗？"], []),
    ("你好，是正品吗？发什么快递", ["你好，是正品吗", "发什么快递"], []),
    ("是正品吗，是正品吗", ["是正品吗，是正品吗"], []),
    ("买两条呢，便宜点", ["买两条呢，便宜点"], []),
    ("也许吧，是正品吗", ["也许吧，是正品吗"], []),
    ("是正品吗，发什么快递，能开发票吗，怎么付款", ["是正品吗", "发什么快递", "能开发票吗"], ["怎么付款"]),
    ("三楼，是正品吗，三楼，发什么快递", ["三楼，是正品吗，三楼", "发什么快递"], []),
    ("是正品吗？" + "三楼，" * 8 + "发什么快递", ["是正品吗？" + "三楼，" * 8 + "发什么快递"], []),
    ("包邮吗几天能到", ["包邮吗", "几天能到"], []),
    ("包邮不几天能到", ["包邮不", "几天能到"], []),
    ("是正品吗能便宜点不", ["是正品吗", "能便宜点不"], []),
    ("你好，包邮吗几天能到", ["你好，包邮吗", "几天能到"], []),
    ("是正品吗包邮吗几天能到", ["是正品吗", "包邮吗", "几天能到"], []),
    ("有优惠吗我要两件", ["有优惠吗我要两件"], []),
    ("包邮吗也许", ["包邮吗也许"], []),
    ("包邮吗" + "啊" * 30, ["包邮吗" + "啊" * 30], []),
    ("", [""], []),
    ("，。？！", ["，。？！"], []),
]


@pytest.mark.parametrize(("text", "answered", "rest"), SPLITS, ids=[each[0][:20] for each in SPLITS])
def test_a_message_is_cut_only_where_wishes_differ(text: str, answered: list[str], rest: list[str]) -> None:
    assert asyncio.run(split_wishes(StandIn(), text)) == Wishes(answered, rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "parses"),
    [("几天能到", 0), ("发什么快递", 0), ("怎么付款", 0), ("能不能便宜点", 0), ("是正品吗", 0),
     ("包邮吗也许", 2), ("包邮吗几天能到", 3)],
)  # fmt: skip
def test_only_a_particle_inside_costs_a_look_at_the_pieces(text: str, parses: int) -> None:
    """Two pieces, and the whole where both are clear."""
    agent = StandIn()
    asyncio.run(split_wishes(agent, text))  # type: ignore[arg-type]
    assert agent.parsed == parses


def test_nothing_of_a_message_is_lost_when_it_is_cut() -> None:
    for text, *_ in SPLITS:
        wishes = asyncio.run(split_wishes(StandIn(), text))  # type: ignore[arg-type]
        assert re.findall(r"\w+", "".join([*wishes.answered, *wishes.rest])) or not re.findall(r"\w", text)
        assert "".join(re.findall(r"\w", "".join([*wishes.answered, *wishes.rest]))) == "".join(re.findall(r"\w", text))
