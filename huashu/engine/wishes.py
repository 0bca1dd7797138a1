"""Several wishes in one message: 「是正品吗？发什么快递」 is answered as two.

A message is cut only where each piece, read alone, is a clear wish, and the wishes differ; anything else (an address,
a story) stays whole. Between marks it is cut behind the particles of questions: 「包邮吗几天能到」. Three
wishes at most are answered; the rest is named, so that nothing is passed over in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from rasa.core.agent import Agent

from huashu.domain.wishes import ONE_WISH
from huashu.engine.questions import WORD_FOR_WORD, is_question_intent

CUT = re.compile(r"[，,。！!？?；;\s~～]+")
# Behind a particle that ends a question, where two more characters follow; 「什么」 and 「怎么」 end none, and 「不」
# and 「没」 do only before a word that asks.
INNER = re.compile(
    r"(?<=[吗嘛呢吧])(?![吗嘛呢吧呀啊])(?=..)|(?<=[^什怎这那多要]么)(?=..)|(?<=..[不没])(?=几|多少|多久|什么|啥|怎么|咋)"
)
PRICE = re.compile("(?:是|那|又|给)?(?:什么价格?|啥价|多少钱|怎么卖|怎么算|什么价钱)[呢啊呀]?")
LONGEST_UNMARKED = 30
CLEAR, CLEAR_WHOLE = 0.55, 0.7
MOST = 3
MOST_PIECES = 8
LONGEST = 200
DATA = {"inform", "affirm", "deny", "greet", "thank", "goodbye", "out_of_scope", "nlu_fallback"}


@dataclass(frozen=True)
class Wishes:
    """``answered``: texts to be answered one by one, in order. ``rest``: what is only named. ``meanings``: what each
    answered text means, as Rasa parses messages; [] where Rasa itself is to find out."""

    answered: list[str]
    rest: list[str]
    meanings: list[dict[str, Any]] = field(default_factory=list)


async def split_wishes(agent: Agent, text: str) -> Wishes:
    """The message's wishes in order; the text itself when it is one."""
    chunks = [piece for piece in CUT.split(text) if piece]
    if not 1 <= len(chunks) <= MOST_PIECES or len(text) > LONGEST:
        return Wishes([text], [])
    read = [await _read(agent, chunk, len(chunks) == 1) for chunk in chunks]
    pieces = [each for some in read for each in some[0]]
    intents = _one_haggle(pieces, [each for some in read for each in some[1]])
    if len({_wish(intent) for intent in intents} - {None}) < 2 or await _is_whole(agent, text, intents):
        return Wishes([text], [])
    grouped = _grouped(pieces, intents)
    return Wishes(grouped[:MOST], grouped[MOST:])


async def _read(agent: Agent, chunk: str, alone: bool) -> tuple[list[str], list[str | None]]:
    """The pieces of what stands between two marks, and what each clearly means. Without marks only questions are told
    apart, behind their particle: 「包邮吗几天能到」. Nothing is parsed for a chunk ``alone`` that has none inside."""
    inner = [piece for piece in INNER.split(chunk) if piece]
    if 2 <= len(inner) <= MOST and len(chunk) <= LONGEST_UNMARKED:
        intents = [await _clear_intent(agent, piece) for piece in inner]
        if all(_is_question(each) for each in intents) and len({_wish(each) for each in intents}) == len(inner):
            return inner, intents
    return [chunk], [None if alone else await _clear_intent(agent, chunk)]


def _one_haggle(pieces: list[str], intents: list[str | None]) -> list[str | None]:
    """「我买50盒呢 什么价」: beside a reason for a better price a bare question for the price is no wish by itself."""
    haggles = any(_wish(each) == _wish("bargain_price") for each in intents)
    return [None if haggles and PRICE.fullmatch(piece) else each for piece, each in zip(pieces, intents, strict=True)]


def _is_question(intent: str | None) -> bool:
    """Asked or haggled, not told: a story has particles too."""
    return intent is not None and (intent.startswith("ask_") or intent == "bargain_price")


def _wish(intent: str | None) -> str | None:
    """What counts as one wish: 「买两条呢，能便宜不」 is one, its first half is the reason of the second."""
    return None if intent in DATA else ONE_WISH.get(intent or "", intent)


async def _is_whole(agent: Agent, text: str, intents: list[str | None]) -> bool:
    """Means something that no piece of it says, or is word for word how one of the shop's own questions is asked:
    「懒得手搓 机器转一下可以吧」 is no complaint and a wish."""
    whole = (await agent.parse_message(text))["intent"]
    if is_question_intent(whole["name"]):
        return bool(whole["confidence"] >= WORD_FOR_WORD)
    return bool(whole["confidence"] >= CLEAR_WHOLE and whole["name"] not in {*intents, *DATA})


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
