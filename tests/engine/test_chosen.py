"""「您是想说 A，还是 B？」: what is picked comes back as the message that was unsure, with all that it held."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.shared.core.events import Event, SlotSet, UserUttered

from huashu.engine.chosen import chosen_wishes
from huashu.engine.wishes import Wishes

UNSURE = "到杭州那个咋整"
INTENTS = ["ask_arrival_time", "ask_carrier"]
ABOUT = {"text": UNSURE, "intents": INTENTS, "phrases": ["几天能到", "发什么快递"], "behind": [None, None]}
PLACE = {"entity": "place", "value": {"city": "杭州市"}, "start": 1, "end": 3}
HEARD = {"好呀": "affirm", "没那意思": "deny", "想知道啥时候到": "ask_arrival_time", "是正品吗": "ask_authenticity"}


class StandIn:
    """Rasa's agent as far as a reply needs it: finds 杭州, knows the intents above."""

    async def parse_message(self, text: str) -> dict[str, Any]:
        intent = {"name": HEARD.get(text, "nlu_fallback"), "confidence": 0.9}
        entities = [PLACE] if "杭州" in text else []
        return {"text": text, "intent": intent, "intent_ranking": [intent], "entities": entities}


def chosen(reply: str, *before: Event) -> Wishes | None:
    events = before or (SlotSet("pending_question", "which_wish"), SlotSet("pending_about", ABOUT), UserUttered("x"))
    return asyncio.run(chosen_wishes(StandIn(), events, reply))  # type: ignore[arg-type]


def heard(wishes: Wishes | None) -> list[tuple[str, str, float, int]]:
    """Text, intent, confidence and number of entities of each wish."""
    assert wishes is not None and wishes.rest == []
    return [
        (text, meaning["intent"]["name"], meaning["intent"]["confidence"], len(meaning["entities"]))
        for text, meaning in zip(wishes.answered, wishes.meanings, strict=True)
    ]


@pytest.mark.parametrize("reply", ["几天能到", "第一个", "前面那个", "1", "好呀"])
def test_what_is_picked_is_the_unsure_message_heard_for_certain(reply: str) -> None:
    assert heard(chosen(reply)) == [(UNSURE, "ask_arrival_time", 1.0, 1)]


def test_both_are_answered_in_their_order() -> None:
    assert heard(chosen("都想问")) == [(UNSURE, intent, 1.0, 1) for intent in INTENTS]


@pytest.mark.parametrize("reply", ["都不是", "没那意思"])
def test_neither_is_a_no(reply: str) -> None:
    assert heard(chosen(reply)) == [(reply, "deny", 1.0, 0)]


def test_a_pick_in_other_words_adds_what_it_says() -> None:
    assert heard(chosen("想知道啥时候到")) == [(f"{UNSURE}，想知道啥时候到", "ask_arrival_time", 1.0, 1)]


@pytest.mark.parametrize("reply", ["是正品吗", "咕噜咕噜"])
def test_anything_else_is_a_new_message(reply: str) -> None:
    assert chosen(reply) is None


def test_a_phrase_is_a_message_like_any_other_when_we_did_not_ask() -> None:
    assert chosen("几天能到", SlotSet("pending_question", None)) is None
