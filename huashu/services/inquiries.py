"""询盘 (P20): a question asked and no order yet, one row a shopper, with every question and its time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from huashu.services.ports import UnitOfWork
from huashu.services.records import Conversation, Inquiry


def record_question(
    uow: UnitOfWork, conversation: Conversation, intent: str, product_no: str, turn_id: int, now: datetime
) -> Inquiry:
    """Adds a question to the shopper's inquiry; the same turn's question is written once. The caller commits."""
    assert conversation.id is not None
    question = {"intent": intent, "at": now.isoformat(), "turn_id": turn_id}
    inquiry = uow.inquiries.one(conversation_id=conversation.id, status="open")
    if inquiry is None:
        return uow.inquiries.add(
            Inquiry(conversation.id, conversation.shop, conversation.sender, "open", now, now,
                    questions=[question], product_no=product_no)
        )  # fmt: skip
    if any((each["turn_id"], each["intent"]) == (turn_id, intent) for each in inquiry.questions):
        return inquiry
    questions, about = [*inquiry.questions, question], product_no or inquiry.product_no
    return uow.inquiries.change(replace(inquiry, questions=questions, updated_at=now, product_no=about))


def close_inquiry(uow: UnitOfWork, conversation_id: int, now: datetime) -> None:
    """An order came: what was asked has led to it."""
    for inquiry in uow.inquiries.find(conversation_id=conversation_id, status="open"):
        uow.inquiries.change(replace(inquiry, status="ordered", updated_at=now))
