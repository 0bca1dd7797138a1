"""The supervisor's questions over HTTP: list the open ones, answer one."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from huashu.domain.supervisor import AnswerKind
from huashu.services.approvals import give_answer
from huashu.services.records import Approval
from huashu.web.fields import Clean, Fen, RowId
from huashu.web.guard import allowed, services_of

router = APIRouter(prefix="/api", dependencies=[Depends(allowed)])


class Answered(BaseModel):
    """``answer``: gift (``gift_id``, default the supervisor's), price (``fen`` a piece), coupon (``fen``), refuse."""

    model_config = ConfigDict(extra="forbid")

    answer: Literal["gift", "price", "coupon", "refuse"]
    fen: Fen | None = Field(default=None, gt=0)
    gift_id: Clean | None = None
    by: Clean = Field(min_length=1, max_length=60)


@router.get("/approvals")
def approvals(request: Request, status: str = "open") -> list[dict[str, Any]]:
    """Approvals of a status, oldest first."""
    with services_of(request).uow() as uow:
        return [_shown(each) for each in uow.approvals.find(status=status)]


@router.post("/approvals/{approval_id}")
def answer(approval_id: RowId, answered: Answered, request: Request) -> dict[str, Any]:
    """Answers an open approval; the shopper is told at once."""
    services = services_of(request)
    with services.uow() as uow:
        stored = give_answer(
            uow, services.desk().profile, approval_id, AnswerKind(answered.answer), answered.fen, answered.gift_id,
            answered.by, services.clock.now(),
        )  # fmt: skip
        uow.commit()
    return _shown(stored)


def _shown(approval: Approval) -> dict[str, Any]:
    return {
        "id": approval.id,
        "shop": approval.shop,
        "conversation_id": approval.conversation_id,
        "product_no": approval.product_no,
        "quantity": approval.quantity,
        "list_price_fen": approval.list_price_fen,
        "floor_price_fen": approval.floor_price_fen,
        "target_fen": approval.target_fen,
        "status": approval.status,
        "due_at": approval.due_at.isoformat(),
        "answer": approval.answer,
        "answered_by": approval.answered_by,
    }
