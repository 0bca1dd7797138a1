"""The shop's goods as the dialogue needs them: found by what a shopper calls them, similar ones, fitting ones (P5)."""

from __future__ import annotations

import unicodedata
from typing import Any

from huashu.domain.goods import Product, SizeRow, Sku, Tier
from huashu.services.ports import UnitOfWork
from huashu.services.records import CatalogueProduct, CatalogueSku

EVERY = 10_000_000
LONGEST_QUESTION = 200


def product_of(uow: UnitOfWork, shop: str, product_no: str) -> Product | None:
    row = uow.products.one(shop=shop, product_no=product_no)
    return _meaning(row, uow.skus.find(limit=EVERY, shop=shop, product_no=product_no)) if row else None


def products_of(uow: UnitOfWork, shop: str) -> list[Product]:
    """All goods of the shop, by 货号."""
    rows = sorted(uow.products.find(limit=EVERY, shop=shop), key=lambda each: each.product_no)
    skus: dict[str, list[CatalogueSku]] = {each.product_no: [] for each in rows}
    for sku in uow.skus.find(limit=EVERY, shop=shop):
        skus.setdefault(sku.product_no, []).append(sku)
    return [_meaning(each, skus[each.product_no]) for each in rows]


def find_product(uow: UnitOfWork, shop: str, text: str) -> Product | None:
    """The product that ``text`` names: exactly by 货号, name or alias; else the longest name or alias in the text;
    else the only product whose name holds the text. None when nothing or several fit equally."""
    rows, wanted = uow.products.find(limit=EVERY, shop=shop), _folded(text[:LONGEST_QUESTION])
    words = [(_folded(word), row) for row in rows for word in (row.product_no, row.name, *row.aliases)]
    fitting = (
        [row for word, row in words if word == wanted]
        or _longest([(word, row) for word, row in words if word in wanted])
        or [row for row in rows if len(wanted) > 1 and wanted in _folded(row.name)]
    )
    found = {row.product_no for row in fitting}
    return product_of(uow, shop, found.pop()) if len(found) == 1 else None


def similar_in_stock(
    uow: UnitOfWork, shop: str, product: Product, colour: str = "", size: str = ""
) -> list[Product]:
    """Other goods of the product's group that can be bought now, in the wanted size where they come in sizes.

    Those in the wanted colour first, then by how near the price is.
    """
    others = [each for each in products_of(uow, shop) if each.group and each.group == product.group]
    fitting = [each for each in others if each.product_no != product.product_no and _on_sale(each, "", size)]
    return sorted(
        fitting,
        key=lambda each: (not _on_sale(each, colour, size), abs(each.list_price_fen - product.list_price_fen)),
    )


def cross_sell_for(uow: UnitOfWork, shop: str, product: Product) -> Product | None:
    """One thing to go with it: the first of ``goes_with`` that is in stock, else the next dearer of its group."""
    fitting = [product_of(uow, shop, each) for each in product.goes_with]
    first = next((each for each in fitting if each and _on_sale(each)), None)
    dearer = [each for each in similar_in_stock(uow, shop, product) if each.list_price_fen > product.list_price_fen]
    return first or min(dearer, key=lambda each: each.list_price_fen, default=None)


def _on_sale(product: Product, colour: str = "", size: str = "") -> bool:
    return any(
        each.stock > 0 and colour in ("", each.colour) and (size in ("", each.size) or not each.size)
        for each in product.skus
    )


def _longest(found: list[tuple[str, CatalogueProduct]]) -> list[CatalogueProduct]:
    length = max((len(word) for word, _ in found), default=0)
    return [row for word, row in found if len(word) == length]


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _meaning(row: CatalogueProduct, skus: list[CatalogueSku]) -> Product:
    return Product(
        product_no=row.product_no,
        name=row.name,
        aliases=tuple(row.aliases),
        list_price_fen=row.list_price_fen,
        floor_price_fen=row.floor_price_fen,
        member_price_fen=row.member_price_fen,
        features=tuple(row.features),
        quality=tuple(row.quality),
        group=row.group,
        goes_with=tuple(row.goes_with),
        size_bias=row.size_bias,
        skus=tuple(Sku(each.sku_no, each.colour, each.size, each.price_fen, each.stock) for each in skus),
        tiers=tuple(Tier(quantity, price_fen) for quantity, price_fen in row.tiers),
        sizes=tuple(_size(each) for each in row.sizes),
        picture=row.picture,
    )


def _size(row: dict[str, Any]) -> SizeRow:
    return SizeRow(row["size"], _span(row, "height_cm"), _span(row, "weight_jin"), _span(row, "waist_cm"))


def _span(row: dict[str, Any], name: str) -> tuple[int, int] | None:
    low_high = row.get(name)
    return (low_high[0], low_high[1]) if low_high else None
