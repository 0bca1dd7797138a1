"""What a shopper does in the chat window beside writing: opens it, has read, rates."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from huashu.domain.errors import HuashuError
from huashu.services.ports import UnitOfWork
from huashu.services.records import Conversation, Rating, ReadMark
from huashu.services.standing import last_closed, standing_of
from huashu.services.turns import clean, post_event

ARRIVED = "shopper_arrived"
LONGEST_WORDS = 500


class RatingRefused(HuashuError):
    """There is nothing to rate, it was rated already, or the stars are not 1 to 5."""

    code = "RATING"


def arrive(uow: UnitOfWork, shop: str, sender: str, now: datetime) -> Conversation | None:
    """The window was opened. The conversation, if the shop greets because of it: once, before anything was said. The
    caller commits."""
    conversation = uow.lock_conversation(shop, sender, now)
    if uow.messages.find(conversation_id=conversation.id, limit=1):
        return None
    post_event(uow, conversation, ARRIVED, {"channel": "web"}, now)
    return conversation


def has_read(uow: UnitOfWork, conversation_id: int, message_id: int) -> None:
    """The shopper has seen everything up to a message; it never goes back, nor past what was said. Caller commits."""
    newest = uow.newest_ids([conversation_id]).get(conversation_id, 0)
    up_to = min(message_id, newest)
    mark = uow.read_marks.one(conversation_id=conversation_id)
    if mark is None:
        added = uow.read_marks.add_if_absent(ReadMark(conversation_id, shopper_id=up_to))
        mark = added or uow.read_marks.one(conversation_id=conversation_id)
    assert mark is not None
    if mark.shopper_id < up_to:
        uow.read_marks.change(replace(mark, shopper_id=up_to))


def rate(uow: UnitOfWork, conversation: Conversation, stars: int, text: str, now: datetime) -> Rating:
    """The shopper's stars for the talk that ended. The caller commits.

    Raises:
        RatingRefused: nothing was stored.
    """
    assert conversation.id is not None
    locked = uow.lock_conversation(conversation.shop, conversation.sender, now)
    if standing_of(uow, locked).rated != 0 or stars not in range(1, 6):
        raise RatingRefused(f"conversation {conversation.id} cannot be given {stars} stars now")
    words = clean(text).strip()[:LONGEST_WORDS]
    closed = last_closed(uow, locked)
    agent = closed.agent if closed else None
    return uow.ratings.add(Rating(conversation.id, conversation.shop, stars, words, now, agent=agent))
