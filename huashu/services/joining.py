"""Several short messages typed in a row are one thing to say: they are answered together.

Which belong together is written down before anybody thinks about them, so a turn that is taken up again after a crash
is about the same messages, and one that came in meanwhile has a turn of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from huashu.services.ports import UnitOfWork
from huashu.services.records import Message

MOST = 8
LONGEST = 400


def join(uow: UnitOfWork, first: Message, now: datetime) -> tuple[Message, str, dict[str, Any]]:
    """The message whose turn it is, and the text that the turn is about: what waits since ``first``, up to something
    else than a shopper's line from the chat window. Last what else was said with any of it, such as the page's product,
    the newest counting. The caller commits.

    ``first`` is the oldest message that waits, and the turn is the caller's. The last one gets the turn; the others are
    answered with it (``joined``), and it remembers them (``with``), which also says that its turn has begun.
    """
    if not may_join(first):
        return first, first.text, first.metadata
    if "with" in first.understood:
        before = [uow.messages.get(each) for each in first.understood["with"]]
        together = [*(each for each in before if each is not None), first]
        return first, text_of(together), about(together)
    *others, last = leading(uow.pending_messages(first.conversation_id))
    for each in others:
        uow.messages.change(replace(each, answered_at=now, understood={"joined": last.id}))
    last = uow.messages.change(replace(last, understood={"with": [each.id for each in others]}))
    return last, text_of([*others, last]), about([*others, last])


def about(messages: Sequence[Message]) -> dict[str, Any]:
    return {key: value for each in messages for key, value in each.metadata.items()}


def may_join(message: Message) -> bool:
    return message.author == "shopper" and message.metadata.get("channel") == "web" and "leave" not in message.metadata


def leading(waiting: Sequence[Message]) -> list[Message]:
    """The first of the waiting messages and those that follow it and may be answered with it."""
    together = list(waiting[:1])
    for each in waiting[1:MOST]:
        if not may_join(each) or sum(len(one.text) for one in (*together, each)) > LONGEST:
            break
        together.append(each)
    return together


def text_of(messages: Sequence[Message]) -> str:
    return "\n".join(each.text for each in messages if each.text.strip())
