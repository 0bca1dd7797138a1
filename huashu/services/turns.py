"""The inbox: a message is stored before anybody thinks about it, then answered once, in order, by one worker.

Shoppers' messages and events of ours (the supervisor has answered) take the same way, so both survive a crash. What
cannot be answered does not block what comes behind it: the shopper gets a scripted apology, an event is put off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import structlog

from huashu.domain.errors import HuashuError
from huashu.domain.oddities import odd_kind
from huashu.domain.shop import ShopProfile
from huashu.scripts import Library, conditions_at
from huashu.services.bot import Bot, BotReply, BotUnavailable, Line
from huashu.services.joining import join
from huashu.services.ports import Clock, StorageUnavailable, UnitOfWork
from huashu.services.records import Conversation, Message, Reminder
from huashu.services.saying import script_line, store_lines

log = structlog.get_logger()

LEASE_SECONDS = 25.0  # longer than the bot may take, see huashu.settings
LONGEST_STORED = 5000
PUT_OFF_SECONDS = 60.0
MOST_TRIES = 7  # the last one about an hour after the first
MESSAGE_LEFT = "/message_left"

Seen = dict[str, dict[int, int]]


class UnknownShop(HuashuError):
    """A message for a shop that has no profile in scripts_zh/shops."""

    code = "SHOP"


@dataclass(frozen=True)
class Desk:
    """What taking turns needs: a unit of work, the scripts (of a revision; None is the live one), the bot, the clock,
    this worker's name, and how long a turn stays its own."""

    uow: Callable[[], UnitOfWork]
    scripts: Callable[[str | None], Library]
    bot: Bot
    clock: Clock
    worker: str
    lease_seconds: float = LEASE_SECONDS

    def profile(self, shop: str, revision: str | None = None) -> ShopProfile:
        """Raises UnknownShop."""
        return profile_in(self.scripts(revision), shop)


def profile_in(library: Library, shop: str) -> ShopProfile:
    """Raises UnknownShop."""
    try:
        return library.shops[shop]
    except KeyError:
        known = ", ".join(library.shops)
        raise UnknownShop(f"no shop {shop!r}; known shops: {known}") from None


@dataclass(frozen=True)
class Asked:
    """A message that waits, what the books know of the shopper who sent it, and the scripts that its turn speaks from:
    one version from the first word to the last row. ``text`` and ``about`` (metadata): the message's, behind those
    that are answered with it."""

    message: Message
    text: str
    about: dict[str, Any]
    conversation: Conversation
    seen: Seen
    member: bool
    library: Library

    @property
    def profile(self) -> ShopProfile:
        return self.library.shops[self.conversation.shop]


def receive(
    desk: Desk, shop: str, sender: str, text: str, client_id: str | None = None, metadata: dict[str, Any] | None = None
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
        kept = clean(text)[:LONGEST_STORED]
        message = uow.messages.add(
            Message(conversation.id, "shopper", kept, now, client_id=client_id, metadata=metadata or {})
        )
        uow.commit()
        return message


def clean(text: str) -> str:
    """The text without what no database holds: NUL and half characters."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def post_event(
    uow: UnitOfWork, conversation: Conversation, intent: str, facts: dict[str, Any], now: datetime
) -> Message:
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
    while (message := _next(desk, conversation_id)) is not None:
        if not _take_turn(desk, message):
            return False
    return True


def take_next(desk: Desk, conversation_id: int) -> bool:
    """Answers the oldest waiting message. False when none waits, or another worker is at it.

    Raises:
        BotUnavailable: it stays waiting.
    """
    message = _next(desk, conversation_id)
    return message is not None and _take_turn(desk, message)


def _next(desk: Desk, conversation_id: int) -> Message | None:
    with desk.uow() as uow:
        waiting = uow.pending_messages(conversation_id)
        return waiting[0] if waiting else None


def _take_turn(desk: Desk, message: Message) -> bool:
    """Answers one message under a lease of its own, in a name that no other thread has."""
    taker = f"{desk.worker}:{uuid4().hex[:8]}"
    with desk.uow() as uow:
        if not uow.claim_turn(message.conversation_id, taker, desk.clock.now(), desk.lease_seconds):
            return False
        uow.commit()
    try:
        _answer(desk, message)
    finally:
        with desk.uow() as uow:
            uow.release_turn(message.conversation_id, taker)
            uow.commit()
    return True


def _answer(desk: Desk, message: Message) -> None:
    asked = _look_up(desk, message)
    if asked is None:
        return
    try:
        _write(desk, asked, _reply(desk, asked))
    except (BotUnavailable, StorageUnavailable):
        raise
    except Exception:
        # Whatever broke would break again: nothing of it was kept, and the message must not hold up what follows.
        log.exception("turn failed", message_id=message.id)
        if message.author == "system":
            _put_off(desk, asked)
        else:
            _write(desk, asked, BotReply([_own_line(desk, asked, "utter_smalltalk_trouble")], []))


def _look_up(desk: Desk, message: Message) -> Asked | None:
    """None when somebody answered it between our look and our claim."""
    with desk.uow() as uow:
        current = uow.messages.get(message.id or 0)
        conversation = uow.conversations.get(message.conversation_id)
        if current is None or current.answered_at is not None or conversation is None:
            return None
        current, text, about = join(uow, current, desk.clock.now())
        member = uow.members.one(shop=conversation.shop, shopper=conversation.sender) is not None
        library = desk.scripts(None)
        profile_in(library, conversation.shop)
        asked = Asked(current, text, about, conversation, uow.seen_variants(message.conversation_id), member, library)
        uow.commit()
        return asked


def _write(desk: Desk, asked: Asked, reply: BotReply) -> None:
    """What is said, what it promises, and that the message is answered: all of it or nothing."""
    with desk.uow() as uow:
        now = desk.clock.now()
        locked = uow.lock_conversation(asked.conversation.shop, asked.conversation.sender, now)
        if _answered(uow, asked.message):
            return  # Another worker took over after our lease ran out and has answered.
        store_lines(uow, desk.scripts, locked, asked.message, reply.lines, now)
        uow.messages.change(replace(asked.message, answered_at=now, understood=understood(asked, reply)))
        uow.commit()


def _put_off(desk: Desk, asked: Asked) -> None:
    """An event of ours that broke comes again later, at growing distances: what the shopper waits for is still owed."""
    message, tries = asked.message, int(asked.message.metadata.get("tries", 0)) + 1
    with desk.uow() as uow:
        now = desk.clock.now()
        uow.lock_conversation(asked.conversation.shop, asked.conversation.sender, now)
        if _answered(uow, message):
            return
        uow.messages.change(replace(message, answered_at=now, understood={"failed": True}))
        if tries < MOST_TRIES:
            again = {"event": message.text.lstrip("/"), "facts": {**message.metadata, "tries": tries}}
            due_at = desk.clock.after(PUT_OFF_SECONDS * 2 ** (tries - 1))
            uow.reminders.add(
                Reminder("event_again", f"event_again:{message.id}", due_at, now,
                         conversation_id=message.conversation_id, payload=again)
            )  # fmt: skip
        else:
            log.error("event given up", message_id=message.id, tries=tries)
        uow.commit()


def _answered(uow: UnitOfWork, message: Message) -> bool:
    current = uow.messages.get(message.id or 0)
    return current is None or current.answered_at is not None


def _reply(desk: Desk, asked: Asked) -> BotReply:
    """What to say: nothing while a person holds the conversation, a fixed line for oddities, else the bot's answer."""
    message, conversation = asked.message, asked.conversation
    if conversation.holder != "bot":
        return BotReply([], [])
    event = event_of(message)
    odd = odd_kind(asked.text, "picture" in asked.about) if event is None else None
    if odd is not None:
        return BotReply([_own_line(desk, asked, f"utter_smalltalk_{odd}")], [])
    reply = desk.bot.turn(
        f"{conversation.shop}/{conversation.sender}", event or asked.text, message.id or 0, event is not None,
        _told_to_bot(desk, asked),
    )  # fmt: skip
    if reply.lines or message.author == "system":
        return reply
    log.error("bot said nothing", message_id=message.id, parts=[part.get("intent") for part in reply.parts])
    return BotReply([_own_line(desk, asked, "utter_smalltalk_trouble")], reply.parts)


def event_of(message: Message) -> str | None:
    """The event that a message is: one of ours, or a shopper's that was left for people, whatever it says."""
    if message.author == "system":
        return message.text
    return MESSAGE_LEFT if "leave" in message.metadata else None


def understood(asked: Asked, reply: BotReply) -> dict[str, Any]:
    """``held``: a person had the conversation, so nobody has read it yet."""
    held = {"held": True} if asked.conversation.holder != "bot" else {}
    return {"parts": reply.parts, **held}


def _told_to_bot(desk: Desk, asked: Asked) -> dict[str, Any]:
    return {
        **asked.about,
        "shop": asked.conversation.shop,
        "conversation_id": asked.conversation.id,
        "now": desk.clock.now().isoformat(),
        "member": asked.member,
        "revision": asked.library.revision,
        "seen": {script: {str(k): n for k, n in variants.items()} for script, variants in asked.seen.items()},
    }


def _own_line(desk: Desk, asked: Asked, script_id: str) -> Line:
    now, channel = desk.clock.now(), asked.message.metadata.get("channel", "rest")
    conditions = conditions_at(asked.profile, now, asked.member, channel)
    sender = asked.conversation.sender
    return script_line(asked.library, asked.profile, script_id, {}, asked.seen, sender, now, conditions)


def take_up_stale(desk: Desk, older_than_seconds: float) -> int:
    """Answers messages whose processing died or never began, and events of ours; returns how many conversations."""
    with desk.uow() as uow:
        now = desk.clock.now()
        waiting = uow.stale_conversations(now, now - timedelta(seconds=older_than_seconds))
    done = 0
    for conversation_id in waiting:
        try:
            done += take_turns(desk, conversation_id)
        except StorageUnavailable:
            raise
        except BotUnavailable as problem:
            log.warning("bot unavailable, messages wait", conversation_id=conversation_id, problem=str(problem))
            if not desk.bot.ready():
                break
        except Exception:
            log.exception("conversation cannot be taken up", conversation_id=conversation_id)
    return done
