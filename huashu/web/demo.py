"""The demo shops' pages, ``demo/pages``: a landing at ``/`` and a small mall for each shop, with its chat window.

Only while the setting ``demo`` is on; open to anybody, as a shop is. Any shop of the scripts has its page.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from string import Template
from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from huashu.domain.goods import Product
from huashu.domain.shop import ShopProfile
from huashu.services.catalogue import products_of
from huashu.settings import PROJECT
from huashu.web.guard import services_of

PAGES = PROJECT / "demo" / "pages"
TYPES = {"demo.css": "text/css", "landing.js": "text/javascript", "shop.js": "text/javascript",
         "icon.svg": "image/svg+xml"}  # fmt: skip
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ws: wss:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


def switched_on(request: Request) -> None:
    """Raises HTTPException 404 while there is to be no demo."""
    if not services_of(request).settings.demo:
        raise HTTPException(404)


router = APIRouter(dependencies=[Depends(switched_on)], include_in_schema=False)


@router.get("/")
def landing() -> Response:
    return HTMLResponse(_page("landing.html"), headers=HEADERS)


@router.get("/demo/pages/{name}")
def part(name: str) -> Response:
    """What the pages are made of."""
    if name not in TYPES:
        raise HTTPException(404)
    return Response(_page(name), media_type=TYPES[name], headers=HEADERS)


@router.get("/demo/shops.json")
def shops(request: Request) -> list[dict[str, Any]]:
    """Every shop with the pictures of its goods, for the landing."""
    services = services_of(request)
    with services.reads() as uow:
        return [
            {**_facts(profile), "pictures": [each.picture for each in products_of(uow, shop) if each.picture]}
            for shop, profile in services.library().shops.items()
        ]


@router.get("/demo/{shop}/goods.json")
def goods(shop: str, request: Request) -> dict[str, Any]:
    """What the shop's page shows: facts, the campaign that is on or None, and goods by 货号."""
    services, profile = services_of(request), _profile(request, shop)
    campaign = profile.campaign_at(services.clock.now())
    with services.reads() as uow:
        products = [_shown(each) for each in products_of(uow, shop)]
    running = {"name": campaign.name, "how": campaign.how} if campaign else None
    return {**_facts(profile), "campaign": running, "products": products}


@router.get("/demo/{shop}")
@router.get("/demo/{shop}/{product_no}")
def mall(shop: str, request: Request, product_no: str = "") -> Response:
    """One page for the goods and for each of them; its script shows the one that the address names."""
    profile = _profile(request, shop)
    facts = {name: escape(text) for name, text in _facts(profile).items()}
    return HTMLResponse(Template(_page("shop.html")).substitute(facts), headers=HEADERS)


def _page(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")


def _profile(request: Request, shop: str) -> ShopProfile:
    profile = services_of(request).library().shops.get(shop)
    if profile is None:
        raise HTTPException(404)
    return profile


def _facts(profile: ShopProfile) -> dict[str, str]:
    shipping = profile.facts.get("shipping_rule", "")
    return {
        "shop": profile.shop_id, "name": profile.name, "trade": profile.trade, "assistant": profile.assistant,
        "colour": profile.window.colour, "shipping": shipping, "returns": profile.facts.get("return_rule", ""),
    }  # fmt: skip


def _shown(product: Product) -> dict[str, Any]:
    """Nothing that only the shop knows: no floor price, no member price, no numbers of stock."""
    return {
        "no": product.product_no,
        "name": product.name,
        "price_fen": product.list_price_fen,
        "picture": product.picture,
        "features": product.features,
        "quality": product.quality,
        "colours": _each_once(each.colour for each in product.skus),
        "sizes": _each_once(each.size for each in product.skus),
        "in_stock": [(each.colour, each.size) for each in product.skus if each.stock > 0],
    }


def _each_once(texts: Iterable[str]) -> list[str]:
    return [each for each in dict.fromkeys(texts) if each]
