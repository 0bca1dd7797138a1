"""``POST /api/orders``: the mall pushes orders (created, paid, cancelled …); the same order number again updates it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from huashu.services.orders import OrderEvent, record_order
from huashu.web.fields import Clean, Fen
from huashu.web.guard import allowed, services_of

router = APIRouter(prefix="/api", dependencies=[Depends(allowed)])


class Line(BaseModel):
    """One position of an order; money in fen."""

    model_config = ConfigDict(extra="forbid")

    sku_no: Clean
    name: Clean
    colour: Clean = ""
    size: Clean = ""
    quantity: int = Field(ge=1, le=1_000_000)
    unit_price_fen: Fen


class Pushed(BaseModel):
    """An order event. ``at`` is aware; ``shopper`` is the sender id of the conversation."""

    model_config = ConfigDict(extra="forbid")

    shop: str
    order_no: Clean = Field(min_length=4, max_length=64)
    shopper: Clean = Field(min_length=1, max_length=120)
    event: Literal["created", "paid", "printed", "shipped", "completed", "cancelled"]
    at: AwareDatetime | None = None
    lines: list[Line] = Field(default_factory=list)
    total_fen: Fen | None = None
    receiver: Clean = ""
    phone: Clean = ""
    address: Clean = ""
    carrier: Clean = ""
    waybill_no: Clean = ""


@router.post("/orders")
def push_order(pushed: Pushed, request: Request) -> dict[str, Any]:
    """Stores the event; answers with the order's number and status."""
    services = services_of(request)
    profile = services.desk().profile(pushed.shop)
    at: datetime = pushed.at or services.clock.now()
    details = pushed.model_dump(exclude={"event", "at", "shop"})
    with services.uow() as uow:
        order = record_order(uow, profile, OrderEvent(pushed.event, at, **details))
        uow.commit()
    return {"order_no": order.order_no, "status": order.status}
