"""The transcript: ``GET /api/conversations/{sender}/messages?after=ID``, pushes included."""

from __future__ import annotations

import asyncio
import time
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.concurrency import run_in_threadpool

from huashu.bootstrap import Services
from huashu.services.ports import UnitOfWork
from huashu.services.records import Conversation, Message
from huashu.web.fields import LARGEST_ID
from huashu.web.guard import allowed, services_of

router = APIRouter(prefix="/api", dependencies=[Depends(allowed)])

LOOK_AGAIN_SECONDS = 0.1


@router.get("/conversations/{sender:path}/messages")
async def messages(
    sender: str,
    request: Request,
    after: Annotated[int, Query(ge=0, le=LARGEST_ID)] = 0,
    shop: str | None = None,
    wait: Annotated[float, Query(ge=0, le=30, description="seconds to wait for something new")] = 0,
) -> list[dict[str, Any]]:
    """Everything said after message ``after``, in order; ids grow, so a client drops what it has and misses nothing."""
    give_up = time.monotonic() + wait
    while True:  # Who waits holds no thread: the threads are for those who speak.
        shown = await run_in_threadpool(_said_after, services_of(request), sender, shop, after)
        if shown or time.monotonic() >= give_up:
            return shown
        await asyncio.sleep(LOOK_AGAIN_SECONDS)


def _said_after(services: Services, sender: str, shop: str | None, after: int) -> list[dict[str, Any]]:
    with services.uow() as uow:
        conversation = conversation_of(uow, sender, shop)
        found = uow.messages_after(conversation.id or 0, after)
    return [_shown(each) for each in found if each.author != "system"]


def conversation_of(uow: UnitOfWork, sender: str, shop: str | None) -> Conversation:
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
