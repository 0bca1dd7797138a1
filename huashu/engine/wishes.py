"""Several wishes in one message: 「是正品吗？发什么快递」 is answered as two.

A message is cut only where each piece, read alone, is a clear wish, and the wishes differ; anything else (an address,
a story) stays whole. Three wishes at most are answered; the rest is named, so that nothing is passed over in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rasa.core.agent import Agent

from huashu.engine.questions import WORD_FOR_WORD, is_question_intent

CUT = re.compile(r"[，,。！!？?；;\s~～]+")
CLEAR = 0.55
MOST = 3
MOST_PIECES = 8
LONGEST = 200
ONE_WISH = {
    **dict.fromkeys(("bargain_price", "ask_bulk_discount", "ask_repeat_discount", "compare_cheaper_elsewhere",
                     "ask_gift", "place_order"), "bargain"),
    **dict.fromkeys(("change_address", "change_item", "cancel_order"), "change"),
    **dict.fromkeys(("complain", "abuse", "request_human"), "person"),
}  # fmt: skip
DATA = {"inform", "affirm", "deny", "greet", "thank", "goodbye", "out_of_scope", "nlu_fallback"}


@dataclass(frozen=True)
class Wishes:
    """``answered``: texts to be answered one by one, in order. ``rest``: what is only named."""

    answered: list[str]
    rest: list[str]


async def split_wishes(agent: Agent, text: str) -> Wishes:
    """The message's wishes in order; the text itself when it is one."""
    pieces = [piece for piece in CUT.split(text) if piece]
    if not 2 <= len(pieces) <= MOST_PIECES or len(text) > LONGEST:
        return Wishes([text], [])
    intents = [await _clear_intent(agent, piece) for piece in pieces]
    if len({_wish(intent) for intent in intents} - {None}) < 2 or await _is_phrasing(agent, text):
        return Wishes([text], [])
    grouped = _grouped(pieces, intents)
    return Wishes(grouped[:MOST], grouped[MOST:])


def _wish(intent: str | None) -> str | None:
    """What counts as one wish: 「买两条呢，能便宜不」 is one, its first half is the reason of the second."""
    return None if intent in DATA else ONE_WISH.get(intent or "", intent)


async def _is_phrasing(agent: Agent, text: str) -> bool:
    """Word for word how one of the shop's own questions is asked: 「懒得手搓 机器转一下可以吧」 is no complaint and a
    wish."""
    intent = (await agent.parse_message(text))["intent"]
    return is_question_intent(intent["name"]) and intent["confidence"] >= WORD_FOR_WORD


async def _clear_intent(agent: Agent, piece: str) -> str | None:
    intent = (await agent.parse_message(piece))["intent"]
    return intent["name"] if intent["confidence"] >= CLEAR else None


def _grouped(pieces: list[str], intents: list[str | None]) -> list[str]:
    """Pieces that carry no wish of their own stay with their neighbour; the same wish twice in a row is one."""
    groups: list[tuple[str | None, list[str]]] = []
    for piece, intent in zip(pieces, intents, strict=True):
        wish = _wish(intent)
        same = bool(groups) and (wish is None or wish == groups[-1][0] or groups[-1][0] is None)
        if same:
            groups[-1] = (groups[-1][0] or wish, [*groups[-1][1], piece])
        else:
            groups.append((wish, [piece]))
    return ["，".join(words) for _, words in groups]
