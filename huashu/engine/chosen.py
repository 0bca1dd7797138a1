"""The shopper's reply to 「您是想说 A，还是 B？」: the message that was unsure comes again, heard as what was picked.

So nothing that it held is lost: 「到杭州那个咋整」, then 「几天能到」, is answered for 杭州. A reply that picks nothing
is a new message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa.core.agent import Agent
from rasa.shared.core.events import Event

from huashu.domain.wishes import WHICH_WISH, picked
from huashu.engine.understood import last_slot
from huashu.engine.wishes import Wishes, split_wishes

YES, NO = "affirm", "deny"


async def chosen_wishes(agent: Agent, before: Sequence[Event], reply: str) -> Wishes | None:
    """The wishes that the reply picks, each with its meaning; None when we did not ask which, or it picks none.

    ``before``: the conversation up to this message.
    """
    if last_slot(before, "pending_question") != WHICH_WISH:
        return None
    about: Mapping[str, Any] = last_slot(before, "pending_about")
    picks = picked(reply, about["phrases"])
    if picks is None:
        return await _heard(agent, about, reply)
    if not picks:
        return Wishes([reply], [], [await _meaning(agent, reply, NO)])
    text = about["text"]
    return Wishes([text] * len(picks), [], [await _meaning(agent, text, about["intents"][each]) for each in picks])


async def _heard(agent: Agent, about: Mapping[str, Any], reply: str) -> Wishes | None:
    """A reply in other words: a plain yes is the likelier of the two; one that names a wish adds what it says."""
    if len((await split_wishes(agent, reply)).answered) > 1:
        return None
    intent = (await agent.parse_message(reply))["intent"]["name"]
    if intent == YES:
        return Wishes([about["text"]], [], [await _meaning(agent, about["text"], about["intents"][0])])
    if intent == NO:
        return Wishes([reply], [], [await _meaning(agent, reply, NO)])
    if intent not in about["intents"]:
        return None
    whole = f"{about['text']}，{reply}"
    return Wishes([whole], [], [await _meaning(agent, whole, intent)])


async def _meaning(agent: Agent, text: str, intent: str) -> dict[str, Any]:
    """The text with what it holds, heard for certain as this intent."""
    known = {"name": intent, "confidence": 1.0}
    return {**await agent.parse_message(text), "intent": known, "intent_ranking": [known]}
