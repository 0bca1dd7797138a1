"""``POST /api/tokens``: a shopper's token for a client without a page, such as the shop's own app or a Rasa client."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from huashu.services.turns import profile_in
from huashu.web.fields import Clean
from huashu.web.guard import allowed, services_of
from huashu.web.shopper.tokens import Claims, new_shopper, sign

router = APIRouter(prefix="/api", dependencies=[Depends(allowed)])


class For(BaseModel):
    """``shopper``: the id in the shop; without one an anonymous shopper is made."""

    model_config = ConfigDict(extra="forbid")

    shop: str
    shopper: Clean = Field(default="", max_length=100)


@router.post("/tokens")
def token(wanted: For, request: Request) -> dict[str, Any]:
    """It opens the shopper's socket from no page: a request with an ``Origin`` is refused."""
    services = services_of(request)
    shop = profile_in(services.library(), wanted.shop).shop_id
    claims = Claims(shop, wanted.shopper, "") if wanted.shopper else new_shopper(shop, "")
    signed, until = sign(services.secret, claims, services.clock.now())
    return {"token": signed, "expires_at": until.isoformat(), "shopper": claims.sender}
