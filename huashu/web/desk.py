"""What people of the shop need until they have a desk: handoffs, slips for the printing desk, open promises."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from huashu.services.handoffs import move_handoff
from huashu.services.notices import mark_seen
from huashu.web.fields import Clean, RowId
from huashu.web.guard import allowed, services_of

router = APIRouter(prefix="/api", dependencies=[Depends(allowed)])


class HandoffStep(BaseModel):
    """``accept`` (the bot falls silent), ``return`` (the bot goes on) or ``close``; ``agent`` is who does it."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["accept", "return", "close"]
    agent: Clean = Field(min_length=1, max_length=60)


@router.get("/handoffs")
def handoffs(request: Request, status: str = "requested") -> list[dict[str, Any]]:
    """Handoffs of a status with their summary, oldest first."""
    with services_of(request).uow() as uow:
        return [_plain(each) for each in uow.handoffs.find(status=status)]


@router.post("/handoffs/{handoff_id}")
def handoff_step(handoff_id: RowId, step: HandoffStep, request: Request) -> dict[str, Any]:
    services = services_of(request)
    with services.uow() as uow:
        handoff = move_handoff(uow, handoff_id, step.step, step.agent, services.clock.now())
        uow.commit()
    return _plain(handoff)


@router.get("/promises")
def promises(request: Request, status: str = "open", shop: str | None = None) -> list[dict[str, Any]]:
    """Promises of a status: what, who owes it, until when."""
    where: dict[str, Any] = {"status": status, "shop": shop} if shop else {"status": status}
    with services_of(request).uow() as uow:
        return [_plain(each) for each in uow.promises.find(**where)]


@router.get("/notices")
def notices(request: Request, desk: str = "printing") -> list[dict[str, Any]]:
    """Slips a desk has not seen yet."""
    with services_of(request).uow() as uow:
        return [_plain(each) for each in uow.notices.find(desk=desk, seen_at=None)]


@router.post("/notices/{notice_id}/seen")
def notice_seen(notice_id: RowId, request: Request) -> dict[str, Any]:
    services = services_of(request)
    with services.uow() as uow:
        notice = mark_seen(uow, notice_id, services.clock.now())
        uow.commit()
    return _plain(notice)


def _plain(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}
