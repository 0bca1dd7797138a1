"""转人工 (P12): requested with a reason and a summary, accepted by one person, returned to the bot or closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from huashu.domain.errors import HuashuError
from huashu.services.ports import UnitOfWork
from huashu.services.records import Conversation, Handoff
from huashu.services.saying import order_at_hand
from huashu.services.turns import post_event

LAST_LINES = 10


class HandoffRefused(HuashuError):
    """The step does not fit: no such handoff, already another's, or already over."""

    code = "HANDOFF"


def open_handoff(uow: UnitOfWork, conversation: Conversation) -> Handoff | None:
    """The conversation's handoff that is still going on."""
    handoffs = uow.handoffs.find(conversation_id=conversation.id)
    going = [each for each in handoffs if each.status in ("requested", "accepted")]
    return going[-1] if going else None


def request_handoff(uow: UnitOfWork, conversation: Conversation, reason: str, now: datetime) -> tuple[Handoff, bool]:
    """Asks for a person; the second value is False when one was asked for already. The caller commits."""
    going = open_handoff(uow, conversation)
    if going is not None:
        return going, False
    assert conversation.id is not None
    summary = summarise(uow, conversation)
    requested = Handoff(conversation.id, conversation.shop, reason, "requested", now, summary=summary)
    return uow.handoffs.add(requested), True


def summarise(uow: UnitOfWork, conversation: Conversation) -> dict[str, Any]:
    """What the person needs: what was asked, the rung reached, what was promised, the order's facts."""
    inquiry = uow.inquiries.one(conversation_id=conversation.id)
    moves = uow.bargain_moves.find(conversation_id=conversation.id)
    promises = uow.promises.find(conversation_id=conversation.id, status="open")
    order = order_at_hand(uow, conversation)
    lines = uow.messages.find(conversation_id=conversation.id, author="shopper", newest_first=True, limit=LAST_LINES)
    return {
        "asked": [question["intent"] for question in inquiry.questions] if inquiry else [],
        "rung": moves[-1].rung if moves else None,
        "promised": [{"text": each.text, "due_at": each.due_at.isoformat()} for each in promises],
        "order": {"order_no": order.order_no, "status": order.status, "total_fen": order.total_fen} if order else None,
        "last_lines": [each.text for each in reversed(lines)],
    }


def move_handoff(uow: UnitOfWork, handoff_id: int, step: str, agent: str, now: datetime) -> Handoff:
    """``accept`` gives the conversation to the agent, ``return`` gives it back to the bot, ``close`` ends it.

    Raises:
        HandoffRefused: nothing changed.
    """
    handoff = uow.handoffs.lock(handoff_id)
    if handoff is None:
        raise HandoffRefused(f"no handoff {handoff_id}")
    if step == "accept":
        return _accept(uow, handoff, agent, now)
    if handoff.status != "accepted" or handoff.agent != agent:
        raise HandoffRefused(f"handoff {handoff_id} is {handoff.status} by {handoff.agent}, not {agent}'s to {step}")
    conversation = _hold(uow, handoff, "bot")
    if step == "return":
        post_event(uow, conversation, "handoff_returned", {}, now)
    _catch_up(uow, conversation, now)
    status = "returned" if step == "return" else "closed"
    return uow.handoffs.change(replace(handoff, status=status, closed_at=now))


def _catch_up(uow: UnitOfWork, conversation: Conversation, now: datetime) -> None:
    """The bot was silent when the supervisor answered: the shopper hears it now."""
    for approval in uow.approvals.find(conversation_id=conversation.id, status="answered"):
        post_event(uow, conversation, "supervisor_answered", {"approval_id": approval.id}, now)


def _accept(uow: UnitOfWork, handoff: Handoff, agent: str, now: datetime) -> Handoff:
    """First-asked owner: whoever took it keeps it; the promise of a person is kept by it."""
    if handoff.status != "requested":
        raise HandoffRefused(f"handoff {handoff.id} is {handoff.status} by {handoff.agent}")
    _hold(uow, handoff, "agent", agent)
    for promise in uow.promises.find(conversation_id=handoff.conversation_id, kind="human", status="open"):
        uow.promises.change(replace(promise, status="kept", closed_at=now))
    return uow.handoffs.change(replace(handoff, status="accepted", agent=agent, accepted_at=now))


def _hold(uow: UnitOfWork, handoff: Handoff, holder: str, owner: str | None = None) -> Conversation:
    conversation = uow.conversations.get(handoff.conversation_id)
    assert conversation is not None
    return uow.conversations.change(replace(conversation, holder=holder, owner=owner or conversation.owner))
