"""The bot's door: the app posts a turn, the bot answers with every message's script id, variant and facts.

``POST /webhooks/huashu/turn`` takes ``{"sender", "text", "message_id", "trusted", "metadata"}`` and returns
``{"messages": [{"text", "buttons", "script_id", "variant", "revision", "facts"}], "parts": [...]}``, a part as in
:mod:`huashu.engine.understood`. Posting the same ``message_id`` again returns what was said the first time. A turn that
failed is not remembered: 503 when the action server was away (try again), 500 when something broke. ``GET …/health``
tells whether a turn would be answered, and the ``model``; ``POST …/model {"path"}`` swaps it (422 with the ``problem``
and the old one kept). Rasa's own REST channel drops the metadata; this one listens on loopback only and trusts the app.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from huashu.engine.chosen import chosen_wishes
from huashu.engine.failures import UNREACHABLE, turn_failed, watch_turn
from huashu.engine.swap import ModelRefused, model_of, swap_model, watch_actions
from huashu.engine.understood import place_of, understood
from huashu.engine.wishes import Wishes, split_wishes

HEALTH_SECONDS = 1.0
REST = "utter_smalltalk_rest"
CARRIED = ("text", "buttons", "script_id", "variant", "revision", "facts")


class TurnOutput(OutputChannel):
    """Collects whole messages, metadata included."""

    @classmethod
    def name(cls) -> str:
        return "huashu"

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(_carried(message))


class TurnChannel(InputChannel):
    """Rasa's input channel seam: ``huashu.engine.channel.TurnChannel`` in credentials.yml."""

    @classmethod
    def name(cls) -> str:
        return "huashu"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        door = Blueprint("huashu", "huashu")

        @door.route("/health", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            ready = agent is not None and agent.is_ready() and await _actions_answer(agent)
            status = {"status": "ready" if ready else "loading", "model": model_of(agent)}
            return response.json(status, status=200 if ready else 503)

        @door.route("/turn", methods=["POST"])
        async def turn(request: Request) -> HTTPResponse:
            agent: Agent = request.app.ctx.agent
            if not agent.is_ready():
                return response.json({"status": "loading"}, status=503)
            failures = watch_turn()
            answer = await take_turn(agent, request.json)
            if failures:
                return response.json({"failures": failures}, status=503 if UNREACHABLE in failures else 500)
            return response.json(answer)

        @door.route("/model", methods=["POST"])
        async def model(request: Request) -> HTTPResponse:
            try:
                return response.json({"model": await swap_model(request.app, request.json["path"])})
            except ModelRefused as problem:
                return response.json({"problem": str(problem)}, status=422)

        return door


async def take_turn(agent: Agent, body: dict[str, Any]) -> dict[str, Any]:
    """Answers one message, each of its wishes in order. Wishes answered before a crash are not answered again."""
    watch_actions(agent)
    wishes = await _wishes(agent, body)
    lines: list[dict[str, Any]] = []
    for part, wish in enumerate(wishes.answered):
        metadata = {**body["metadata"], "message_id": body["message_id"], "part": part, "parts": len(wishes.answered)}
        meaning = wishes.meanings[part] if wishes.meanings else None
        lines += await _answer(agent, body["sender"], wish, metadata, meaning)
        if turn_failed():
            break
    tracker = await agent.tracker_store.retrieve(body["sender"])
    if wishes.rest and tracker is not None:
        lines += await _name_rest(agent, tracker, wishes.rest)
    events = list(tracker.events) if tracker is not None else []
    return {"messages": lines, "parts": [understood(events, each) for each in _parts(tracker, body["message_id"])]}


async def _wishes(agent: Agent, body: dict[str, Any]) -> Wishes:
    """The message's wishes; a message that came before is read as it was then."""
    if body.get("trusted"):
        return Wishes([body["text"]], [])
    text = body["text"].lstrip("/")
    tracker = await agent.tracker_store.retrieve(body["sender"])
    known, taken = list(tracker.events) if tracker is not None else [], _parts(tracker, body["message_id"])
    before = known[: place_of(known, taken[0])] if taken else known
    return await chosen_wishes(agent, before, text) or await split_wishes(agent, text)


async def _actions_answer(agent: Agent) -> bool:
    """The action server is up: without it no message would be answered."""
    endpoint = agent.processor.action_endpoint if agent.processor is not None else None
    if endpoint is None or endpoint.url is None:
        return False
    timeout = ClientTimeout(total=HEALTH_SECONDS)
    try:
        async with (
            ClientSession(timeout=timeout) as session,
            session.get(endpoint.url.replace("/webhook", "/health")) as answer,
        ):
            return answer.status == 200
    except (ClientError, asyncio.TimeoutError):
        return False


async def _name_rest(agent: Agent, tracker: DialogueStateTracker, rest: list[str]) -> list[dict[str, Any]]:
    """Says which wishes are still open; said by the channel, so it is not in the tracker."""
    assert agent.processor is not None
    line = await agent.processor.nlg.generate(REST, tracker, TurnOutput.name(), rest="、".join(rest))
    return [_carried(line)] if line else []


async def _answer(
    agent: Agent, sender: str, wish: str, metadata: dict[str, Any], meaning: dict[str, Any] | None
) -> list[dict[str, Any]]:
    earlier = await agent.tracker_store.retrieve(sender)
    done = [each for each in _parts(earlier, metadata["message_id"]) if each.metadata.get("part") == metadata["part"]]
    if done and earlier is not None:
        return _said_after(earlier, done[0])
    output = TurnOutput()
    message = UserMessage(wish, output, sender, meaning, "huashu", str(metadata["message_id"]), metadata)
    await agent.handle_message(message)
    return output.messages


def _parts(tracker: DialogueStateTracker | None, message_id: int) -> list[UserUttered]:
    if tracker is None:
        return []
    return [
        event
        for event in tracker.events
        if isinstance(event, UserUttered) and (event.metadata or {}).get("message_id") == message_id
    ]


def _said_after(tracker: DialogueStateTracker, asked: UserUttered) -> list[dict[str, Any]]:
    events = list(tracker.events)
    lines = []
    for event in events[place_of(events, asked) + 1 :]:
        if isinstance(event, UserUttered):
            break
        if isinstance(event, BotUttered):
            lines.append(_carried(event.message()))
    return lines


def _carried(message: dict[str, Any]) -> dict[str, Any]:
    return {key: message.get(key) for key in CARRIED}
