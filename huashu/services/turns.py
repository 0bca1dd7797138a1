"""The inbox: a message is stored before anybody thinks about it, then answered once, in order, by one worker.

Shoppers' messages and events of ours (the supervisor has answered) take the same way, so both survive a crash.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Callable, Optional

import structlog

from huashu.domain.errors import HuashuError
from huashu.domain.oddities import odd_kind
from huashu.domain.shop import ShopProfile
from huashu.scripts import Library
from huashu.services.bot import Bot, BotReply, BotUnavailable, Line
from huashu.services.ports import Clock, UnitOfWork
from huashu.services.records import Conversation, Message
from huashu.services.saying import script_line, store_lines

log = structlog.get_logger()

LEASE_SECONDS = 25.0  # longer than the bot may take, see huashu.loopback
LONGEST_STORED = 5000


class UnknownShop(HuashuError):
    """A message for a shop that has no profile in scripts_zh/shops."""

    code = "SHOP"


@dataclass(frozen=True)
class Desk:
    """What taking turns needs: a unit of work, the scripts, the bot, the clock, and this worker's name."""

    uow: Callable[[], UnitOfWork]
    library: Callable[[], Library]
    bot: Bot
    clock: Clock
    worker: str

    def profile(self, shop: str) -> ShopProfile:
        try:
            return self.library().shops[shop]
        except KeyError:
            known = ", ".join(self.library().shops)
            raise UnknownShop(f"no shop {shop!r}; known shops: {known}") from None


def receive(
    desk: Desk, shop: str, sender: str, text: str, client_id: Optional[str] = None, metadata: Optional[dict[str, Any]] = None
) -> Message:
    """Stores a shopper's message. The same ``client_id`` again returns the message stored the first time.

    Raises:
        UnknownShop, StorageUnavailable: nothing was stored.
    """
    profile = desk.profile(shop)
    with desk.uow() as uow:
        now = desk.clock.now()
        conversation = uow.lock_conversation(profile.shop_id, sender, now)
        assert conversation.id is not None
        known = uow.message_by_client_id(conversation.id, client_id) if client_id else None
        if known is not None:
            return known
        message = uow.messages.add(
            Message(conversation.id, "shopper", clean(text)[:LONGEST_STORED], now, client_id=client_id, metadata=metadata or {})
        )
        uow.commit()
        return message


def clean(text: str) -> str:
    """The text without what no database holds: NUL and half characters."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def post_event(uow: UnitOfWork, conversation: Conversation, intent: str, facts: dict[str, Any], now: datetime) -> Message:
    """Puts an event of ours into the conversation's inbox; the caller commits and whoever is free answers it."""
    assert conversation.id is not None
    locked = uow.lock_conversation(conversation.shop, conversation.sender, now)
    assert locked.id is not None
    return uow.messages.add(Message(locked.id, "system", f"/{intent}", now, metadata=facts))


def take_turns(desk: Desk, conversation_id: int) -> bool:
    """Answers every waiting message of a conversation, oldest first. False when another worker is at it.

    Raises:
        BotUnavailable: the first unanswered message stays waiting.
    """
    with desk.uow() as uow:
        if not uow.claim_turn(conversation_id, desk.worker, desk.clock.now(), LEASE_SECONDS):
            return False
        uow.commit()
    try:
        while (message := _next(desk, conversation_id)) is not None:
            _answer(desk, message)
    finally:
        with desk.uow() as uow:
            uow.release_turn(conversation_id, desk.worker)
            uow.commit()
    return True


def _next(desk: Desk, conversation_id: int) -> Optional[Message]:
    with desk.uow() as uow:
        waiting = uow.pending_messages(conversation_id)
        return waiting[0] if waiting else None


def _answer(desk: Desk, message: Message) -> None:
    with desk.uow() as uow:
        conversation = uow.conversations.get(message.conversation_id)
        assert conversation is not None and conversation.id is not None
        seen = uow.seen_variants(conversation.id)
        member = bool(uow.members.one(shop=conversation.shop, shopper=conversation.sender))
    reply = _reply(desk, conversation, message, seen, member)
    with desk.uow() as uow:
        now = desk.clock.now()
        locked = uow.lock_conversation(conversation.shop, conversation.sender, now)
        current = uow.messages.get(message.id or 0)
        if current is None or current.answered_at is not None:
            return  # Another worker took over after our lease ran out and has answered.
        store_lines(uow, desk.library(), desk.profile(locked.shop), locked, message, reply.lines, now)
        uow.messages.change(replace(current, answered_at=now, understood={"parts": reply.parts}))
        uow.commit()


def _reply(
    desk: Desk, conversation: Conversation, message: Message, seen: dict[str, dict[int, int]], member: bool
) -> BotReply:
    """What to say: nothing while a person holds the conversation, a fixed line for oddities, else the bot's answer."""
    if conversation.holder != "bot":
        return BotReply([], [])
    odd = odd_kind(message.text) if message.author == "shopper" else None
    if odd is not None:
        return BotReply([_own_line(desk, conversation, f"utter_smalltalk_{odd}", seen)], [])
    metadata = {
        **message.metadata,
        "shop": conversation.shop,
        "conversation_id": conversation.id,
        "now": desk.clock.now().isoformat(),
        "member": member,
        "seen": {script: {str(k): n for k, n in variants.items()} for script, variants in seen.items()},
    }
    reply = desk.bot.turn(
        f"{conversation.shop}/{conversation.sender}", message.text, message.id or 0, message.author == "system", metadata
    )
    if reply.lines or message.author == "system":
        return reply
    log.error("bot said nothing", message_id=message.id, parts=[part.get("intent") for part in reply.parts])
    return BotReply([_own_line(desk, conversation, "utter_smalltalk_trouble", seen)], reply.parts)


def _own_line(desk: Desk, conversation: Conversation, script_id: str, seen: dict[str, dict[int, int]]) -> Line:
    return script_line(
        desk.library(), desk.profile(conversation.shop), script_id, {}, seen, conversation.sender, desk.clock.now()
    )


def take_up_stale(desk: Desk, older_than_seconds: float) -> int:
    """Answers messages whose processing died or never began, and events of ours; returns how many conversations."""
    with desk.uow() as uow:
        now = desk.clock.now()
        waiting = uow.stale_conversations(now, now - timedelta(seconds=older_than_seconds))
    done = 0
    for conversation_id in waiting:
        try:
            done += take_turns(desk, conversation_id)
        except BotUnavailable as problem:
            log.warning("bot unavailable, the message keeps waiting", conversation_id=conversation_id, problem=str(problem))
            break
    return done
