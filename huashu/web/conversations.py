"""The transcript: ``GET /api/conversations/{sender}/messages?after=ID``, pushes included."""

from __future__ import annotations

import time
from typing import Any, Optional

from fastapi import APIRouter, Depends, HTTPException, Query, Request

from huashu.services.ports import UnitOfWork
from huashu.services.records import Conversation, Message
from huashu.web.guard import allowed, services_of

router = APIRouter(prefix="/api", dependencies=[Depends(allowed)])

LOOK_AGAIN_SECONDS = 0.1


@router.get("/conversations/{sender}/messages")
def messages(
    sender: str,
    request: Request,
    after: int = Query(0, ge=0),
    shop: Optional[str] = None,
    wait: float = Query(0, ge=0, le=30, description="seconds to wait for something new"),
) -> list[dict[str, Any]]:
    """Everything said after message ``after``, in order; ids grow, so a client can drop what it has and never misses."""
    services = services_of(request)
    give_up = time.monotonic() + wait
    while True:
        with services.uow() as uow:
            conversation = conversation_of(uow, sender, shop)
            found = uow.messages_after(conversation.id or 0, after)
        shown = [_shown(each) for each in found if each.author != "system"]
        if shown or time.monotonic() >= give_up:
            return shown
        time.sleep(LOOK_AGAIN_SECONDS)


def conversation_of(uow: UnitOfWork, sender: str, shop: Optional[str]) -> Conversation:
    """The sender's conversation with the shop, or the newest one with any shop; 404 when there is none."""
    where: dict[str, Any] = {"sender": sender, "shop": shop} if shop else {"sender": sender}
    found = uow.conversations.find(**where)
    if not found:
        raise HTTPException(404, f"no conversation with {sender}")
    return found[-1]


def _shown(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "author": message.author,
        "text": message.text,
        "buttons": message.buttons,
        "script_id": message.script_id,
        "variant": message.variant,
        "pushed": message.pushed,
        "answers": message.turn_id,
        "created_at": message.created_at.isoformat(),
    }
