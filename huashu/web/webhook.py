"""Rasa's REST protocol on the app: ``POST /webhooks/rest/webhook``, so existing Rasa clients work."""

from __future__ import annotations

import time
from typing import Any

import structlog
from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from huashu.bootstrap import Services
from huashu.services.bot import BotUnavailable
from huashu.services.records import Message
from huashu.services.turns import clean, receive, take_turns
from huashu.web.fields import Clean
from huashu.web.guard import allowed, services_of

log = structlog.get_logger()
router = APIRouter(dependencies=[Depends(allowed)])

WAIT_SECONDS = 30.0
LOOK_AGAIN_SECONDS = 0.05
LONGEST_NAME = 200


class Incoming(BaseModel):
    """A shopper's message. ``metadata``: ``shop`` (the first one where it is left out), ``client_id`` (makes a resend
    harmless), ``product`` (货号 of the page the shopper is on)."""

    model_config = ConfigDict(extra="ignore")

    sender: Clean = Field(min_length=1, max_length=120)
    message: Clean = Field(default="", max_length=100_000)
    metadata: dict[str, Any] = Field(default_factory=dict)


@router.post("/webhooks/rest/webhook")
def webhook(incoming: Incoming, request: Request) -> list[dict[str, Any]]:
    """Stores the message, answers it, returns the bubbles said to it.

    Empty when nobody could answer in time or a person has the conversation: the answer then comes through
    ``GET /api/conversations/{sender}/messages``.
    """
    services = services_of(request)
    shop = str(incoming.metadata.get("shop") or next(iter(services.library().shops)))
    about = {key: value for key in ("product", "channel") if (value := _named(incoming, key))}
    message = receive(
        services.desk(), shop, incoming.sender, incoming.message, _named(incoming, "client_id") or None, about
    )
    lines = _answers(services, message)
    return [_bubble(incoming.sender, line) for line in lines]


def _named(incoming: Incoming, key: str) -> str:
    value = incoming.metadata.get(key)
    return "" if value is None else clean(str(value))[:LONGEST_NAME]


def _answers(services: Services, message: Message) -> list[Message]:
    """Takes the turn, or waits while another worker takes it."""
    give_up = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < give_up:
        try:
            take_turns(services.desk(), message.conversation_id)
        except BotUnavailable as problem:
            log.warning("bot unavailable, the message keeps waiting", message_id=message.id, problem=str(problem))
            return []
        with services.uow() as uow:
            current = uow.messages.get(message.id or 0)
            if current is not None and current.answered_at is not None:
                return uow.messages.find(conversation_id=message.conversation_id, turn_id=message.id)
        time.sleep(LOOK_AGAIN_SECONDS)
    return []


def _bubble(sender: str, line: Message) -> dict[str, Any]:
    bubble: dict[str, Any] = {"recipient_id": sender, "text": line.text, "id": line.id, "script_id": line.script_id}
    return {**bubble, "buttons": line.buttons} if line.buttons else bubble
