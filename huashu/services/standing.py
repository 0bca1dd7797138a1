"""How things stand in a conversation: who is asked, who is waited for, what has been read, what may be rated.

Read from the books each time it is shown, so a window that was away shows the same as one that was not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from huashu.services.handoffs import open_handoff
from huashu.services.ports import UnitOfWork
from huashu.services.records import Conversation, Handoff, Message, Rating

LAST_LINES = ("utter_order_farewell", "utter_smalltalk_goodbye")
A_TALK = 50


@dataclass(frozen=True)
class Asking:
    """The supervisor is being asked 请示主管: since when, and when the shopper hears at the latest."""

    since: datetime
    due_at: datetime


@dataclass(frozen=True)
class Person:
    """A person was asked for or has the conversation. ``status``: requested | accepted; ``ahead``: others first."""

    status: str
    agent: str
    ahead: int


@dataclass(frozen=True)
class Standing:
    """``rated``: stars given for this talk, 0 for none yet, None while there is nothing to rate."""

    asking: Asking | None
    person: Person | None
    rated: int | None

    @property
    def going_on(self) -> bool:
        """It may change without a line being said."""
        return self.asking is not None or self.person is not None


@dataclass(frozen=True)
class Marks:
    """Ids of messages. Of the shopper's lines: up to where they reached whoever answers, and up to where they were
    read. ``seen``: up to where the shopper has read."""

    delivered: int
    read: int
    seen: int


def standing_of(uow: UnitOfWork, conversation: Conversation) -> Standing:
    return Standing(_asking(uow, conversation), _person(uow, conversation), _rated(uow, conversation))


def marks_of(uow: UnitOfWork, conversation_id: int) -> Marks:
    """A message that the bot answered is read; one that a person is to answer is read when they have seen it."""
    mark = uow.read_marks.one(conversation_id=conversation_id)
    seen, by_person = (mark.shopper_id, mark.shop_id) if mark else (0, 0)
    mine = uow.messages.find(conversation_id=conversation_id, author="shopper", newest_first=True, limit=A_TALK)
    reached = [each for each in mine if each.answered_at is not None]
    read = [each.id or 0 for each in reached if _is_read(each, by_person)]
    return Marks(max((each.id or 0 for each in reached), default=0), max(read, default=0), seen)


def _is_read(message: Message, by_person: int) -> bool:
    """What was joined to a later message is read with it, so the later one tells."""
    by_bot = not message.understood.get("held") and "joined" not in message.understood
    return by_bot or (message.id or 0) <= by_person


def _asking(uow: UnitOfWork, conversation: Conversation) -> Asking | None:
    """Until the shopper has heard: an answer that is on its way counts as being asked."""
    for status in ("open", "answered"):
        found = uow.approvals.find(conversation_id=conversation.id, status=status)
        if found:
            return Asking(found[-1].created_at, found[-1].due_at)
    return None


def _person(uow: UnitOfWork, conversation: Conversation) -> Person | None:
    handoff = open_handoff(uow, conversation)
    if handoff is None:
        return None
    ahead = _ahead(uow, handoff) if handoff.status == "requested" else 0
    return Person(handoff.status, handoff.agent or "", ahead)


def _ahead(uow: UnitOfWork, handoff: Handoff) -> int:
    waiting = uow.handoffs.find(shop=handoff.shop, status="requested")
    return sum((each.id or 0) < (handoff.id or 0) for each in waiting)


def _rated(uow: UnitOfWork, conversation: Conversation) -> int | None:
    """A talk is at its end when we have said goodbye or a person has closed it, until the shopper writes again."""
    newest = uow.messages.find(conversation_id=conversation.id, newest_first=True, limit=A_TALK)
    closed = last_closed(uow, conversation)
    ended_at = max(filter(None, (_goodbye_at(newest), closed.closed_at if closed else None)), default=None)
    if ended_at is None:
        return None
    rating = _newest_rating(uow, conversation)
    if rating is not None and rating.created_at >= ended_at:
        return rating.stars
    wrote_since = any(each.author == "shopper" and each.created_at > ended_at for each in newest)
    return None if wrote_since else 0


def _goodbye_at(newest: list[Message]) -> datetime | None:
    return next((each.created_at for each in newest if each.script_id in LAST_LINES), None)


def last_closed(uow: UnitOfWork, conversation: Conversation) -> Handoff | None:
    """The talk with a person that ended last."""
    closed = uow.handoffs.find(conversation_id=conversation.id, status="closed", newest_first=True, limit=1)
    return closed[0] if closed else None


def _newest_rating(uow: UnitOfWork, conversation: Conversation) -> Rating | None:
    ratings = uow.ratings.find(conversation_id=conversation.id, newest_first=True, limit=1)
    return ratings[0] if ratings else None
