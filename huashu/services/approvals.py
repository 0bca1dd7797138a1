"""请示主管: a person's answer, or the standing rule when nobody answers, and telling the shopper (P3.6).

The answer, the offer it makes and the event that will tell the shopper are one unit of work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from huashu.domain.errors import HuashuError
from huashu.domain.shop import ShopProfile
from huashu.domain.supervisor import Answer, AnswerKind, Refusal, admit_answer, offer_of, standing_rule
from huashu.services.bargaining import add_offer, history_of, terms_of
from huashu.services.catalogue import product_of
from huashu.services.ports import UnitOfWork
from huashu.services.records import Approval, Conversation, Offer
from huashu.services.turns import post_event

STANDING_RULE = "standing rule"


class NoSuchApproval(HuashuError):
    """No approval has this id."""

    code = "NO_APPROVAL"


class AlreadyAnswered(HuashuError):
    """Somebody, or the standing rule, was faster; what was answered stands."""

    code = "ANSWERED"


class AnswerRefused(HuashuError):
    """The answer breaks a rule that binds the supervisor too (floor, stock, never twice)."""

    code = "ANSWER_REFUSED"


def answer_approval(
    uow: UnitOfWork, profile: ShopProfile, approval_id: int, answer: Answer, answered_by: str, now: datetime
) -> Approval:
    """A person answers; the caller commits. The shopper is told at once.

    Raises:
        NoSuchApproval, AlreadyAnswered, AnswerRefused: nothing changed.
    """
    approval, conversation = _open(uow, approval_id)
    product = product_of(uow, profile.shop_id, approval.product_no)
    if product is None:
        raise AnswerRefused(f"product {approval.product_no} is no longer in the catalogue")
    terms = terms_of(uow, profile, product, conversation.sender, now)
    named = profile.gifts.get(answer.gift_id or "") if answer.kind is AnswerKind.GIFT else terms.gift
    left = named.stock - uow.gift_used(profile.shop_id, named.gift_id) if named else 0
    history = history_of(uow, approval.conversation_id, approval.product_no)
    admitted = admit_answer(answer, replace(terms, gift=named, gift_stock_left=left), history)
    if isinstance(admitted, Refusal):
        raise AnswerRefused(f"{admitted.code}: {admitted.reason}")
    return _close(uow, conversation, approval, admitted, answered_by, now)


def give_answer(
    uow: UnitOfWork,
    profile_of: Callable[[str], ShopProfile],
    approval_id: int,
    kind: AnswerKind,
    fen: int | None,
    gift_id: str | None,
    answered_by: str,
    now: datetime,
) -> Approval:
    """:func:`answer_approval` from what a person types: ``fen`` is the price a piece or the coupon, and a gift that is
    not named is the supervisor's own. The caller commits.

    Raises:
        NoSuchApproval, AlreadyAnswered, AnswerRefused: nothing changed.
    """
    approval = uow.approvals.get(approval_id)
    if approval is None:
        raise NoSuchApproval(f"no approval {approval_id}")
    profile = profile_of(approval.shop)
    answer = Answer(
        kind,
        gift_id=(gift_id or profile.supervisor.gift_id) if kind is AnswerKind.GIFT else None,
        unit_price_fen=fen if kind is AnswerKind.PRICE else None,
        amount_fen=(fen or 0) if kind is AnswerKind.COUPON else 0,
    )
    return answer_approval(uow, profile, approval_id, answer, answered_by, now)


def apply_standing_rule(uow: UnitOfWork, profile: ShopProfile, approval_id: int, now: datetime) -> Approval | None:
    """Nobody answered in time: the supervisor's standing rule does. None when somebody was faster."""
    try:
        approval, conversation = _open(uow, approval_id)
    except AlreadyAnswered:
        return None
    product = product_of(uow, profile.shop_id, approval.product_no)
    answer = Answer(AnswerKind.REFUSE)
    if product is not None:
        terms = terms_of(uow, profile, product, conversation.sender, now)
        answer = standing_rule(terms, history_of(uow, approval.conversation_id, approval.product_no))
    return _close(uow, conversation, approval, answer, STANDING_RULE, now)


def _open(uow: UnitOfWork, approval_id: int) -> tuple[Approval, Conversation]:
    """The open approval, with its conversation locked first so that budgets are read in one order."""
    seen = uow.approvals.get(approval_id)
    if seen is None:
        raise NoSuchApproval(f"no approval {approval_id}")
    conversation = uow.conversations.lock(seen.conversation_id)
    approval = uow.approvals.lock(approval_id)
    assert conversation is not None and approval is not None
    if approval.status != "open":
        raise AlreadyAnswered(f"approval {approval_id} was answered by {approval.answered_by}: {approval.answer}")
    return approval, conversation


def _close(
    uow: UnitOfWork, conversation: Conversation, approval: Approval, answer: Answer, answered_by: str, now: datetime
) -> Approval:
    offered = offer_of(answer, history_of(uow, approval.conversation_id, approval.product_no))
    offer = None
    if offered is not None:
        offer = add_offer(
            uow,
            Offer(approval.conversation_id, approval.shop, approval.product_no, offered.kind, "reserved", answered_by,
                  now, approval_id=approval.id, gift_id=offered.gift_id, unit_price_fen=offered.unit_price_fen,
                  amount_fen=offered.amount_fen, cost_fen=answer.cost_fen, quantity=offered.quantity),
            now,
        )  # fmt: skip
    post_event(uow, conversation, "supervisor_answered", {"approval_id": approval.id}, now)
    return uow.approvals.change(
        replace(
            approval,
            status="answered",
            answer=str(answer.kind),
            answer_fen=answer.unit_price_fen or answer.amount_fen or None,
            gift_id=answer.gift_id,
            answered_by=answered_by,
            answered_at=now,
            offer_id=offer.id if offer else None,
        )
    )
